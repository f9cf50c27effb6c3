"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal


class Group(IntEnum):
    """Why a hit stands where it does; by relevance a lower group always comes first."""

    CODE = 0  # an identifier is exactly what was typed
    WHOLE = 1  # the title or a name is exactly what was typed, or an identifier begins with it
    HEAD = 2  # every word stands in title or names
    TEXT = 3  # the rest


@dataclass(frozen=True)
class Hit:
    """``score`` orders hits inside their group and is 0.0 when sorted by day; ``rank_group`` then is TEXT."""

    id: int
    score: float = 0.0
    rank_group: Group = Group.TEXT


@dataclass(frozen=True)
class Page:
    """One page of hits with the exact number of all of them.

    ``facets[field][value]`` is the total a reader gets by choosing that value in that field alone, all other filters
    staying as they are. So a count never disagrees with the list behind it.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    took_ms: float = 0.0

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(hit.id for hit in self.hits)


@dataclass(frozen=True)
class Suggestion:
    """A title or name that is public now, or a word of one. ``id`` is one document that carries it."""

    text: str
    kind: Literal["name", "title", "word"]
    id: int
