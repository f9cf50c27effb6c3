"""四书同达: a penalty without its papers is listed until all are entered."""

from datetime import date

import pytest

from content.audit import trail
from content.auth.roles import Role
from content.errors import Refusal
from content.items import serving
from tests.conftest import on_one_make
from tests.factories import penalties, workflow
from tests.factories.auth import person, staff_of

CODES = ("decision", "repair_prompt", "procedure_notice", "compliance_guidance")
DAY = date(2026, 3, 9)


def serve_all(session, edition, by, but=()):
    for code in CODES:
        if code not in but:
            serving.serve(session, edition.item, code, DAY, by=by)


def listed(session, by):
    found, _ = serving.lacking(session, by, before=None, limit=20)
    return {one.edition.item_id: one.missing for one in found}


def test_there_are_four_papers():
    assert tuple(known.code for known in serving.documents()) == CODES
    assert all(known.label("zh-Hans") and known.label("en") for known in serving.documents())


def test_a_penalty_is_listed_until_its_last_paper_is_entered(session, staff, clock):
    edition = penalties.published(session, staff)
    assert listed(session, staff.writer) == {edition.item_id: CODES}

    serve_all(session, edition, staff.writer, but=("compliance_guidance",))
    assert listed(session, staff.writer) == {edition.item_id: ("compliance_guidance",)}

    serving.serve(session, edition.item, "compliance_guidance", DAY, by=staff.reviewer, note=" 邮寄 ")
    assert listed(session, staff.writer) == {}
    assert serving.of_item(session, edition.item_id)["compliance_guidance"].note == "邮寄"
    assert trail.about(session, edition.item.key)[-1].facts == {
        "document": "compliance_guidance",
        "served_on": "2026-03-09",
    }


def test_one_kept_inside_by_its_tier_is_listed_too(session, staff, clock):
    edition = penalties.approved(session, staff, tier="轻微")

    assert edition.item_id in listed(session, staff.writer)


def test_drafts_articles_other_units_and_older_decisions_are_not(session, staff, other_unit, clock):
    penalties.draft(session, staff)
    penalties.published(session, staff_of(session, other_unit))
    penalties.approved(session, staff, decided_on="2024-05-29")
    workflow.published(session, staff)

    assert listed(session, staff.writer) == {}


def test_a_day_can_be_put_right(session, staff, clock):
    edition = penalties.published(session, staff)
    serving.serve(session, edition.item, "decision", DAY, by=staff.writer)
    serving.serve(session, edition.item, "decision", date(2026, 3, 8), by=staff.writer)

    assert serving.of_item(session, edition.item_id)["decision"].served_on == date(2026, 3, 8)


def test_the_list_is_paged_from_the_newest(session, staff, clock):
    ids = [penalties.published(session, staff).item_id for _ in range(3)]

    first, older = serving.lacking(session, staff.writer, before=None, limit=2)
    second, end = serving.lacking(session, staff.writer, before=older, limit=2)

    assert [one.edition.item_id for one in (*first, *second)] == ids[::-1]
    assert end is None


@on_one_make
@pytest.mark.parametrize(
    "document, day, note, said",
    [
        ("letter", DAY, "", ("document", "not_a_choice")),
        ("decision", None, "", ("served_on", "required")),
        ("decision", date(2026, 3, 11), "", ("served_on", "in_the_future")),
        ("decision", DAY, "长" * 201, ("note", "too_long")),
    ],
)
def test_what_is_entered_is_checked(document, day, note, said, session, staff, clock):
    edition = penalties.approved(session, staff)
    with pytest.raises(Refusal) as refused:
        serving.serve(session, edition.item, document, day, by=staff.writer, note=note)

    assert [(issue.field, issue.code) for issue in refused.value.issues] == [said]


def test_only_the_unit_enters_and_only_for_penalties(session, staff, other_unit, clock):
    edition = penalties.approved(session, staff)
    with pytest.raises(Refusal, match="not_permitted"):
        serving.serve(session, edition.item, "decision", DAY, by=person(session, other_unit, Role.PRODUCER))
    with pytest.raises(Refusal, match="not_a_penalty"):
        serving.serve(session, workflow.submitted(session, staff).item, "decision", DAY, by=staff.writer)
