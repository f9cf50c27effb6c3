"""Where a query stands in a text, as segments; the caller brings the text it may show, and does the marking up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from search_index.folding import GAP, Traced, trace
from search_index.query import Query
from search_index.sounds import INITIALS, sound_out, spell

Segments = tuple[tuple[str, bool], ...]
Span = tuple[int, int]

CUT = "…"
LEAD = 12  # characters shown before the first hit


def highlight(text: str, query: Query, *, by_sound: bool = False) -> Segments:
    """The whole text in pieces, each with whether it is a hit; joined they are the text, letter for letter.

    ``by_sound`` also marks what pinyin stands for: right for titles and names, which are found by it.
    """
    return _segments(text, _spans(text, query, by_sound), 0, len(text))


def snippet(text: str, query: Query, *, width: int = 120) -> Segments:
    """The stretch of at most ``width`` characters that holds most of the query's words, with … where it was cut."""
    spans = _spans(text, query, False)
    start = _best_start(spans, width, len(text))
    end = min(len(text), start + width)
    before, after = ((CUT, False),) if start else (), ((CUT, False),) if end < len(text) else ()
    return (*before, *_segments(text, spans, start, end), *after)


def _spans(text: str, query: Query, by_sound: bool) -> list[Span]:
    traced = trace(text)
    forms = [form for clause in query.wanted for form in clause.forms]
    found = [span for form in forms for span in _read(traced, form) or (_heard(traced, form) if by_sound else ())]
    return _merged(sorted(found))


def _read(traced: Traced, form: str) -> list[Span]:
    """A run of letters or digits is marked where a run begins with it; if there is no such place, anywhere."""
    strict, loose = _patterns(form)
    found = list(strict.finditer(traced.folded)) or list(loose.finditer(traced.folded))
    return [traced.original(match.start(), match.end()) for match in found]


@lru_cache(maxsize=512)
def _patterns(form: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    loose = f"{GAP}*".join(map(re.escape, form))
    edge = "(?<![0-9a-z])" if form[0].isascii() else ""
    return re.compile(edge + loose), re.compile(loose)


def _heard(traced: Traced, form: str) -> Iterator[Span]:
    if not form.isascii():
        return
    for stretch in re.finditer(r"[^0-9a-z]+", traced.folded):
        places = [n for n in range(*stretch.span()) if traced.folded[n] != GAP]
        spoken = sound_out("".join(traced.folded[n] for n in places))
        for start, size in _hearings(spoken, form):
            yield traced.original(places[start], places[start + size - 1] + 1)


def _hearings(spoken: tuple[str, ...], form: str) -> Iterator[tuple[int, int]]:
    for reading in spell(form):
        size = len(reading)
        yield from ((n, size) for n in range(len(spoken) - size + 1) if spoken[n : n + size] == reading)
    if len(form) > 2 and INITIALS.issuperset(form):
        initials = "".join(syllable[:1] or GAP for syllable in spoken)
        yield from ((match.start(), len(form)) for match in re.finditer(re.escape(form), initials))


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _best_start(spans: list[Span], width: int, length: int) -> int:
    if length <= width or not spans:
        return 0
    starts = [max(0, min(start - LEAD, length - width)) for start, _ in spans]
    return max(starts, key=lambda s: (sum(s <= start and end <= s + width for start, end in spans), -s))


def _segments(text: str, spans: list[Span], start: int, end: int) -> Segments:
    pieces, place = [], start
    for first, last in spans:
        first, last = max(first, place), min(last, end)
        if first < last:
            pieces += [(text[place:first], False), (text[first:last], True)]
            place = last
    pieces.append((text[place:end], False))
    return tuple(piece for piece in pieces if piece[0])
