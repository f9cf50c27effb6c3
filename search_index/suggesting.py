"""What else the reader may mean: completions while typing, near misses afterwards; only from what is public now."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from search_index.analysis import END, START, head_tokens, split
from search_index.engines.base import Heads, Limits, Reader
from search_index.folding import GAP, squeeze, trace
from search_index.query import Need
from search_index.results import Suggestion
from search_index.sounds import readings, sound_out, sound_terms

LOOKED_AT = 60  # documents whose heads are compared, per way of asking
ALIKE_ENOUGH = 0.6
LONGEST = 60


def complete(reader: Reader, prefix: str, limits: Limits, limit: int) -> tuple[Suggestion, ...]:
    letters = squeeze(prefix)[:LONGEST]
    if not letters:
        return ()
    found: dict[str, Suggestion] = {}
    for need in _completions(letters):
        for suggestion in _heard_or_read(reader.heads(need, limits, LOOKED_AT), need, letters):
            found.setdefault(squeeze(suggestion.text), suggestion)
        if len(found) >= limit:
            break
    return tuple(found.values())[:limit]


def _completions(letters: str) -> Iterator[Need]:
    """Heads that begin so, then heads that hold it, then heads that sound so."""
    yield Need("head", "phrase", tuple(head_tokens(letters)[:-1]), START + letters)
    if len(letters) > 1:
        yield Need("head", "phrase", tuple(head_tokens(letters)[1:-1]), letters)
    if letters.isascii():
        yield from (Need("sound", "every", terms) for terms in readings(letters))


def _heard_or_read(heads: Iterable[Heads], need: Need, letters: str) -> Iterator[Suggestion]:
    for suggestion in _spread(heads):
        text = squeeze(suggestion.text)
        if need.letters in f"{START}{text}{END}" if need.letters else _sounds_so(text, need.tokens):
            yield suggestion


def _sounds_so(letters: str, terms: tuple[str, ...]) -> bool:
    return set(terms) <= set().union(*(sound_terms(part) for part in split(letters)[::2]))


def _spread(heads: Iterable[Heads]) -> Iterator[Suggestion]:
    for each in heads:
        yield from (Suggestion(name, "name", each.id) for name in each.names)
        yield Suggestion(each.title, "title", each.id)


def near(reader: Reader, words: str, limits: Limits, limit: int) -> tuple[Suggestion, ...]:
    letters = squeeze(words)[:LONGEST]
    if len(letters) < 2:
        return ()
    candidates = [head for need in _neighbours(letters) for head in reader.heads(need, limits, LOOKED_AT)]
    scored: dict[str, tuple[float, Suggestion]] = {}
    for suggestion in _spread(candidates):
        alike, text = _best_part(letters, suggestion.text)
        scored.setdefault(squeeze(text), (alike, _as(suggestion, text)))
    best = sorted((pair for key, pair in scored.items() if key != letters), key=lambda pair: -pair[0])
    return tuple(suggestion for alike, suggestion in best if alike >= ALIKE_ENOUGH)[:limit]


def _as(suggestion: Suggestion, text: str) -> Suggestion:
    return suggestion if text == suggestion.text else Suggestion(text, "word", suggestion.id)


def _neighbours(letters: str) -> Iterator[Need]:
    """Heads that share many pairs of letters, or of sounds."""
    pairs = tuple(dict.fromkeys(head_tokens(letters)[1:-1]))
    sounds = tuple(sorted(term for part in split(letters)[::2] for term in sound_terms(part) if "'" in term))
    singles = tuple(dict.fromkeys(letters))
    if len(pairs) > 1:
        yield Need("head", "most", pairs, fewest=max(1, math.floor(len(pairs) * 0.5)))
    if sounds:
        yield Need("sound", "most", sounds, fewest=max(1, math.ceil(len(sounds) * 0.6)))
    if 2 <= len(singles) <= 6:
        yield Need("headgrams", "most", singles, fewest=max(2, len(singles) - 1))


def _best_part(letters: str, text: str) -> tuple[float, str]:
    """How alike, and which part of the text: the whole of it, or the stretch as long as what was typed."""
    traced, size = trace(text), len(letters)
    kept = [place for place, letter in enumerate(traced.folded) if letter != GAP]
    reading = "".join(traced.folded[place] for place in kept)
    whole = _alike(letters, reading), text
    if len(reading) <= size:
        return whole
    score, start = max((_alike(letters, reading[n : n + size]), -n) for n in range(len(reading) - size + 1))
    first, last = traced.original(kept[-start], kept[-start + size - 1] + 1)
    return max(whole, (score, text[first:last]))


def _alike(one: str, other: str) -> float:
    """1.0 when they read alike, a little less when they only sound alike."""
    read = SequenceMatcher(None, one, other, autojunk=False).ratio()
    heard = SequenceMatcher(None, sound_out(one), sound_out(other), autojunk=False).ratio()
    return max(read, heard * 0.95)
