"""Live figures for indicators, by name: the boards' own queries, of the city or of one unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from content.activities import keeping as activities
from content.quotas import board, counted, counting, coverage, punctuality
from content.quotas.counting import Tally


@dataclass(frozen=True)
class Span:
    """What a figure is asked of. ``unit_id`` None is the whole city."""

    first: date
    end: date
    unit_id: int | None = None

    def holds(self, tally: Tally) -> bool:
        return self.unit_id in (None, tally.unit_id)


def tallied(session: Session, span: Span) -> list[Tally]:
    return [tally for tally in counting.tallies(session, span.first, span.end) if span.holds(tally)]


def published(session: Session, span: Span) -> str:
    return str(sum(tally.count for tally in tallied(session, span) if not tally.is_record))


def families(session: Session, span: Span) -> str:
    found = counting.read(session, counted.records(), span.first, span.end)
    alive = {tally.column for tally in found if span.holds(tally)} & set(coverage.families())
    return f"{len(alive)}/{len(coverage.families())}"


def of_columns(*columns: str) -> Callable[[Session, Span], str]:
    def count(session: Session, span: Span) -> str:
        found = tallied(session, span)
        return str(sum(tally.count for tally in found if tally.column in columns and not tally.is_record))

    return count


def punctual(session: Session, span: Span) -> str:
    found = punctuality.of_span(session, span.first, span.end)
    own = found if span.unit_id is None else {unit: one for unit, one in found.items() if unit == span.unit_id}
    share = punctuality.together(own).share
    return "" if share is None else f"{share:.1f}%"


def records(session: Session, span: Span) -> str:
    found = board.records_of(session, span.first, span.end)
    return str(sum(found.values()) if span.unit_id is None else found[span.unit_id])


def held(session: Session, span: Span) -> str:
    return str(activities.count(session, span.first, span.end, unit_id=span.unit_id))


FIGURES: dict[str, Callable[[Session, Span], str]] = {
    "published": published,
    "families": families,
    "rules": of_columns("rules"),
    "cases": of_columns("cases", "innovations"),
    "punctuality": punctual,
    "records": records,
    "activities": held,
}


def of(session: Session, name: str, span: Span) -> str:
    """The figure as it stands; empty where the indicator has none."""
    return FIGURES[name](session, span) if name in FIGURES else ""
