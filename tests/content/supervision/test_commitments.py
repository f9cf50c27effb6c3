"""The register of commitments: narrowed, counted, and never against anybody without the revoking decision."""

import pytest

from content.items.batches import BatchState
from content.supervision import commitments
from content.supervision.commitments import Wanted
from tests.factories import batches as sheets
from tests.factories import supervised


@pytest.fixture
def three(session, staff, tmp_path):
    supervised.commitments(session, staff, tmp_path, "履行中", "已履行", "未履行")


def states(session, **wanted):
    found, _more = commitments.listed(session, Wanted(**wanted), limit=9)
    return [item.fields["fulfilment"] for item in found]


@pytest.mark.parametrize(
    "wanted, count",
    [
        ({}, 3),
        ({"fulfilment": "未履行"}, 1),
        ({"commitment_type": "审批替代"}, 3),
        ({"commitment_type": "行业自律"}, 0),
        ({"matter": "货物运输"}, 3),
        ({"matter": "%"}, 0),
        ({"unit_ids": [999]}, 0),
    ],
)
def test_the_register_is_narrowed(session, three, wanted, count):
    assert len(states(session, **wanted)) == count


def test_it_is_counted_by_type_and_paged(session, staff, three):
    counted = commitments.by_type(session, [staff.unit.id])
    assert counted["审批替代", "已履行"] == counted["审批替代", "未履行"] == 1
    first, before = commitments.listed(session, Wanted(), limit=2)
    rest, end = commitments.listed(session, Wanted(), before=before, limit=2)
    assert (len(first), len(rest), end) == (2, 1, None)


def test_not_kept_enters_the_record_only_with_the_decision(session, staff, tmp_path):
    row = supervised.commitment(1, "未履行", revoking_decision="")
    batch = sheets.ready(session, staff, tmp_path, [row], kind="commitment")
    assert batch.at_rest is BatchState.FAULTY
    assert commitments.listed(session, Wanted(), limit=9) == ([], None)


def test_what_became_of_it_comes_with_the_next_edition(session, staff, tmp_path):
    supervised.commitments(session, staff, tmp_path, "履行中")
    supervised.commitments(session, staff, tmp_path, "已履行")
    assert states(session) == ["已履行"]
