"""Built beside, counted, switched; readers never meet a gap."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from search_index import analysis, generations, rebuilding
from search_index import index as index_module
from search_index.document import Document
from search_index.errors import RebuildMismatch, WriterBusy
from search_index.index import open_index
from search_index.query import parse
from search_index.rebuilding import change_over, rebuild, should_change_over

TODAY = date(2026, 11, 22)


def ports(count: int) -> list[Document]:
    return [Document(number, f"第{number}号港口", day=TODAY) for number in range(count)]


def total(index) -> int:
    return index.search(parse("港口"), today=TODAY).total


def test_a_rebuild_replaces_everything(build, engine):
    index = build(*ports(5), cursor=3)
    assert total(index) == 5

    count = rebuild(index.folder, ports(3), cursor=9, engine=engine)

    assert (count, total(index), index.cursor(), index.size()) == (3, 3, 9, 3)


def test_progress_ends_with_the_count(tmp_path, engine):
    told: list[int] = []

    rebuild(tmp_path, ports(7), cursor=1, engine=engine, on_progress=told.append)

    assert told[-1] == 7


def test_of_the_same_id_the_last_document_stays(tmp_path, engine):
    count = rebuild(tmp_path, [*ports(3), Document(1, "公路", day=TODAY)], cursor=1, engine=engine)
    index = open_index(tmp_path, engine)

    assert count == index.size() == 3
    assert sorted(index.search(parse("港口"), today=TODAY).ids) == [0, 2]


def test_readers_meet_no_gap_while_it_switches(build, engine):
    index = build(*ports(20))
    stop, seen, errors = threading.Event(), set(), []

    def read():
        try:
            while not stop.is_set():
                seen.add(total(index))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for size in (30, 40, 50, 60):
        rebuild(index.folder, ports(size), cursor=size, engine=engine)
        assert total(index) == size
    stop.set()
    for reader in readers:
        reader.join()

    assert errors == []
    assert seen <= {20, 30, 40, 50, 60}


def test_a_failing_source_leaves_the_old_index_in_use(build, engine):
    index = build(*ports(5))

    def failing():
        yield from ports(2)
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        rebuild(index.folder, failing(), cursor=9, engine=engine)

    assert (total(index), index.cursor()) == (5, 1)
    assert len(list(index.folder.glob("gen-*"))) == 1


def test_a_wrong_count_is_refused(build, engine, monkeypatch):
    index = build(*ports(5))
    chosen = rebuilding.ENGINES[engine]
    monkeypatch.setattr(
        chosen, "build", lambda folder, documents, cursor: chosen.apply(folder, list(documents)[1:], [], cursor)
    )

    with pytest.raises(RebuildMismatch):
        rebuild(index.folder, ports(4), cursor=9, engine=engine)

    assert (total(index), index.cursor()) == (5, 1)


def test_nobody_writes_meanwhile(build, engine):
    index = build(*ports(1))

    with index.writing(), pytest.raises(WriterBusy):
        rebuild(index.folder, ports(2), cursor=2, engine=engine)


def test_old_generations_go_when_nobody_can_be_opening_them(build, engine, monkeypatch):
    index = build(*ports(1))
    rebuild(index.folder, ports(2), cursor=2, engine=engine)
    assert len(list(index.folder.glob("gen-*"))) == 2

    monkeypatch.setattr(generations, "GRACE_SECONDS", 0.0)
    with index.writing():
        pass

    assert len(list(index.folder.glob("gen-*"))) == 1
    assert total(index) == 2


def test_other_rules_of_analysis_ask_for_a_rebuild_and_still_answer(build, monkeypatch):
    index = build(*ports(3))

    monkeypatch.setattr(index_module, "ANALYSIS_VERSION", analysis.ANALYSIS_VERSION + 1)

    assert index.needs_rebuild == "analysis"
    assert total(index) == 3


def test_another_engine_than_asked_for_asks_for_a_rebuild_and_still_answers(build, engine):
    index = build(*ports(3))
    other = {"whoosh": "tantivy", "tantivy": "whoosh"}[engine]

    assert open_index(index.folder, other).needs_rebuild == "engine"
    assert open_index(index.folder, "auto").needs_rebuild is None
    assert total(open_index(index.folder, other)) == 3


def test_auto_begins_small(tmp_path):
    index = open_index(tmp_path / "index")
    with index.writing():
        pass

    assert index.engine == "whoosh"
    assert not should_change_over(index)


def test_auto_changes_over_when_it_has_grown_without_a_failed_search(tmp_path, monkeypatch):
    monkeypatch.setattr(rebuilding, "CHANGE_OVER_AT", 30)
    rebuild(tmp_path, ports(29), cursor=29)
    index = open_index(tmp_path)
    assert (index.engine, should_change_over(index)) == ("whoosh", False)
    with index.writing() as batch:
        batch.put(ports(30)[-1])
        batch.commit(cursor=30)
    assert should_change_over(index)
    stop, seen = threading.Event(), []

    def read():
        while not stop.is_set():
            seen.append(total(index))

    reader = threading.Thread(target=read)
    reader.start()
    change_over(index, ports(30), cursor=30)
    assert total(index) == 30
    stop.set()
    reader.join()

    assert set(seen) == {30}
    assert (index.engine, index.cursor(), should_change_over(index)) == ("tantivy", 30, False)


@pytest.mark.parametrize("setting", ["whoosh", "tantivy"])
def test_a_fixed_engine_never_changes_over(tmp_path, monkeypatch, setting):
    monkeypatch.setattr(rebuilding, "CHANGE_OVER_AT", 2)
    rebuild(tmp_path, ports(3), cursor=1, engine=setting)

    assert not should_change_over(open_index(tmp_path, setting))


@pytest.mark.parametrize("expected, engine", [(None, "tantivy"), (3, "whoosh"), (9, "tantivy")])
def test_auto_rebuild_takes_the_engine_that_fits(tmp_path, monkeypatch, expected, engine):
    monkeypatch.setattr(rebuilding, "CHANGE_OVER_AT", 5)

    rebuild(tmp_path, iter(ports(6)), cursor=1, expected=expected)

    assert open_index(tmp_path).engine == engine
    assert total(open_index(tmp_path)) == 6


def test_a_folder_of_an_older_shape_is_built_anew_and_never_opened(tmp_path):
    index = open_index(tmp_path, "whoosh")
    with index.writing() as batch:
        batch.commit(cursor=1)
    manifest = next(tmp_path.glob("gen-*/manifest.json"))
    manifest.write_text('{"engine": "whoosh", "analysis": 1}', encoding="ascii")

    assert open_index(tmp_path, "whoosh").needs_rebuild == "format"

    rebuild(tmp_path, [], cursor=1, engine="whoosh")
    assert open_index(tmp_path, "whoosh").needs_rebuild is None
