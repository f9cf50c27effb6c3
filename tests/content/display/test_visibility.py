from datetime import date, datetime, timedelta

import pytest

from content import clock as clocks
from content.display import finding, hits, searching, visibility
from content.display.models import PublicItem
from content.errors import Refusal
from content.surfaces import search
from tests.factories import display, workflow

LAST_DAY = date(2026, 6, 30)
MIDNIGHT = datetime(2026, 7, 1, tzinfo=clocks.SHANGHAI)


@pytest.mark.parametrize(
    "moment, is_public",
    [
        (MIDNIGHT - timedelta(days=9), True),
        (MIDNIGHT - timedelta(microseconds=1), True),
        (MIDNIGHT, False),
        (MIDNIGHT + timedelta(hours=8), False),
    ],
)
def test_an_item_is_public_through_its_last_day_in_shanghai_and_then_nowhere(moment, is_public, session, staff, clock):
    edition = workflow.published(session, staff, column="updates")
    display.ending(session, edition, LAST_DAY)
    clock.move_to(moment)

    by_page = is_found(session, edition.item_id)
    by_list = [item.item_id for item in finding.column(session, "updates").items]
    by_unit = [item.item_id for item in finding.of_unit(session, staff.unit).items]
    expected = [edition.item_id] if is_public else []
    assert (by_page, by_list, by_unit) == (is_public, expected, expected)
    assert [item.item_id for item in finding.newest(session, limit=9)] == expected
    assert list(finding.by_ids(session, [edition.item_id])) == expected
    assert list(hits.by_ids(session, [edition.item_id])) == expected
    assert finding.counts_per_column(session)["updates"] == len(expected)
    assert finding.count_of_column(session, "updates") == len(expected)
    assert finding.count_of_unit(session, staff.unit) == len(expected)
    assert len(finding.newest_per_column(session, each=9)["updates"]) == len(expected)
    assert [document.id for document in search.documents(session)] == expected
    assert search.count(session) == len(expected)


def is_found(session, item_id):
    try:
        return finding.item(session, item_id).item_id == item_id
    except Refusal:
        return False


def test_an_item_without_a_last_day_stays(session, staff, clock):
    edition = workflow.published(session, staff)
    clock.move_to(MIDNIGHT + timedelta(days=3650))

    assert session.scalars(visibility.public_now()).one().item_id == edition.item_id


def test_a_search_asks_for_what_is_public_today(session, staff, clock, tmp_path):
    """The index still holds it; its own last day and the day in Shanghai keep it out of hits, total and counts."""
    edition = workflow.published(session, staff, title="限期公示")
    display.ending(session, edition, LAST_DAY)
    index = display.empty_index(tmp_path / "index")
    assert search.catch_up(session, index) == 1
    ask = searching.Ask(words="限期公示")

    clock.move_to(MIDNIGHT - timedelta(microseconds=1))
    assert searching.search(session, index, ask).total == 1
    clock.move_to(MIDNIGHT)
    found = searching.search(session, index, ask)
    assert (found.total, found.hits, found.facets["column"]) == (0, (), ())


def test_after_its_last_day_the_address_says_it_is_over_and_nothing_else(session, staff, clock):
    edition = workflow.published(session, staff)
    session.get(PublicItem, edition.item_id).last_day = clocks.today()
    session.flush()
    clock.shift(86400)

    with pytest.raises(Refusal) as refused:
        finding.item(session, edition.item_id)

    assert refused.value.code == "left_the_public"
    assert refused.value.facts == {"left_at": None, "reason": ""}
