"""Words that find the same: what else a typed word may be written as."""

from __future__ import annotations

import re
from collections.abc import Iterable

from search_index.folding import squeeze

MOST_SPELLINGS = 8  # of one typed word: each is one more thing to look for


class Synonyms:
    """Sets of words that are equals. Made once per set of rows, then asked per word; folding decides what is alike."""

    def __init__(self, sets: Iterable[Iterable[str]] = ()) -> None:
        self._others: dict[str, tuple[str, ...]] = {}
        for each in sets:
            words = {squeeze(word): word for word in each}
            words.pop("", None)
            for letters in words:
                others = (other for key, other in words.items() if key != letters)
                self._others[letters] = tuple(dict.fromkeys([*self._others.get(letters, ()), *others]))
        longest_first = sorted(self._others, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def spellings(self, word: str) -> tuple[str, ...]:
        """The word with each of the synonyms in it exchanged, most one exchange at a time, the word itself left out.

        The longest synonym counts: 市交通执法支队 is not read as something about an 执法支队.
        """
        letters = squeeze(word)
        met = self._known.finditer(letters) if self._known else ()
        found = (
            letters[: match.start()] + other + letters[match.end() :]
            for match in met
            for other in self._others[match[0]]
        )
        return tuple(dict.fromkeys(found))[:MOST_SPELLINGS]


NONE = Synonyms()
