"""One writer; commits that are all or nothing; a cursor that never lies."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest

import search_index
from search_index.document import Document
from search_index.errors import IndexUnavailable, WriterBusy
from search_index.index import open_index
from search_index.query import parse

TODAY = date(2026, 11, 22)
ROOT = Path(search_index.__file__).parents[1]

WRITER = """
import sys
from datetime import date
from pathlib import Path
from search_index.document import Document
from search_index.index import open_index
index = open_index(Path(sys.argv[1]), sys.argv[2])
with index.writing() as batch:
    start = index.cursor()
    for cursor in range(start + 1, start + 400):
        for number in range(cursor * 3, cursor * 3 + 3):
            batch.put(Document(number, f"第{number}号港口", day=date(2026, 1, 1)))
        batch.drop(cursor * 3 - 1)
        batch.commit(cursor=cursor)
        print(cursor, flush=True)
"""


def page_ids(index, words="港口"):
    return sorted(index.search(parse(words), today=TODAY, limit=10_000).ids)


@pytest.fixture
def index(tmp_path, engine):
    return open_index(tmp_path / "index", engine)


def put(index, *numbers, cursor=1, title="港口"):
    with index.writing() as batch:
        for number in numbers:
            batch.put(Document(number, title, day=TODAY))
        batch.commit(cursor=cursor)


def test_opening_touches_nothing_and_says_what_is_missing(index):
    assert index.needs_rebuild == "missing"
    assert not index.folder.exists()
    with pytest.raises(IndexUnavailable) as caught:
        index.search(parse("港口"), today=TODAY)
    assert caught.value.reason == "missing"


def test_writing_begins_an_empty_private_index(index):
    with index.writing():
        pass

    assert (index.size(), index.cursor(), index.needs_rebuild) == (0, 0, None)
    assert page_ids(index) == page_ids(index, "") == []
    assert {stat.S_IMODE(f.stat().st_mode) for f in [index.folder, *index.folder.glob("gen-*")]} == {0o700}


def test_a_commit_is_seen_at_once_by_every_reader(index):
    other = open_index(index.folder, index.setting)
    put(index, 1, 2, cursor=7)
    assert page_ids(index) == page_ids(other) == [1, 2]
    assert other.cursor() == 7

    put(index, 3, cursor=8)
    assert page_ids(index) == page_ids(other) == [1, 2, 3]
    assert other.cursor() == 8


def test_putting_again_replaces(index):
    put(index, 1, 2)
    put(index, 1, cursor=2, title="公路")
    put(index, 1, cursor=3, title="公路")

    assert page_ids(index) == [2]
    assert page_ids(index, "公路") == [1]
    assert index.size() == 2


def test_the_last_word_in_a_batch_counts(index):
    with index.writing() as batch:
        batch.put(Document(1, "港口", day=TODAY))
        batch.drop(1)
        batch.drop(2)
        batch.put(Document(2, "港口", day=TODAY))
        batch.put(Document(2, "公路", day=TODAY))
        batch.drop(404)
        batch.commit(cursor=1)

    assert page_ids(index) == []
    assert page_ids(index, "公路") == [2]
    assert index.size() == 1


def test_what_was_not_committed_is_forgotten(index):
    put(index, 1)
    with index.writing() as batch:
        batch.put(Document(2, "港口", day=TODAY))

    assert page_ids(index) == [1]
    assert index.cursor() == 1


def test_many_commits_keep_every_document_once(index):
    chance = random.Random(1)
    expected: set[int] = set()
    with index.writing() as batch:
        for cursor in range(1, 31):
            numbers = chance.sample(range(60), 3)
            for number in numbers[:2]:
                batch.put(Document(number, "港口", day=TODAY))
            batch.drop(numbers[2])
            batch.commit(cursor=cursor)
            expected = (expected | set(numbers[:2])) - {numbers[2]}
            assert page_ids(index) == sorted(expected)
    assert index.size() == len(expected)


def test_a_second_writer_is_refused_in_the_same_process(index):
    with index.writing(), pytest.raises(WriterBusy), open_index(index.folder, index.setting).writing():
        pass


def test_a_second_writer_is_refused_in_another_process(index):
    with index.writing():
        done = subprocess.run(
            [sys.executable, "-c", WRITER, index.folder, index.setting], cwd=ROOT, capture_output=True, text=True
        )

    assert done.returncode == 1
    assert "WriterBusy" in done.stderr


def kill_while_writing(index, after: float) -> int:
    """Returns the last cursor the killed writer said was committed."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, index.folder, index.setting], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    said = [writer.stdout.readline()]
    time.sleep(after)
    os.kill(writer.pid, signal.SIGKILL)
    said += writer.stdout.readlines()
    writer.wait()
    return max(int(line) for line in said if line.endswith("\n"))


def agrees_with_its_cursor(index, acknowledged: int) -> None:
    cursor = index.cursor()
    put = {number for each in range(1, cursor + 1) for number in range(each * 3, each * 3 + 3)}
    expected = put - {each * 3 - 1 for each in range(cursor + 1)}
    assert cursor >= acknowledged
    assert set(page_ids(index)) == expected
    assert index.size() == len(expected)


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=pytest.mark.soak)])
def test_killed_at_any_point_the_index_is_what_its_cursor_says(index, kills):
    chance = random.Random()
    for _ in range(kills):
        acknowledged = kill_while_writing(index, chance.uniform(0.0, 0.4))

        agrees_with_its_cursor(open_index(index.folder, index.setting), acknowledged)


@pytest.mark.parametrize("seconds", [1.5, pytest.param(120, marks=pytest.mark.soak)])
def test_readers_beside_a_writer_meet_no_error_no_duplicate_and_miss_nothing_acknowledged(index, seconds):
    put(index, 1, 2, 3)
    end, errors = time.monotonic() + seconds, []
    begun, acknowledged = [frozenset({1, 2, 3})], [0]  # what each commit holds; the place of the last that returned

    def read():
        try:
            while time.monotonic() < end:
                oldest = acknowledged[0]
                ids = index.search(parse("港口"), today=TODAY, limit=1000).ids
                assert len(ids) == len(set(ids))
                assert set(ids) in begun[oldest:]
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    with index.writing() as batch:
        cursor = 1
        while time.monotonic() < end:
            cursor += 1
            comes, goes = 4 + cursor % 40, 4 + (cursor * 7) % 40
            batch.put(Document(comes, "港口", day=TODAY))
            batch.drop(goes)
            begun.append((begun[-1] | {comes}) - {goes})
            batch.commit(cursor=cursor)
            acknowledged[0] = len(begun) - 1
    for reader in readers:
        reader.join()

    assert errors == []


def test_a_broken_index_says_so_and_a_rebuild_cures_it(index):
    from search_index.rebuilding import rebuild

    put(index, 1)
    for file in index.folder.glob("gen-*/*"):
        if file.name != "manifest.json":
            file.write_bytes(b"broken")
    broken = open_index(index.folder, index.setting)

    assert broken.needs_rebuild == "corrupt"
    with pytest.raises(IndexUnavailable):
        broken.search(parse("港口"), today=TODAY)
    with pytest.raises(IndexUnavailable), broken.writing():
        pass
    rebuild(index.folder, [Document(1, "港口", day=TODAY)], cursor=4, engine=index.setting)
    assert broken.needs_rebuild is None
    assert (page_ids(broken), broken.cursor()) == ([1], 4)


def test_what_a_killed_writer_left_lying_does_not_stop_the_next(tmp_path):
    """tantivy names a list of deletions by a counter that starts again where the last commit stood."""
    index = open_index(tmp_path / "index", "tantivy")
    put(index, 1, 2, 3)
    (folder,) = index.folder.glob("gen-*")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    put(index, 1, cursor=2)
    left = {file.name: file.read_bytes() for file in folder.glob("*.del")}
    known = (folder / ".managed.json").read_bytes()
    assert left
    for file in folder.iterdir():
        file.unlink()
    for name, content in (before | left | {".managed.json": known}).items():
        (folder / name).write_bytes(content)

    put(open_index(index.folder, "tantivy"), 1, cursor=2)

    assert page_ids(open_index(index.folder, "tantivy")) == [1, 2, 3]
