"""Folders on disk: one generation in use, named by a CURRENT file that is only ever replaced whole; one writer's lock.

folder/CURRENT            the name of the generation in use
folder/writer.lock        held by the one writer
folder/gen-000007/        manifest.json and the engine's files
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from search_index.errors import WriterBusy

CURRENT = "CURRENT"
LOCK = "writer.lock"
PREFIX = "gen-"
PRIVATE = 0o700  # Whoosh's files are pickles: who can write here can run code in the web process
GRACE_SECONDS = 60.0  # how long a reader may still be opening a generation that was just replaced


#: Raised whenever what an engine stores takes another shape: older folders are then built anew, never opened.
FORMAT = 4


@dataclass(frozen=True)
class Manifest:
    """``format`` is 0 in folders made before it was written down."""

    engine: str
    analysis: int
    format: int = 0


@dataclass(frozen=True)
class Generation:
    folder: Path
    manifest: Manifest


def prepare(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(PRIVATE)


def mark(folder: Path) -> tuple[int, int] | None:
    """Changes whenever another generation comes into use; None when there is none."""
    try:
        found = (folder / CURRENT).stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns


def current(folder: Path) -> Generation:
    """FileNotFoundError when there is none, ValueError or KeyError when its files make no sense."""
    inside = folder / (folder / CURRENT).read_text(encoding="ascii").strip()
    return Generation(inside, Manifest(**json.loads((inside / "manifest.json").read_text(encoding="ascii"))))


def begin(folder: Path, manifest: Manifest) -> Path:
    """A new, private generation folder that nobody reads yet."""
    prepare(folder)
    numbers = [int(each.name.removeprefix(PREFIX)) for each in folder.glob(f"{PREFIX}*")]
    inside = folder / f"{PREFIX}{max(numbers, default=0) + 1:06d}"
    inside.mkdir(mode=PRIVATE)
    (inside / "manifest.json").write_text(json.dumps(asdict(replace(manifest, format=FORMAT))), encoding="ascii")
    return inside


def switch(folder: Path, inside: Path) -> None:
    """Bring a finished generation into use, for good: files first, then the pointer, each on disk before the next."""
    sync_folder(inside)
    pointer = folder / f"{CURRENT}.new"
    pointer.write_text(f"{inside.name}\n", encoding="ascii")
    sync_file(pointer)
    pointer.replace(folder / CURRENT)
    sync_file(folder)


def sweep(folder: Path) -> None:
    """Remove generations that are not in use, except one replaced so lately that a reader may be opening it."""
    switched = (folder / CURRENT).stat().st_mtime
    used = current(folder).folder.name
    others = sorted(each for each in folder.glob(f"{PREFIX}*") if each.name != used)
    keep = others[-1:] if time.time() - switched < GRACE_SECONDS else []
    for each in others:
        if each not in keep:
            shutil.rmtree(each)


@contextlib.contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """WriterBusy at once when somebody else writes. The lock goes with the process, however that ends."""
    prepare(folder)
    with (folder / LOCK).open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WriterBusy(str(folder)) from error
        yield


def size_of(file: Path) -> int:
    """0 for one that a merge removed meanwhile."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Everything in a flat folder is on disk, and its names too."""
    for each in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):  # an engine's own cleaning may run beside
            sync_file(each)
    sync_file(folder)
