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
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

from search_index.codes import fold_code
from search_index.document import Document
from search_index.folding import GAP, fold
from search_index.sounds import sound_terms

ANALYSIS_VERSION = 1

START, END = "^", "$"  # the ends of a head; folding never leaves these
SEAM = "\n"  # between a document's strings, so that no phrase reaches from one into the next

SHORTEST_START, LONGEST_START = 3, 12  # of a run of letters or digits
SHORTEST_CODE = 4  # beginnings of identifiers are known from so many letters on

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
    parts, found = split(folded), []
    for place, part in enumerate(parts):
        if place % 2:
            found.append(part)
        elif part:
            found += part[:1] if place else ""
            found += map("".join, pairwise(part))
            found += part[-1:] if place < len(parts) - 1 else ""
    return found


def plain(folded: str) -> str:
    """The same as one string, for engines that check phrases on it: runs stand between gaps, characters touch."""
    parts = split(folded)
    parts[1::2] = [f"{GAP}{run}{GAP}" for run in parts[1::2]]
    return "".join(parts).replace(GAP * 2, GAP)


def head_tokens(squeezed: str) -> list[str]:
    return list(map("".join, pairwise(f"{START}{squeezed}{END}")))


def grams(stretch: str) -> set[str]:
    """Words of one, three and four characters are one term each, because most words are so long: a phrase of pairs
    costs ten times as much. (Words of two are the pairs of ``all``.)
    """
    sizes = (1, 3, 4)
    return {stretch[n : n + size] for size in sizes for n in range(len(stretch) - size + 1)}


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


def starts(folded: str) -> set[str]:
    runs = {run for run in split(folded)[1::2] if len(run) > SHORTEST_START}
    return {run[:size] for run in runs for size in range(SHORTEST_START, min(len(run), LONGEST_START + 1))}


@dataclass(frozen=True)
class Terms:
    """What the engines store of a document. ``all``, ``head``: token strings, one per text; the others: sets."""

    all: tuple[str, ...]
    head: tuple[str, ...]
    grams: frozenset[str]
    headgrams: frozenset[str]
    sound: frozenset[str]
    starts: frozenset[str]
    code: frozenset[str]


def analyse(document: Document) -> Terms:
    heads = [fold(head) for head in document.heads if head]
    texts = [*heads, fold(document.text)]
    squeezed = [head.replace(GAP, "") for head in heads]
    stretches = [part for head in heads for part in split(head)[::2] if len(part) > 1]
    return Terms(
        all=tuple(" ".join(tokens(text)) for text in texts),
        head=tuple(" ".join(head_tokens(head)) for head in squeezed),
        grams=frozenset().union(*(grams(stretch) for text in texts for stretch in split(text)[::2])),
        headgrams=frozenset().union(*map(grams, squeezed)),
        sound=frozenset().union(*map(sound_terms, stretches)),
        starts=frozenset().union(*map(starts, texts)),
        code=frozenset(map(whole_mark, squeezed)).union(*(code_terms(fold_code(code)) for code in document.codes)),
    )


def plain_texts(document: Document) -> str:
    """Everything as one checkable string."""
    return SEAM.join(plain(fold(text)) for text in (*document.heads, document.text))


def plain_heads(document: Document) -> str:
    """Title and names as one checkable string with their ends marked."""
    return SEAM.join(f"{START}{fold(head).replace(GAP, '')}{END}" for head in document.heads)
