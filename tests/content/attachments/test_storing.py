"""A file is in the store wholly or not at all, whatever happens to the process that brings it."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import content
from content.attachments.storing import Store, digest_of
from content.errors import Refusal

_HOUSE = str(Path(content.__file__).parent.parent)
_KILLED_BEFORE_RENAME = """
import os, signal, sys
from pathlib import Path
from content.attachments.storing import Store
Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
Store(Path(sys.argv[1])).put(b"half arrived")
"""


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "files")


def files(store: Store) -> list[Path]:
    return [path for path in store.root.rglob("*") if path.is_file()]


def test_what_is_put_is_found_by_its_digest(store):
    digest = store.put(b"notice")
    assert digest == digest_of(b"notice")
    with store.open(digest) as file:
        assert file.read() == b"notice"


def test_the_same_bytes_are_kept_once(store):
    assert store.put(b"notice") == store.put(b"notice")
    assert len(files(store)) == 1


def test_only_the_owner_may_look(store):
    store.put(b"notice")
    assert {stat.S_IMODE(path.stat().st_mode) for path in files(store)} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in store.root.rglob("*") if path.is_dir()} == {0o700}


def test_a_process_killed_before_the_rename_leaves_nothing_that_counts(store):
    command = [sys.executable, "-c", _KILLED_BEFORE_RENAME, str(store.root)]
    killed = subprocess.run(command, env={**os.environ, "PYTHONPATH": _HOUSE}, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(files(store)) == 1
    assert not store.is_whole(digest_of(b"half arrived"))

    assert store.sweep(older_than_seconds=0) == 1
    assert files(store) == []
    assert store.is_whole(store.put(b"half arrived"))


def test_sweeping_spares_what_is_just_arriving(store):
    (store.root / "arriving" / "x").write_bytes(b"x")
    assert store.sweep() == 0


def test_a_spoilt_file_is_noticed_and_put_right(store):
    digest = store.put(b"notice")
    files(store)[0].write_bytes(b"noticf")
    assert not store.is_whole(digest)
    store.put(b"notice")
    assert store.is_whole(digest)


def test_what_is_dropped_is_gone_and_may_be_dropped_again(store):
    digest = store.put(b"notice")
    store.drop(digest)
    store.drop(digest)
    with pytest.raises(Refusal, match="no_such_file"):
        store.open(digest)


@pytest.mark.parametrize("digest", ["../../etc/passwd", "", "A" * 64, "0" * 63, "0" * 64])
def test_only_digests_open_files(store, digest):
    with pytest.raises(Refusal, match="no_such_file"):
        store.open(digest)


def test_the_store_never_lies_where_the_web_server_hands_out_files(tmp_path):
    with pytest.raises(ValueError, match="web server"):
        Store(tmp_path / "static" / "files")
