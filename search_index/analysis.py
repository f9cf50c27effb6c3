"""How text becomes terms. Pure; a change of what comes out asks for a new ANALYSIS_VERSION and so for a rebuild.

Fields of the index, the same in every engine:

``all``    everything, for finding: pairs of neighbouring characters, runs of letters or digits whole
``head``   title and names, for finding any part of them and for ranking: pairs of neighbouring letters, ends marked
``grams``  single characters and stretches of three and of four of everything, wherever they stand
``headgrams``  the same of title and names, letters and digits included
``sound``  pinyin of title and names                  ``starts``     beginnings of the runs of everything
``code``   identifiers whole, their beginnings, and a mark for each whole head
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from operator import add

from search_index.codes import fold_code
from search_index.document import Document
from search_index.folding import GAP, fold
from search_index.sounds import sound_terms

ANALYSIS_VERSION = 1

START, END = "^", "$"  # the ends of a head; folding never leaves these
SEAM = "\n"  # between a document's strings, so that no phrase reaches from one into the next

SHORTEST_START, LONGEST_START = 3, 12  # of a run of letters or digits
SHORTEST_CODE = 4  # beginnings of identifiers are known from so many letters on

NAMES_KEPT = 1_000  # units are in everything, companies come back: what was made of a name is kept a while

_RUN = re.compile(r"([0-9a-z]{1,64})")


def split(folded: str) -> list[str]:
    """Stretches of characters at even places, runs of letters and digits at odd ones."""
    parts = _RUN.split(folded)
    parts[::2] = [part.replace(GAP, "") for part in parts[::2]]
    return parts


def tokens(folded: str) -> list[str]:
    """The ``all`` tokens of a text, one per position, such that a text holds a word exactly where the word's tokens
    stand in a row: pairs inside a stretch of characters; beside a run also the single character that touches it.
    """
    return _tokens(split(folded))


def _tokens(parts: list[str]) -> list[str]:
    found, last = [], len(parts) - 1
    for place, part in enumerate(parts):
        if place % 2:
            found.append(part)
        elif part:
            found += part[:1] if place else ""
            found += pairs(part)
            found += part[-1:] if place < last else ""
    return found


def pairs(stretch: str) -> list[str]:
    """Made in one go, as is all that there is much of: a million documents have a billion characters."""
    return list(map(add, stretch, stretch[1:]))


def plain(folded: str) -> str:
    """The same as one string, for engines that check phrases on it: runs stand between gaps, characters touch."""
    parts = split(folded)
    parts[1::2] = [f"{GAP}{run}{GAP}" for run in parts[1::2]]
    return "".join(parts).replace(GAP * 2, GAP)


def head_tokens(squeezed: str) -> list[str]:
    return pairs(f"{START}{squeezed}{END}")


def grams(stretches: Iterable[str]) -> set[str]:
    """Words of one, three and four characters are one term each, because most words are so long: a phrase of pairs
    costs ten times as much. (Words of two are the pairs of ``all``.)
    """
    found: set[str] = set()
    for stretch in stretches:
        twos = pairs(stretch)
        found.update(stretch, map(add, twos, stretch[2:]), map(add, twos, twos[2:]))
    return found


def grams_asked(stretch: str) -> tuple[str, ...]:
    """The grams that say a text holds the stretch. Beyond four characters those of four, overlapping by half or more:
    a text that has them all but not in a row does not occur in practice, and quotes ask for the row itself.
    """
    last = len(stretch) - 4
    if last <= 0:
        return (stretch,)
    return tuple(dict.fromkeys(stretch[n : n + 4] for n in [*range(0, last, 2), last]))


def whole_mark(squeezed: str) -> str:
    """A short term that stands for one whole title or name."""
    return "=" + b64encode(blake2b(squeezed.encode(), digest_size=6).digest()).decode()


def whole_code(folded: str) -> str:
    return folded + END


def code_terms(folded: str) -> set[str]:
    return {whole_code(folded)} | {folded[:size] for size in range(SHORTEST_CODE, len(folded) + 1)}


def starts(runs: Iterable[str]) -> set[str]:
    return {run[:size] for run in runs for size in range(SHORTEST_START, min(len(run), LONGEST_START + 1))}


NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Terms:
    """What the engines store of a document. ``all``, ``head``: token strings, one per text; the others: sets."""

    all: tuple[str, ...]
    head: tuple[str, ...]
    grams: Set[str]
    headgrams: Set[str]
    sound: Set[str]
    starts: Set[str]
    code: Set[str]


def analyse(document: Document) -> Terms:
    heads = [*map(_terms_of_head, filter(None, [document.title])), *map(_terms_of_name, filter(None, document.names))]
    parts = split(fold(document.text))
    return Terms(
        all=(*(text for head in heads for text in head.all), " ".join(_tokens(parts))),
        head=tuple(text for head in heads for text in head.head),
        grams=grams(parts[::2]).union(*(head.grams for head in heads)),
        headgrams=NONE.union(*(head.headgrams for head in heads)),
        sound=NONE.union(*(head.sound for head in heads)),
        starts=starts(parts[1::2]).union(*(head.starts for head in heads)),
        code=NONE.union(*(head.code for head in heads), *map(code_terms, map(fold_code, document.codes))),
    )


def _terms_of_head(head: str) -> Terms:
    parts = split(fold(head))
    squeezed = "".join(parts)
    return Terms(
        all=(" ".join(_tokens(parts)),),
        head=(" ".join(head_tokens(squeezed)),),
        grams=grams(parts[::2]),
        headgrams=grams([squeezed]),
        sound=NONE.union(*(sound_terms(part) for part in parts[::2] if len(part) > 1)),
        starts=starts(parts[1::2]),
        code={whole_mark(squeezed)},
    )


_terms_of_name = lru_cache(maxsize=NAMES_KEPT)(_terms_of_head)


def plain_texts(document: Document) -> str:
    """Everything as one checkable string."""
    return SEAM.join(plain(fold(text)) for text in (*document.heads, document.text))


def plain_heads(document: Document) -> str:
    """Title and names as one checkable string with their ends marked."""
    return SEAM.join(f"{START}{fold(head).replace(GAP, '')}{END}" for head in document.heads)
