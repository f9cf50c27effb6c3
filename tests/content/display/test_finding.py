from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.auth import units
from content.display import finding
from content.display.finding import EPOCH, Place
from content.display.models import PublicItem
from content.errors import Category, Refusal
from content.kinds import reader
from tests.conftest import MORNING, on_one_make
from tests.factories import display, workflow

MOMENTS = st.integers(0, 4_000_000_000_000_000).map(lambda n: EPOCH + timedelta(microseconds=n))


@given(MOMENTS, st.integers(1, 2**53))
def test_a_place_in_an_address_is_the_same_place_when_read_again(at, item_id):
    place = Place(at, item_id)

    assert Place.read(str(place)) == place


@pytest.mark.parametrize(
    "text",
    [None, "", "-", "1-", "-1", "x-1", "1-x", "1", "1--1", "1.5-1", "-1-1", "1-1-1", "1e9-1", " 1-1", "1-1 ", "²-1",
     "\x00-1", "9" * 18 + "-1", "1-" + "9" * 18],
)  # fmt: skip
def test_a_place_that_is_not_one_of_ours_is_none(text):
    assert Place.read(text) is None


@given(st.text(max_size=60))
def test_no_text_at_all_makes_reading_a_place_fail(text):
    place = Place.read(text)

    assert place is None or place.at >= EPOCH


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    offsets=st.lists(st.integers(0, 12).map(lambda n: n * 333_333), min_size=1, max_size=24),
    limit=st.integers(1, 9),
)
def test_paging_shows_every_item_once_and_newest_first(offsets, limit, session, staff):
    """Ever so many at one and the same moment, and moments a microsecond does not divide evenly."""
    with session.begin_nested() as kept:
        made = display.copies(session, staff, [MORNING + timedelta(microseconds=n) for n in offsets])
        expected = [item for _, item in sorted(zip(offsets, made, strict=True), reverse=True)]

        seen, after = [], None
        for _ in range(len(made) + 1):
            page = finding.column(session, "updates", after=after, limit=limit)
            assert len(page.items) <= limit
            seen += [item.item_id for item in page.items]
            if page.older is None:
                break
            after = Place.read(str(page.older))
        kept.rollback()

    assert seen == expected


def test_a_page_that_ends_exactly_at_the_end_has_no_next_one(session, staff):
    display.copies(session, staff, [MORNING, MORNING + timedelta(hours=1)])

    assert finding.column(session, "updates", limit=2).older is None
    assert finding.column(session, "updates", limit=1).older is not None
    assert finding.column(session, "updates", after=Place(EPOCH, 1)).items == ()


def test_lists_never_read_the_long_texts(session, staff):
    workflow.published(session, staff)
    session.expunge_all()

    item = finding.column(session, "updates").items[0]

    assert not hasattr(item, "html") and not hasattr(item, "text")


def test_a_correction_keeps_its_items_place_in_the_list(session, staff, clock):
    first = workflow.published(session, staff)
    clock.shift(timedelta(days=1))
    second = workflow.published(session, staff)
    clock.shift(timedelta(days=1))
    workflow.corrected(session, first, staff)

    assert [item.item_id for item in finding.column(session, "updates").items] == [second.item_id, first.item_id]


@on_one_make
def test_a_column_or_unit_nobody_knows_is_missing(session):
    for find, name in ((finding.column, "nowhere"), (finding.unit_named, "nowhere"), (finding.item, 10**9)):
        with pytest.raises(Refusal) as refused:
            find(session, name)
        assert refused.value.category is Category.MISSING


def test_what_was_never_public_is_missing_and_not_gone(session, staff):
    for edition in (workflow.submitted(session, staff), workflow.approved(session, staff)):
        with pytest.raises(Refusal) as refused:
            finding.item(session, edition.item_id)
        assert refused.value.category is Category.MISSING


def test_columns_and_units_show_and_count_their_own(session, staff):
    rule = workflow.published(session, staff, column="rules")
    workflow.published(session, staff, column="updates")
    workflow.withdrawn(session, staff, column="rules")

    assert [item.item_id for item in finding.column(session, "rules").items] == [rule.item_id]
    counts = finding.counts_per_column(session)
    assert list(counts) == list(reader.columns())
    assert (counts["rules"], counts["updates"], counts["cases"]) == (1, 1, 0)
    assert finding.count_of_unit(session, staff.unit) == 2
    assert finding.count_of_unit(session, units.by_code(session, "xuanjiao")) == 0
    newest = finding.newest_per_column(session, each=1)
    assert [item.item_id for item in newest["rules"]] == [rule.item_id]


def test_the_day_of_the_data_is_that_of_the_newest_publication(session, staff, clock):
    assert finding.updated_at(session) is None
    first = workflow.published(session, staff)
    assert finding.updated_at(session) == MORNING
    clock.shift(timedelta(days=1))
    workflow.corrected(session, first, staff)

    assert finding.updated_at(session) == MORNING + timedelta(days=1)


def test_the_last_check_of_search_hits_gives_only_what_is_public(session, staff):
    public, gone = workflow.published(session, staff), workflow.withdrawn(session, staff)

    assert list(finding.by_ids(session, [gone.item_id, public.item_id])) == [public.item_id]
    assert finding.by_ids(session, []) == {}
    assert session.get(PublicItem, gone.item_id) is None
