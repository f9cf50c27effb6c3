"""The cheapest reading of a stretch of Chinese as words and names: a small lattice, best path."""

from __future__ import annotations

from dataclasses import dataclass

from content.masking.detectors.names import costs, knowledge
from content.masking.detectors.names.candidates import LINKS, familiar_penalty, names_at, words_at
from content.masking.detectors.names.knowledge import Knowledge

_INFINITE = 10**9
_SOLID = frozenset(("slot", "role", "linked", "post"))
_DECISIVE = frozenset(("subject", "act"))


@dataclass(frozen=True)
class Name:
    """A name on the best path; ``margin`` is how much dearer the same stretch is without it."""

    start: int
    end: int
    margin: int
    before: str
    after: str


def names(text: str, before: str = "edge", after: str = "edge", familiar: frozenset[str] = frozenset()) -> list[Name]:
    """The names on the best path through a stretch of Chinese; ``before`` and ``after`` are what encloses it.

    ``familiar`` holds names already met on the page: they are likelier here than a stranger's.
    """
    lex = knowledge.everything()
    if not any(sign in lex.surnames for sign in text):
        return []
    return _best_path(text, before, after, familiar, lex)


def _best_path(text: str, before: str, after: str, familiar: frozenset[str], lex: Knowledge) -> list[Name]:
    length = len(text)
    plain = [_INFINITE] * (length + 1)  # best with a word, or nothing, ending here
    named = [_INFINITE] * (length + 1)  # best with a name ending here
    entry = [_INFINITE] * (length + 1)  # best with a word ending here, ready for a name to begin
    plain_from: list[tuple[int, bool]] = [(0, False)] * (length + 1)
    entry_from: list[tuple[int, bool, str]] = [(0, False, before)] * (length + 1)
    named_from = [0] * (length + 1)
    plain[0], entry[0] = 0, costs.BEFORE[before]
    after_costs, before_costs = costs.AFTER, costs.BEFORE
    for at in range(length):
        base, base_named = plain[at], named[at]
        is_solid = entry_from[named_from[at]][2] in _SOLID
        for end, cost, kind in words_at(text, at, lex):
            total, via_name = base + cost, False
            alternative = base_named + after_costs[kind] + cost
            if is_solid and kind in _DECISIVE:
                alternative -= costs.BOTH_SIDES
            if alternative < total:
                total, via_name = alternative, True
            if total < plain[end]:
                plain[end], plain_from[end] = total, (at, via_name)
            ready = total + before_costs[kind]
            if ready < entry[end]:
                entry[end], entry_from[end] = ready, (at, via_name, kind)
        if text[at] in lex.surnames or text[at : at + 2] in lex.compounds:
            for end, cost in names_at(text, at, lex):
                if familiar and text[at:end] in familiar:
                    cost = costs.FAMILIAR + familiar_penalty(text[at:end], lex)
                total = entry[at] + cost
                if total < named[end]:
                    named[end], named_from[end] = total, at
    named[length] += costs.AFTER[after]
    return _trace(text, plain, named, plain_from, entry_from, named_from, after, lex)


def _trace(text, plain, named, plain_from, entry_from, named_from, after, lex) -> list[Name]:
    found: list[Name] = []
    at, is_name, follows = len(text), named[-1] < plain[-1], after
    while at > 0:
        if is_name:
            start = named_from[at]
            back, via_name, kind = entry_from[start]
            found.append(Name(start, at, _margin(text, start, at, kind, follows, lex), kind, follows))
            if start == 0:
                break
            at, is_name, follows = back, via_name, kind
        else:
            start, is_name = plain_from[at]
            follows = _kind(text[start:at], lex)
            at = start
    return found[::-1]


def _kind(word: str, lex: Knowledge) -> str:
    entry = lex.known.get(word)
    if entry:
        return entry[1]
    return "linked" if word[:-1] in lex.known and word[-1] in LINKS else "?"


def _margin(text: str, start: int, end: int, before: str, after: str, lex: Knowledge) -> int:
    """What the stretch costs as words less what it costs as a name where it stands."""
    best = [0] + [_INFINITE] * (end - start)
    for at in range(start, end):
        for stop, cost, _ in words_at(text, at, lex):
            if stop <= end:
                best[stop - start] = min(best[stop - start], best[at - start] + cost)
    as_name = min(cost for stop, cost in names_at(text, start, lex) if stop == end)
    both = costs.BOTH_SIDES if before in _SOLID and after in _DECISIVE else 0
    return best[-1] - as_name - costs.BEFORE[before] - costs.AFTER[after] + both
