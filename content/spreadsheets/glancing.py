"""A sheet's survey by searching its bytes: enough for every usual way of writing, and honest when it is not.

Spreadsheet programs write each cell as ``<c r="C12" …>``. Where that holds, far cells, formulas, error values and
hidden rows are told by a few searches. What is written otherwise raises ``Unusual``, and the sheet is walked instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sized
from functools import lru_cache
from typing import Any

from content.spreadsheets import addresses
from content.spreadsheets.limits import MEGABYTE, MOST_ABOVE, Limits
from content.spreadsheets.survey import Survey, refuse_far
from content.spreadsheets.walking import Walk

_BEGIN, _END = b"<sheetData", b"</sheetData>"
#: More than any one cell, and more than any sheet says before its first row.
LONGEST_CARRY = 2 * MEGABYTE

_BLANK = rb'(?: [\w:]+="[^"<>]*")* ?/>'
_FAR = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: [\w:]+="[^"<>]*")*><(?:v|is|f)[ />]')
_ODD_ROW = re.compile(rb'<row(?! r="[0-9]{1,7}"[ />])[\s/>]')
_ODD_HEAD = re.compile(rb"<!|encoding=[\"'](?!(?i:utf-8)[\"'])")
_HIDDEN = re.compile(rb'<row r="([0-9]+)"(?: [\w:]+="[^"<>]*")*? hidden="(\w+)"')
_ERROR = re.compile(rb'<c r="([A-Z]+[0-9]+)"(?: [\w:]+="[^"<>]*")*? t="e"(?: [\w:]+="[^"<>]*")*>(<f)?')
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"(?: [\w:]+="[^"<>]*")*><f[ />]')


#: What is left over for the next chunk, and who takes it.
Step = tuple[bytes, Callable[[bytes], Any]]


class Unusual(Exception):  # noqa: N818 - a way of writing, no error
    """This sheet is written in a way that searching cannot be trusted with."""


@lru_cache
def odd_cell(limits: Limits) -> re.Pattern[bytes]:
    """A cell that is neither plainly near nor plainly blank.

    "Near" is asked by a pattern that is quick and a little generous: at most twice the rows, and whole alphabets.
    """
    last = addresses.letters(limits.columns)
    first_letters = f"|[A-{last[0]}][A-Z]" if len(last) > 1 else ""
    digits = str(limits.rows + MOST_ABOVE)
    rows = f"[1-9][0-9]{{0,{len(digits) - 2}}}|[1-{digits[0]}][0-9]{{{len(digits) - 1}}}"
    near = f'(?! r="(?:[A-Z]{first_letters})(?:{rows})"[ />])'.encode()
    return re.compile(rb"<c" + near + rb"(?!" + _BLANK + rb")[\s/>]")


def glance(chunks: Iterable[bytes], limits: Limits) -> Survey:
    """Raises ``Unusual`` when only walking would tell."""
    return _Glance(limits).over(chunks)


class _Glance:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.edges = Walk(limits)  # what stands before and after the cells is short, and walked
        self.survey = self.edges.survey

    def over(self, chunks: Iterable[bytes]) -> Survey:
        carry = b""
        step: Callable[[bytes], Any] = self._head
        for chunk in chunks:
            carry, step = step(carry + chunk)
            if len(carry) > LONGEST_CARRY:
                raise Unusual
        if step != self._tail:
            raise Unusual
        self.edges.feed(b"", is_last=True)
        return self.survey

    def _head(self, text: bytes) -> Step:
        """Everything before the cells, once it is there whole."""
        start = text.find(_BEGIN)
        if start < 0:
            return text, self._head
        end = text.find(b">", start)
        if end < 0:
            return text, self._head
        if b"<worksheet" not in text[:start] or b"\0" in text[:start] or _ODD_HEAD.search(text, 0, start):
            raise Unusual
        self.edges.feed(text[: end + 1])
        if text[end - 1 : end] == b"/":
            return self._tail(text[end + 1 :])
        return self._body(text[end + 1 :])

    def _body(self, text: bytes) -> Step:
        """Whole cells only; the last one, which may be cut, waits for what follows it."""
        end = text.find(_END)
        cut = end if end >= 0 else max(text.rfind(b"<c "), text.rfind(b"<row "), 0)
        self._cells(text[:cut])
        if end >= 0:
            return self._tail(text[end:])
        return text[cut:], self._body

    def _tail(self, text: bytes) -> Step:
        if b"<!" in text:
            raise Unusual
        self.edges.feed(text)
        return b"", self._tail

    def _cells(self, text: bytes) -> None:
        if _has(text, b"<!") or _ODD_ROW.search(text):
            raise Unusual
        odd = odd_cell(self.limits).search(text)
        if odd:
            self._refuse_far(text, odd.start())
        self.survey.has_values = self.survey.has_values or b"<v" in text or b"<is" in text
        self._mark_errors(text)
        self._mark_formulas(text)
        self._mark_hidden(text)
        self.survey.refuse_many(self.limits)

    def _refuse_far(self, text: bytes, at: int) -> None:
        far = _FAR.match(text, at)
        if far:
            refuse_far(int(far[2]), addresses.number(far[1].decode()), self.limits)
        raise Unusual

    def _mark_formulas(self, text: bytes) -> None:
        if _has(text, b"<f"):
            found = _FORMULA.findall(text)
            _all_or_unusual(found, text.count(b"<f"))
            self.survey.formulas.update(addresses.place(cell.decode()) for cell in found)

    def _mark_errors(self, text: bytes) -> None:
        if b"#" in text and (b't="e"' in text or b"t='e'" in text):  # every error value begins with #
            found = _ERROR.findall(text)
            _all_or_unusual(found, text.count(b't="e"') + text.count(b"t='e'"))
            self.survey.errors.update(addresses.place(cell.decode()) for cell, formula in found if not formula)

    def _mark_hidden(self, text: bytes) -> None:
        if b"hidden" in text:
            found = _HIDDEN.findall(text)
            _all_or_unusual(found, text.count(b"hidden"))
            self.survey.hidden_rows.update(int(row) for row, word in found if word in (b"1", b"true"))


def _has(text: bytes, sign: bytes) -> bool:
    """A rare second byte is found ten times as fast as a pair that begins with a common one."""
    return sign[1:] in text and sign in text


def _all_or_unusual(found: Sized, times: int) -> None:
    if len(found) != times:
        raise Unusual
