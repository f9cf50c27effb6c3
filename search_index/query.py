"""Words → a small tree. Words side by side must all be there; “in quotes” exactly so; -word must not; nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from search_index import codes
from search_index.analysis import (
    LONGEST_START,
    SHORTEST_CODE,
    SHORTEST_START,
    grams_asked,
    plain,
    split,
    tokens,
    whole_code,
    whole_mark,
)
from search_index.codes import Route, Suspicion
from search_index.folding import fold, squeeze
from search_index.sounds import readings, syllables
from search_index.synonyms import NONE, Synonyms

MOST_CHARACTERS = 200
MOST_CLAUSES = 12

_PIECES = re.compile(r"""(?:(?<=\s)|^)([-－−]?)(?:["“”＂]([^"“”＂]+)["“”＂](?=\s|$)|(\S+))""")

How = Literal["phrase", "every", "most"]


@dataclass(frozen=True)
class Need:
    """One thing a document may hold: ``tokens`` in a row, every one of them in any order, or at least the ``fewest``
    of them.

    ``letters`` is all of it as it stands in the field's plain text, for engines that check phrases or rank by reading.
    """

    field: str
    how: How
    tokens: tuple[str, ...]
    letters: str = ""
    fewest: int = 1


@dataclass(frozen=True)
class Clause:
    """One word. A document has it when any of ``match`` holds; ``title`` are those needs that speak of title or names.

    ``forms`` are the squeezed spellings to highlight.
    """

    forms: tuple[str, ...]
    match: tuple[Need, ...]
    title: tuple[Need, ...]


@dataclass(frozen=True)
class Query:
    """What was asked. ``exact``, ``whole`` and ``begins`` are needs on codes that rank first.

    ``was_cut``: more was typed than is searched for. ``also``: other spellings that were looked for beside the typed.
    """

    words: str
    wanted: tuple[Clause, ...] = ()
    unwanted: tuple[Clause, ...] = ()
    exact: tuple[Need, ...] = ()
    whole: tuple[Need, ...] = ()
    route: Route = "text"
    was_cut: bool = False
    asked: str = ""  # the words without those that must not be there
    also: tuple[str, ...] = ()

    @property
    def suspicion(self) -> Suspicion | None:
        """What is likely wrong, when the words look like a unified code but its check digit fails. Takes 2 ms."""
        return codes.suspect(self.asked) if self.route == "unified_code" else None

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: a search then lists everything."""
        return not self.wanted and not self.unwanted


@dataclass(frozen=True)
class _Piece:
    minus: bool
    quoted: bool
    text: str

    @property
    def is_free(self) -> bool:
        """Neither forbidden nor held to its letters."""
        return not self.minus and not self.quoted


def parse(words: str, synonyms: Synonyms = NONE) -> Query:
    """Never fails: what cannot mean anything is left out, what is too long is cut and flagged.

    A word that holds one of the ``synonyms`` is also looked for with the others in its place; what stands in quotes,
    must not be there, or is an identifier is meant as it was typed.
    """
    pieces = list(_pieces(words[:MOST_CHARACTERS]))
    was_cut = len(words) > MOST_CHARACTERS or len(pieces) > MOST_CLAUSES
    pieces = pieces[:MOST_CLAUSES]
    asked = "".join(piece.text + " " for piece in pieces if not piece.minus).strip()
    shared = _shared(asked, pieces)
    route = codes.route(asked) if asked else "text"
    also = {piece: synonyms.spellings(piece.text) for piece in pieces if route == "text" and piece.is_free}
    wanted = tuple(_clause(piece, also.get(piece, ()), shared) for piece in pieces if not piece.minus)
    unwanted = tuple(_clause(piece, (), ()) for piece in pieces if piece.minus)
    exact, whole = _exact(asked, pieces), _whole(asked)
    told = tuple(dict.fromkeys(form for forms in also.values() for form in forms))
    return Query(words, wanted, unwanted, exact, whole, route, was_cut, asked, told)


def _pieces(words: str) -> Iterator[_Piece]:
    """A minus with nothing else wanted excludes from nothing, so it is read as a mere dash."""
    found = [_Piece(bool(m[1]), bool(m[2]), m[2] or m[3]) for m in _PIECES.finditer(words) if squeeze(m[2] or m[3])]
    only_minus = all(piece.minus for piece in found)
    return (_Piece(piece.minus and not only_minus, piece.quoted, piece.text) for piece in found)


def _clause(piece: _Piece, also: tuple[str, ...], shared: tuple[Need, ...]) -> Clause:
    forms = tuple(dict.fromkeys([piece.text, *also]))
    title = tuple(need for form in forms for need in _title_needs(form, piece.quoted))
    match = tuple(need for form in forms for need in _needs(form, piece.quoted))
    heard = tuple(need for need in shared if need.field == "sound")
    return Clause(tuple(map(squeeze, forms)), (*match, *shared), (*title, *heard))


def _needs(form: str, quoted: bool) -> Iterator[Need]:
    """Everything that counts as having this word."""
    folded = fold(form)
    parts = split(folded)
    if len(parts) == 1:  # characters only: what titles and names hold is among what everything holds
        yield _stretch("grams", "all", parts[0], quoted)
        return
    yield Need("all", "phrase", tuple(tokens(folded)), plain(folded))
    if parts[::2] == ["", ""] and SHORTEST_START <= len(parts[1]) <= LONGEST_START and not quoted:
        yield Need("starts", "every", (parts[1],))
    yield from _title_needs(form, quoted)
    yield from _code_needs(form)


def _stretch(grams: str, pairs: str, letters: str, quoted: bool) -> Need:
    if len(letters) == 2 or (quoted and len(letters) > 4):
        return Need(pairs, "phrase", tuple(map("".join, pairwise(letters))), letters)
    return Need(grams, "every", grams_asked(letters), letters)


def _title_needs(form: str, quoted: bool) -> Iterator[Need]:
    letters = squeeze(form)
    yield _stretch("headgrams", "head", letters, quoted)
    if not quoted and letters.isascii():
        yield from _sound_needs(letters)


def _sound_needs(letters: str) -> Iterator[Need]:
    return (Need("sound", "every", terms) for terms in readings(letters))


def _code_needs(form: str) -> Iterator[Need]:
    """Identifiers that begin so; those that are just so are among them."""
    return (Need("code", "every", (code,)) for code in _identifiers(form))


def _identifiers(form: str) -> list[str]:
    return [code for code in codes.spellings(form) if len(code) >= SHORTEST_CODE and any(map(str.isdigit, code))]


def _shared(asked: str, pieces: list[_Piece]) -> tuple[Need, ...]:
    """What the words may mean taken together: an identifier with spaces in it, or pinyin typed syllable by syllable."""
    if len(pieces) < 2 or any(piece.minus or piece.quoted for piece in pieces):
        return ()
    together = () if codes.route(asked) == "text" else tuple(_code_needs(asked))
    if all(squeeze(piece.text) in syllables() for piece in pieces):
        together += tuple(_sound_needs(squeeze(asked)))
    return together


def _exact(asked: str, pieces: list[_Piece]) -> tuple[Need, ...]:
    """Identifiers that make a document the first answer: the whole of what was typed, or one word of it."""
    typed = dict.fromkeys([asked, *(piece.text for piece in pieces if not piece.minus)])
    whole = dict.fromkeys(whole_code(code) for text in typed for code in _identifiers(text))
    return tuple(Need("code", "every", (code,)) for code in whole)


def _whole(asked: str) -> tuple[Need, ...]:
    letters = squeeze(asked)
    if not letters:
        return ()
    return (Need("code", "every", (whole_mark(letters),)), *_code_needs(asked))
