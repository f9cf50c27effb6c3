"""Files kept by the digest of their content, below the data folder and out of the web server's reach."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from content.errors import Category, Refusal

_DIGEST = re.compile(r"[0-9a-f]{64}")
_OWNER_ONLY = 0o600
_OWNER_ONLY_FOLDER = 0o700
_CHUNK = 1024 * 1024


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Store:
    """``root`` is the folder for files in the data folder. A file is there wholly or not at all."""

    root: Path

    def __post_init__(self) -> None:
        if "static" in self.root.parts:
            raise ValueError("the store must not lie where the web server hands out files")
        for folder in (self.root, self._arriving):
            folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)

    def put(self, data: bytes) -> str:
        """Keep these bytes for good and answer with their digest; the same bytes are kept once."""
        digest = digest_of(data)
        target = self._path(digest)
        if not self.is_whole(digest):
            target.parent.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
            arriving = self._arriving / f"{digest}.{secrets.token_hex(8)}"
            _write(arriving, data)
            arriving.replace(target)
            _settle(target.parent)
            _settle(target.parent.parent)
        return digest

    def open(self, digest: str) -> BinaryIO:
        try:
            return self._path(digest).open("rb")
        except FileNotFoundError:
            raise Refusal("no_such_file", Category.MISSING) from None

    def drop(self, digest: str) -> None:
        """Forget a file; to drop what is not there is no fault. Ask first who else refers to it."""
        path = self._path(digest)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            _settle(path.parent)

    def is_whole(self, digest: str) -> bool:
        """Is the file there, and still what its name says?"""
        path = self._path(digest)
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest

    def sweep(self, *, older_than_seconds: float = 3600) -> int:
        """Take away what a killed process left half arrived; answers how many."""
        limit = time.time() - older_than_seconds
        left = [path for path in self._arriving.iterdir() if path.stat().st_mtime <= limit]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    @property
    def _arriving(self) -> Path:
        return self.root / "arriving"

    def _path(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise Refusal("no_such_file", Category.MISSING)
        return self.root / digest[:2] / digest


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        for at in range(0, len(data), _CHUNK):
            file.write(data[at : at + _CHUNK])
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Make the folder itself remember, so that a power cut does not lose the name."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
