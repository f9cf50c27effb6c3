"""Whatever went wrong with the index is found by checksum, and mended without touching the rest."""

import pytest

from content.display.models import PublicItem
from content.surfaces import drift, search
from content.surfaces.drift import Drift
from content.workflow import leaving
from tests.conftest import on_one_make
from tests.factories import workflow


@pytest.fixture(params=["whoosh", "tantivy"])
def index(request, tmp_path):
    made = search.open_for_writing(tmp_path / "index", request.param)
    with made.writing():
        return made


@pytest.fixture
def shown(session, staff, index):
    ids = [workflow.published(session, staff, title=f"守信激励{n}").item_id for n in range(5)]
    while search.catch_up(session, index):
        pass
    session.commit()
    return ids


def found(session, index):
    return drift.found(lambda: session, index, on_progress=lambda done: None)


def spoil(session, index, *, lost, bent, ghost):
    with index.writing() as batch:
        batch.drop(lost)
        other = search.document(session.get(PublicItem, bent))
        batch.put(type(other)(bent, "另一个标题", day=other.day))
        batch.put(type(other)(ghost, "从未公开", day=other.day))
        batch.commit(cursor=index.cursor())


@on_one_make
def test_an_index_that_followed_has_no_drift(session, index, shown):
    assert found(session, index) == Drift()
    assert Drift().fault == ""


@on_one_make
def test_what_is_missing_stale_or_extra_is_named_and_mended(session, index, shown):
    spoil(session, index, lost=shown[0], bent=shown[1], ghost=999_999)

    there = found(session, index)

    assert there == Drift((shown[0],), (shown[1],), (999_999,))
    assert there.fault == f"missing 1: {shown[0]}; stale 1: {shown[1]}; extra 1: 999999"
    assert list(drift.repair(lambda: session, index, there)) == [3]
    assert found(session, index) == Drift()
    assert index.size() == 5


@on_one_make
def test_it_goes_chunk_by_chunk(session, index, shown, monkeypatch):
    monkeypatch.setattr(search, "CHUNK", 2)
    monkeypatch.setattr(drift, "CHUNK", 2)
    told = []
    there = drift.found(lambda: session, index, on_progress=told.append)
    assert (told, there) == ([2, 4, 5], Drift())
    assert list(drift.repair(lambda: session, index, Drift(stale=tuple(shown)))) == [2, 4, 5]


@on_one_make
def test_what_is_on_its_way_is_no_drift(session, staff, index, shown):
    workflow.published(session, staff, title="刚刚发布")
    steps = drift.compare(lambda: session, index)
    next(steps)
    from content.items.models import Edition

    edition = session.query(Edition).filter_by(item_id=shown[2]).one()
    leaving.withdraw(session, edition, by=staff.publisher, reason="有误")
    with pytest.raises(StopIteration) as end:
        while True:
            next(steps)
    assert end.value.value == Drift()


@on_one_make
def test_a_unit_that_was_renamed_is_stale_until_it_is_mended(session, staff, index, shown):
    """Its name is part of each document, and no change of the public view told of it."""
    staff.unit.names = staff.unit.names | {"zh-Hans": "改名支队"}
    session.commit()
    there = found(session, index)

    assert there.stale == tuple(shown)
    assert sum(1 for _ in drift.repair(lambda: session, index, there)) == 1
    assert found(session, index) == Drift()


@on_one_make
def test_repairing_keeps_the_cursor_and_takes_what_is_newest(session, staff, index, shown):
    cursor = index.cursor()
    spoil(session, index, lost=shown[0], bent=shown[1], ghost=999_999)
    there = Drift((shown[0],), (shown[1],), (999_999,))
    edition = workflow.published(session, staff, title="其后发布")
    session.commit()

    list(drift.repair(lambda: session, index, there))

    assert index.cursor() == cursor
    assert search.catch_up(session, index) == 1
    assert edition.item_id in index.digests()


def test_many_are_counted_and_some_are_named():
    assert Drift(extra=tuple(range(20))).fault == "extra 20: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …"
