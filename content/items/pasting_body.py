"""The body of a pasted notice: every line as typed, its headings marked."""

from __future__ import annotations

import re

from content.items.pasting_header import TITLE_WORD

#: Mark → the numbering official documents give a heading of that depth. 第…条 is never one.
HEADINGS = (
    ("## ", re.compile(r"[一二三四五六七八九十百]+、\s*\S.*")),
    ("## ", re.compile(r"第[一二三四五六七八九十百]+[章编](?:[ \u3000]+\S.*)?")),
    ("### ", re.compile(r"第[一二三四五六七八九十百]+节(?:[ \u3000]+\S.*)?")),
    ("### ", re.compile(r"[（(][一二三四五六七八九十百]+[)）]\s*\S.*")),
)
LONGEST_HEADING = 50
#: A line that stops like a sentence, or holds one, is a numbered paragraph and no heading.
SENTENCE = re.compile(r"[。；]|[，、！？：;,!?:]$")
NUMBERED = re.compile(r"[（(]?[\d一二三四五六七八九十]+[)）、.．]")


def as_markdown(lines: list[str]) -> str:
    """The lines in their order and wording, one blank line at most between them."""
    kept = [line for line, above in zip(lines, ["", *lines], strict=False) if line or above]
    marked = [_mark(line) + line for line in kept]
    return "\n".join(_with_annex_title(marked)).strip("\n")


def _mark(line: str) -> str:
    if not _may_head(line):
        return ""
    return next((mark for mark, shape in HEADINGS if shape.fullmatch(line)), "")


def _with_annex_title(lines: list[str]) -> list[str]:
    """A text with headings that opens with a title of its own (the annex of a notice) keeps it above them."""
    first = next((line for line in lines if line), "")
    headed = any(line.startswith("## ") for line in lines)
    if not (headed and _may_head(first) and TITLE_WORD.search(first)) or NUMBERED.match(first) or first[0] == "#":
        return lines
    at = lines.index(first)
    return [*lines[:at], f"# {first}", *lines[at + 1 :]]


def _may_head(line: str) -> bool:
    return len(line) <= LONGEST_HEADING and not SENTENCE.search(line)
