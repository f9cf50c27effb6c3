"""Where the bytes of a spreadsheet come from: a path, the bytes themselves, or a file somebody else has open."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True)
class Source:
    origin: Path | bytes | BinaryIO

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """From the beginning, each time. A file that was handed in open stays open."""
        if isinstance(self.origin, Path):
            with self.origin.open("rb") as file:
                yield file
        elif isinstance(self.origin, bytes):
            yield io.BytesIO(self.origin)
        else:
            self.origin.seek(0)
            yield self.origin

    @property
    def size(self) -> int:
        with self.open() as file:
            return file.seek(0, io.SEEK_END)

    def start(self, length: int = 4096) -> bytes:
        with self.open() as file:
            return file.read(length)
