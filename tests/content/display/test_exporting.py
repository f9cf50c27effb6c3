"""Lists and data sets on their way into files: all of it, once, in order, and asked anew of what is public."""

from datetime import timedelta

import pytest

from content.display import exporting
from content.display.models import PublicItem
from content.errors import Refusal
from tests.conftest import MORNING
from tests.factories import display, workflow


def ids(chunks):
    return [[item.item_id for item in chunk] for chunk in chunks]


@pytest.fixture
def listed(session, staff):
    """Seven items of one column, the newest first."""
    moments = [MORNING - timedelta(minutes=number) for number in range(7)]
    return display.copies(session, staff, moments, column="rules")


@pytest.mark.parametrize("most, held", [(100, 7), (7, 7), (5, 5), (1, 1), (0, 0)])
@pytest.mark.parametrize("size", [1, 3, 7, 100])
def test_a_column_is_walked_in_chunks_up_to_the_bound(session, listed, monkeypatch, most, held, size):
    monkeypatch.setattr(exporting, "CHUNK", size)
    chunks = ids(exporting.of_column(session, "rules", most=most))

    assert sum(chunks, []) == listed[:held]
    assert all(len(chunk) <= size for chunk in chunks)


def test_a_unit_and_a_kind_are_walked_alike(session, staff, listed):
    assert sum(ids(exporting.of_unit(session, staff.unit)), []) == listed
    assert sum(ids(exporting.of_column(session, "rules", "policy")), []) in ([], listed)
    with pytest.raises(Refusal):
        list(exporting.of_column(session, "rules", "permit"))


def test_what_leaves_between_two_chunks_is_left_out(session, listed, monkeypatch):
    monkeypatch.setattr(exporting, "CHUNK", 2)
    chunks = exporting.of_column(session, "rules")
    first = next(chunks)
    session.delete(session.get(PublicItem, listed[3]))
    session.flush()

    assert ids([first, *chunks]) == [listed[:2], [listed[2], listed[4]], listed[5:]]


def test_hits_keep_their_order_and_lose_what_is_no_longer_public(session, listed, monkeypatch):
    monkeypatch.setattr(exporting, "CHUNK", 3)
    asked = [listed[4], 999_999_999, listed[0], listed[6], listed[2]]

    assert sum(ids(exporting.of_ids(session, asked)), []) == [listed[4], listed[0], listed[6], listed[2]]
    assert list(exporting.of_ids(session, [])) == []


def test_long_texts_are_not_read(session, staff):
    workflow.published(session, staff)
    session.expunge_all()
    ((shown,),) = exporting.of_column(session, "updates")

    with pytest.raises(Exception, match="html"):
        shown.html  # noqa: B018


def test_an_unknown_data_set_is_refused():
    with pytest.raises(Refusal):
        exporting.data_set("penalties")


@pytest.mark.parametrize("code", exporting.DATA_SETS)
def test_no_data_set_shows_more_than_its_kind_does(session, code):
    chosen = exporting.data_set(code)

    assert chosen.kind.is_record
    assert chosen.kind_code != "penalty"
    assert exporting.count(session, chosen) == 0
    assert list(exporting.records(session, chosen)) == [[]]
    assert exporting.updated_at(session, chosen) is None
