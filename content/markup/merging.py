"""Two texts brought together by choice: the paragraphs they share, and those where they part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

#: What may be taken where two texts part.
CHOICES = ("theirs", "mine", "both")


@dataclass(frozen=True)
class Part:
    """A run of paragraphs: the same in both texts, or one text's in place of the other's (either may have none)."""

    theirs: tuple[str, ...]
    mine: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return self.theirs == self.mine

    @property
    def likely(self) -> str:
        """What loses nothing without being asked: the side that has words, where the other has none."""
        if not any(line.strip() for line in self.theirs):
            return "mine"
        return "" if any(line.strip() for line in self.mine) else "theirs"


def parts(theirs: str, mine: str) -> tuple[Part, ...]:
    """Every paragraph of both texts once, in order."""
    old, new = theirs.split("\n"), mine.split("\n")
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(Part(tuple(old[a:b]), tuple(new[c:d])) for _step, a, b, c, d in steps)


def merged(found: tuple[Part, ...], chosen: Mapping[int, str]) -> str:
    """One text of the choices made, by the number of the part; ``both`` sets the stored words above one's own."""
    lines: list[str] = []
    for number, part in enumerate(found):
        choice = "theirs" if part.is_same else chosen[number]
        lines += part.theirs if choice in ("theirs", "both") else ()
        lines += part.mine if choice in ("mine", "both") else ()
    return "\n".join(lines)
