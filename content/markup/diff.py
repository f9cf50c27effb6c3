"""What changed between two texts, character by character, cut so that a person can review it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from diff_match_patch import diff_match_patch

Kind = Literal["same", "removed", "added"]

#: Both texts together. Beyond it whole lines are compared: exact still, but coarser.
CHARACTER_LIMIT = 60_000
#: A fuse for hopeless pairs: when it blows, what is left is shown as removed and added whole.
SECONDS = 0.5
#: Unchanged paragraphs kept in view on each side of a change.
CONTEXT = 1

KINDS: dict[int, Kind] = {-1: "removed", 0: "same", 1: "added"}


@dataclass(frozen=True)
class Change:
    kind: Kind
    text: str


@dataclass(frozen=True)
class Row:
    """One paragraph of the review screen, or a folded stretch of unchanged ones."""

    kind: Literal["same", "changed", "folded"]
    changes: tuple[Change, ...]
    paragraphs: int = 1


def compare(old: str, new: str) -> tuple[Change, ...]:
    """Every character of both texts once: same and removed make the old text, same and added the new."""
    matcher = diff_match_patch()
    matcher.Diff_Timeout = SECONDS
    by_line = len(old) + len(new) > CHARACTER_LIMIT
    return tuple(_compared_lines(matcher, old, new) if by_line else _compared(matcher, old, new))


def paragraphs(old: str, new: str) -> tuple[Row, ...]:
    """The comparison a paragraph a row; unchanged ones away from any change are folded together."""
    return tuple(_folded([_row(changes) for changes in _by_paragraph(compare(old, new))]))


def _compared(matcher: diff_match_patch, old: str, new: str) -> Iterator[Change]:
    found = matcher.diff_main(old, new)
    matcher.diff_cleanupSemantic(found)
    return _changes(found)


def _compared_lines(matcher: diff_match_patch, old: str, new: str) -> Iterator[Change]:
    old_signs, new_signs, lines = matcher.diff_linesToChars(old, new)
    found = matcher.diff_main(old_signs, new_signs, False)
    matcher.diff_charsToLines(found, lines)
    return _changes(found)


def _changes(found: Iterable[tuple[int, str]]) -> Iterator[Change]:
    return (Change(KINDS[sign], text) for sign, text in found if text)


def _by_paragraph(changes: Iterable[Change]) -> Iterator[tuple[Change, ...]]:
    """Cut where both texts end a line; a line end only one of them has stays inside its row."""
    row: list[Change] = []
    for change in changes:
        first, *others = change.text.split("\n") if change.kind == "same" else [change.text]
        row.append(Change(change.kind, first))
        for text in others:
            yield tuple(row)
            row = [Change("same", text)]
    yield tuple(row)


def _row(changes: tuple[Change, ...]) -> Row:
    written = tuple(change for change in changes if change.text)
    return Row("same" if all(change.kind == "same" for change in written) else "changed", written)


def _folded(rows: list[Row]) -> Iterator[Row]:
    shown = [row for row in rows if row.changes]
    near = _near_a_change(shown)
    for hidden, stretch in groupby(range(len(shown)), key=lambda i: i not in near):
        members = [shown[i] for i in stretch]
        yield from [_fold(members)] if hidden and len(members) > 1 else members


def _near_a_change(rows: list[Row]) -> set[int]:
    changed = [i for i, row in enumerate(rows) if row.kind == "changed"]
    return {i + step for i in changed for step in range(-CONTEXT, CONTEXT + 1)}


def _fold(rows: list[Row]) -> Row:
    text = "\n".join(change.text for row in rows for change in row.changes)
    return Row("folded", (Change("same", text),), len(rows))
