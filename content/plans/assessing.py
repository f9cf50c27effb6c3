"""信用交通城市 self-assessment by quarter: marks, the figure of the day and what shows it; city and counties alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, is_within, may, require
from content.auth.units import Unit
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning
from content.items.models import Item
from content.plans import figures
from content.plans.figures import Span
from content.plans.models import Assessment, Indicator
from content.quotas import spans

LONGEST_EVIDENCE = 400
QUARTERS = (1, 2, 3, 4)


def span_of(year: int, quarter: int, unit: Unit) -> Span:
    """From the year's first day up to the quarter's end: what is assessed is the year so far."""
    end = spans.months_on(date(year, 1, 1), 3 * quarter)
    return Span(date(year, 1, 1), end, None if unit.kind == "bureau" else unit.id)


def marks(name: str, text: str, indicator: Indicator) -> tuple[int, list[Issue]]:
    """Marks as typed, in tenths: 4.7 is 47."""
    try:
        tenths = Decimal(text.strip()) * 10
    except InvalidOperation:
        return 0, [Issue(name, "not_marks", {"most": indicator.full_marks})]
    fits = tenths.is_finite() and tenths == tenths.to_integral_value() and 0 <= tenths <= 10 * indicator.full_marks
    return (int(tenths), []) if fits else (0, [Issue(name, "not_marks", {"most": indicator.full_marks})])


def places(session: Session) -> list[Unit]:
    """The city first, then the counties in the notice's order."""
    query = select(Unit).where(Unit.is_active, Unit.kind.in_(("bureau", "county"))).order_by(Unit.position, Unit.id)
    return list(session.scalars(query))


def indicator_by_id(session: Session, indicator_id: int) -> Indicator:
    found = session.get(Indicator, indicator_id)
    if found is None:
        raise Refusal("no_such_indicator", Category.MISSING)
    return found


def require_place(unit: Unit, by: Person) -> None:
    """A county speaks for itself; the bureau's office for the city, and for every county."""
    if not may(by, Permission.OVERSEE):
        require(by, Permission.WRITE, unit=unit)
    if unit.kind not in ("bureau", "county"):
        raise Refusal("not_assessed", Category.INVALID)


def assess(
    session: Session,
    indicator: Indicator,
    unit: Unit,
    quarter: int,
    *,
    typed: str,
    evidence: str,
    item_id: int | None = None,
    by: Person,
) -> Assessment:
    """Give marks, with the live figure as it stands now. A later word replaces an earlier one; both are kept."""
    require_place(unit, by)
    tenths, issues = marks("marks", typed, indicator)
    said = cleaning.line(evidence)
    if quarter not in QUARTERS:
        issues.append(Issue("quarter", "not_a_choice", {"choices": list(QUARTERS)}))
    if not said:
        issues.append(Issue("evidence", "required"))
    item = session.get(Item, item_id) if item_id is not None else None
    if item_id is not None and (item is None or not is_within(by, item)):
        issues.append(Issue("item", "no_such_item_here"))
    refuse_issues(issues + length_issues("evidence", said, LONGEST_EVIDENCE))
    row = Assessment(
        indicator_id=indicator.id,
        unit_id=unit.id,
        quarter=quarter,
        tenths=tenths,
        figure=figures.of(session, indicator.figure, span_of(indicator.year, quarter, unit)),
        evidence=said,
        item_id=item_id,
        said_by_id=by.id,
        said_at=clock.now(),
    )
    session.add(row)
    session.flush()
    facts = {"unit": unit.code, "quarter": quarter, "tenths": tenths}
    trail.append(session, Event.ASSESSMENT_SAID, actor=by.key, about=f"indicator:{indicator.id}", facts=facts)
    return row


@dataclass(frozen=True)
class Line:
    indicator: Indicator
    by_place: dict[int, Assessment]


@dataclass(frozen=True)
class Sheet:
    places: list[Unit]
    lines: list[Line]

    def tenths_of(self, unit: Unit) -> int:
        return sum(line.by_place[unit.id].tenths for line in self.lines if unit.id in line.by_place)

    @property
    def full(self) -> int:
        return sum(line.indicator.full_marks for line in self.lines)


def sheet(session: Session, year: int, quarter: int) -> Sheet:
    """Indicators down, city and counties across."""
    indicators = list(session.scalars(select(Indicator).where(Indicator.year == year).order_by(Indicator.number)))
    newest = (
        select(func.max(Assessment.id))
        .join(Indicator, Indicator.id == Assessment.indicator_id)
        .where(Indicator.year == year, Assessment.quarter == quarter)
        .group_by(Assessment.indicator_id, Assessment.unit_id)
    )
    found: dict[int, dict[int, Assessment]] = {}
    for row in session.scalars(select(Assessment).where(Assessment.id.in_(newest))):
        found.setdefault(row.indicator_id, {})[row.unit_id] = row
    return Sheet(places(session), [Line(one, found.get(one.id, {})) for one in indicators])


def live(session: Session, year: int, quarter: int, unit: Unit) -> dict[str, str]:
    """Every live figure of one place, by the query's name."""
    span = span_of(year, quarter, unit)
    return {name: figures.of(session, name, span) for name in figures.FIGURES}
