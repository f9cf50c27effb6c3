"""In which encoding a text file was written, told by its mark or by strictly reading all of it."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable
from typing import Any, BinaryIO

from content.errors import Refusal
from content.spreadsheets import mojibake

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TRIED = ("utf-8", "gb18030")
_CHUNK = 256 * 1024
SAMPLE = 64 * 1024


def encoding_of(file: BinaryIO) -> str:
    """Raises ``encoding_unknown`` with the line where reading failed, or ``not_a_sheet`` for bytes that are no text."""
    file.seek(0)
    start = file.read(4)
    marked = [name for mark, name in _MARKS if start.startswith(mark)]
    line = 0
    for name in marked or _TRIED:
        line = _fails_at(file, name)
        if line == 0:
            return _believed(file, name)
    raise Refusal("encoding_unknown", line=line)


def opened(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The text from its beginning; closing it leaves the file open."""
    file.seek(0)
    lent: Any = _Unclosed(file)
    return io.TextIOWrapper(lent, encoding=encoding, errors="strict", newline="")


def _fails_at(file: BinaryIO, name: str) -> int:
    """The line that does not decode; 0 when all of it does. Text has no zero characters."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(name)()
    line = 1
    while chunk := file.read(_CHUNK):
        if b"\0" in chunk and not name.startswith("utf-16"):
            raise Refusal("not_a_sheet")
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return line + chunk[: error.start].count(b"\n")
        if "\0" in text:
            raise Refusal("not_a_sheet")
        line += text.count("\n")
    return 0 if _ends_well(decoder.decode) else line


def _ends_well(decode: Callable[..., str]) -> bool:
    try:
        decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _believed(file: BinaryIO, name: str) -> str:
    if name == "gb18030":
        with opened(file, name) as text:
            if mojibake.is_no_chinese([text.read(SAMPLE)]):
                raise Refusal("encoding_unknown", line=1)
    return name


class _Unclosed(io.BufferedIOBase):
    """A file lent to a text reader, which would otherwise close it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        return self.file.read(-1 if size is None else size)

    def read1(self, size: int = -1) -> bytes:
        return self.file.read(size if size > 0 else _CHUNK)
