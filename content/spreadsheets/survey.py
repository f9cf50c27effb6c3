"""What lies on a sheet besides values, and what must be known before its values may be asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NoReturn

from content.errors import Refusal
from content.spreadsheets.addresses import Place, address
from content.spreadsheets.limits import MOST_ABOVE, Limits

Span = tuple[Place, Place]
YES = frozenset({"1", "true"})


@dataclass
class Survey:
    """``formulas`` and ``errors`` by row and column; ``hidden_columns`` from the first to the last of each stretch."""

    formulas: set[Place] = field(default_factory=set)
    errors: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)
    has_values: bool = False

    def refuse_many(self, limits: Limits) -> None:
        """So many marks that naming each would help nobody."""
        if len(self.formulas) > limits.marks:
            self._refuse("formulas_everywhere", self.formulas)
        if len(self.errors) > limits.marks:
            self._refuse("errors_everywhere", self.errors)
        if len(self.merged) > limits.marks:
            self._refuse("merged_everywhere", [first for first, _ in self.merged])
        if len(self.hidden_rows) > limits.rows + MOST_ABOVE:
            raise Refusal("hidden_everywhere", rows=len(self.hidden_rows))

    @staticmethod
    def _refuse(code: str, places: Iterable[Place]) -> NoReturn:
        raise Refusal(code, cell=address(*min(places)))


def refuse_far(row: int, column: int, limits: Limits) -> None:
    """A value further down or to the right than a sheet may go."""
    if row > limits.rows + MOST_ABOVE:
        raise Refusal("too_many_rows", most=limits.rows, row=row)
    if column > limits.columns:
        raise Refusal("too_many_columns", most=limits.columns, cell=address(row, column))
