"""粘贴公文: the plain text of a published notice, read into header fields, title and body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from content.errors import Issue
from content.items import pasting_values as values
from content.items.pasting_body import as_markdown
from content.items.pasting_header import TITLE_WORD, Header, is_short, read_header, squeezed, title_lines
from content.items.pasting_labels import FIELD_LABELS, Entry

LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
INVISIBLE = re.compile("[\ufeff\u200b\u200c\u200d\u2060\u00ad]")


@dataclass(frozen=True)
class PastedNotice:
    """What a paste gave. ``issues`` name every field that could not be read; nothing is guessed.

    ``fields`` has all keys of ``FIELD_LABELS``, empty where nothing was read. The source's own times and counts stand
    apart: they never become ours. ``aside`` holds labels we keep no field for, ``dropped`` the site's own lines.
    """

    fields: dict[str, str]
    title: str
    body: str
    issues: tuple[Issue, ...]
    source_updated_at: str = ""
    source_views: str = ""
    aside: tuple[tuple[str, str], ...] = ()
    dropped: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Reading:
    """One field as far as it could be read."""

    value: str
    issues: tuple[Issue, ...] = ()


def read_notice(text: str) -> PastedNotice:
    """Fill the fields from the labels at the top, keep every line below them, and say what is missing."""
    lines = [line.strip() for line in LINE_ENDS.sub("\n", text).split("\n")]
    header = read_header([INVISIBLE.sub("", line) for line in lines])
    title, rest = _title_and_rest(header, lines)
    readings = {name: _read(name, header.entries) for name in FIELD_LABELS}
    fields = {name: reading.value for name, reading in readings.items()}
    body = as_markdown(_below_title(rest, title))
    return PastedNotice(
        fields=fields | {"title": title},
        title=title,
        body=body,
        issues=tuple(_issues(readings, header, body)),
        source_updated_at=values.moment(_aside(header, "source_updated_at")),
        source_views=_aside(header, "views"),
        aside=tuple((entry.label, entry.value) for entry in header.entries if entry.field not in FIELD_LABELS),
        dropped=tuple(header.dropped),
    )


def _title_and_rest(header: Header, lines: list[str]) -> tuple[str, list[str]]:
    """The title its label gives, else the likeliest unlabelled line, else the first; and all lines not yet used.

    Below a header that names no title, a first line that stops like a sentence is text: then there is no title.
    """
    below = lines[header.length :]
    if header.labelled_title:
        return header.labelled_title, [*header.unknown, *below]
    first = [line for line in below if line][:1]
    candidates = header.unknown or [line for line in first if is_short(line) or not header.entries]
    if not candidates:
        return "", below
    likely = (line for line in candidates if TITLE_WORD.search(line))
    title = next(likely, candidates[0])
    rest = [*header.unknown, *below]
    rest.remove(title)
    return title, rest


def _below_title(lines: list[str], title: str) -> list[str]:
    """Without a repetition of the title at the top: the page shows it once."""
    at = next((i for i, line in enumerate(lines) if line), 0)
    return lines[at + title_lines(lines, at, title) :]


def _read(name: str, entries: Iterable[Entry]) -> Reading:
    found = [entry for entry in entries if entry.field == name]
    if not found:
        return Reading("", (Issue(name, "missing_in_source", {"labels": list(FIELD_LABELS[name])}),))
    filled = [entry.value for entry in found if entry.value]
    if not filled:
        return Reading("", (Issue(name, "empty_in_source", {"label": found[0].label}),))
    readings = [_SHAPES.get(name, Reading)(value) for value in filled]
    different = list({squeezed(reading.value): reading.value for reading in readings}.values())
    if len(different) == 1:
        return readings[0]
    return Reading(different[0], (*readings[0].issues, Issue(name, "ambiguous", {"values": different})))


def _read_date(text: str) -> Reading:
    day = values.iso_date(text)
    return Reading(day) if day else Reading("", (Issue("issued_on", "unreadable_date", {"value": text}),))


def _read_shape(name: str, reader: Callable[[str], tuple[str, bool]]) -> Callable[[str], Reading]:
    def read(text: str) -> Reading:
        value, regular = reader(text)
        return Reading(value, () if regular else (Issue(name, f"bad_{name}", {"value": value}),))

    return read


_SHAPES: dict[str, Callable[[str], Reading]] = {
    "issued_on": _read_date,
    "document_number": _read_shape("document_number", values.document_number),
    "index_number": _read_shape("index_number", values.index_number),
}


def _issues(readings: dict[str, Reading], header: Header, body: str) -> Iterable[Issue]:
    for reading in readings.values():
        yield from reading.issues
    if not body:
        yield Issue("body", "missing_in_source")
    updated = _aside(header, "source_updated_at")
    if updated:
        yield Issue("source_updated_at", "source_updated_at", {"value": values.moment(updated)})


def _aside(header: Header, name: str) -> str:
    return next((entry.value for entry in header.entries if entry.field == name and entry.value), "")
