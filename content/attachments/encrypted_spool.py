"""Uploaded sheets wait here under lock: AES-256-GCM in chunks, one key per file, gone with their batch."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from content.errors import Category, Refusal

CHUNK = 256 * 1024
_BATCH = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MARK = b"SPOOL1"
_SALT, _TAG, _KEY = 32, 16, 32
_OWNER_ONLY = 0o600


@dataclass(frozen=True)
class EncryptedSpool:
    """``key`` comes from outside the database and the folder; who has the folder alone reads nothing."""

    root: Path
    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) < _KEY:
            raise ValueError("the spool needs a key of at least 32 bytes")
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, batch: str, stream: BinaryIO) -> None:
        """Lock a file away under its batch; a second one for the same batch takes the first one's place."""
        target = self._path(batch)
        arriving = target.with_suffix(f".{secrets.token_hex(8)}")
        salt = os.urandom(_SALT)
        descriptor = os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as file:
            file.write(_MARK + salt)
            for piece in self._sealed(batch, salt, stream):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        arriving.replace(target)

    def read(self, batch: str) -> Iterator[bytes]:
        """The file in pieces, each proven before it is handed out; a missing tail is noticed at the end."""
        try:
            file = self._path(batch).open("rb")
        except FileNotFoundError:
            raise Refusal("no_such_file", Category.MISSING) from None
        with file:
            head = file.read(len(_MARK) + _SALT)
            if len(head) < len(_MARK) + _SALT or not head.startswith(_MARK):
                raise Refusal("spool_cannot_be_opened", Category.CONFLICT)
            yield from self._opened(batch, head[len(_MARK) :], file)

    def drop(self, batch: str) -> None:
        self._path(batch).unlink(missing_ok=True)

    def batches(self, *, older_than_seconds: float = 0) -> tuple[str, ...]:
        """What lies here, and has so for a while: whoever sweeps compares it with what still waits."""
        limit = time.time() - older_than_seconds
        found = [path for path in self.root.glob("*.spool") if older_than_seconds <= 0 or is_older(path, limit)]
        return tuple(sorted(path.stem for path in found))

    def _sealed(self, batch: str, salt: bytes, stream: BinaryIO) -> Iterator[bytes]:
        cipher = self._cipher(batch, salt)
        chunk, number = stream.read(CHUNK), 0
        while True:
            following = stream.read(CHUNK) if chunk else b""
            yield cipher.encrypt(_nonce(number, is_last=not following), chunk, None)
            if not following:
                return
            chunk, number = following, number + 1

    def _opened(self, batch: str, salt: bytes, file: BinaryIO) -> Iterator[bytes]:
        cipher = self._cipher(batch, salt)
        sealed, number = file.read(CHUNK + _TAG), 0
        while True:
            following = file.read(CHUNK + _TAG)
            try:
                yield cipher.decrypt(_nonce(number, is_last=not following), sealed, None)
            except InvalidTag:
                raise Refusal("spool_cannot_be_opened", Category.CONFLICT) from None
            if not following:
                return
            sealed, number = following, number + 1

    def _cipher(self, batch: str, salt: bytes) -> AESGCM:
        """A key of its own for each file, bound to its batch: files cannot change places."""
        return AESGCM(HKDF(SHA256(), _KEY, salt, b"spool:" + batch.encode()).derive(self.key))

    def _path(self, batch: str) -> Path:
        if not _BATCH.fullmatch(batch):
            raise Refusal("no_such_file", Category.MISSING)
        return self.root / f"{batch}.spool"


def is_older(path: Path, moment: float) -> bool:
    try:
        return path.stat().st_mtime <= moment
    except FileNotFoundError:  # dropped meanwhile
        return False


def _nonce(number: int, *, is_last: bool) -> bytes:
    """Counts the pieces and marks the last, so that none can be lost, doubled or swapped."""
    return number.to_bytes(11, "big") + bytes([is_last])
