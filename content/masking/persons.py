"""Persons of one page: who is who, and the mask each carries."""

from __future__ import annotations

import re
from collections.abc import Iterable

from content.masking import masks


def plain(name: str) -> str:
    """A name without the spaces and marks people put into it."""
    return re.sub(r"[\s_*~`]", "", name)


def numbered(names: Iterable[str]) -> dict[str, str]:
    """The mask of each way a name is written: 张某, or 张某1 and 张某2 where one surname stands for several."""
    ways: dict[str, str] = {name: plain(name) for name in names}
    everyone = set(ways.values())
    ways = {way: _meant(name, everyone) for way, name in ways.items()}
    groups: dict[str, list[str]] = {}
    for name in dict.fromkeys(ways.values()):
        groups.setdefault(masks.person(name), []).append(name)
    mask = {
        name: masks.person(name, place if len(group) > 1 else 0)
        for group in groups.values()
        for place, name in enumerate(group, start=1)
    }
    return {way: mask[name] for way, name in ways.items()}


def _meant(name: str, everyone: set[str]) -> str:
    """Whom a short form means: the one full name on the page that it fits, else itself."""
    if len(name) != 2:
        return name
    fits = [full for full in everyone if full != name and (full[1:] == name or full[2:] == name)]
    if not fits and name[0] in "老小阿":
        fits = [full for full in everyone if full != name and masks.surname(full) == name[1:]]
    return min(fits) if fits else (name[1:] + name[0] if name[0] in "老小阿" else name)
