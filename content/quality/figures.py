"""The five figures of 双公示 by unit and month: compliant, late, missing, mistaken, and nothing to report.

Nothing is stored of them. Days are those of the decision; rows handed in and mistakes count by the day they happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, case, cast, func, or_, select, text, type_coerce
from sqlalchemy.orm import Session

from content import clock
from content.items.batches import Batch, BatchReturn, BatchState, ZeroReport
from content.items.models import Edition, Item
from content.quality import catalogue
from content.quality.models import OwnCase
from content.quotas import spans
from content.workflow.leaving_rows import LeavingRequest
from content.working_calendar.models import Deadline

KINDS = ("permit", "penalty")
COUNTED = ("handed_in", "faulty", "decided", "late", "cases", "missing", "returned", "corrected", "left")
RULE = "double_publicity"
ITEM = "item:"
#: Clocks that say nothing of punctuality: what came to nothing, and what its term keeps from display.
MOOT = ("discarded", "no_rule_in_force")
#: Rows of these are not handed in: still being read, or taken back before anybody saw them.
NOT_HANDED_IN = (BatchState.READING.value, BatchState.UNDOING.value, BatchState.UNDONE.value)
#: Leaving that says the record was wrong. A repair says nothing of the kind.
MISTAKEN = ("error", "annulled", "changed")
#: A next edition; spelled out, so that the partial index of next editions answers.
IS_NEXT = text("edition.number > 1")


@dataclass(frozen=True)
class Figures:
    """One unit's month. ``silent``: kinds owed of which nobody handed in anything or said there was nothing."""

    handed_in: int = 0
    faulty: int = 0
    decided: int = 0
    late: int = 0
    cases: int = 0
    missing: int = 0
    returned: int = 0
    corrected: int = 0
    left: int = 0
    zero: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def compliance(self) -> float | None:
        """合规率, of a hundred; None where nothing was handed in."""
        return 100 * (self.handed_in - self.faulty) / self.handed_in if self.handed_in else None

    @property
    def lateness(self) -> float | None:
        return 100 * self.late / self.decided if self.decided else None

    @property
    def mistaken(self) -> int:
        return self.returned + self.corrected + self.left

    @property
    def says_something(self) -> bool:
        return self != Figures()


@dataclass
class Gathered:
    """Figures by unit while they are gathered, one query each."""

    found: dict[int, dict[str, Any]] = field(default_factory=dict)

    def put(self, rows: Iterable[Any], *names: str) -> None:
        for unit_id, *values in rows:
            self.found.setdefault(unit_id, {}).update(zip(names, map(int, values), strict=True))


def is_late() -> ColumnElement[bool]:
    """Published after its seventh working day, or not yet and that day is over."""
    return or_(
        and_(Deadline.stopped_by == "published", Deadline.stopped_on > Deadline.due_on),
        and_(Deadline.stopped_on.is_(None), Deadline.due_on < clock.today()),
    )


def decided_between(first: date, end: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Deadline.rule_code == RULE,
        Deadline.started_on >= first,
        Deadline.started_on < end,
        Deadline.unit_id.is_not(None),
        Deadline.stopped_by.not_in(MOOT),
    )


def between(column: Any, first: date, end: date) -> tuple[ColumnElement[bool], ...]:
    return (column >= spans.moment(first), column < spans.moment(end))


def handed_in(first: date, end: date) -> tuple[ColumnElement[bool], ...]:
    return (Batch.kind.in_(KINDS), Batch.state.not_in(NOT_HANDED_IN), *between(Batch.uploaded_at, first, end))


def of_span(session: Session, first: date, end: date) -> dict[int, Figures]:
    """By unit, every unit that owes 双公示 or has a figure. A number of queries that does not grow with records."""
    gathered = Gathered()
    for query, names in queries(first, end):
        gathered.put(session.execute(query), *names)
    zero, owed = zero_reports(session, first, end), catalogue.owed(session, KINDS)
    units = set(gathered.found) | set(zero) | set(owed)
    return {unit: whole(session, unit, gathered.found.get(unit, {}), zero, owed, first, end) for unit in units}


def whole(
    session: Session,
    unit: int,
    counted: dict[str, Any],
    zero: dict[int, set[str]],
    owed: dict[int, frozenset[str]],
    first: date,
    end: date,
) -> Figures:
    said = zero.get(unit, set())
    unsaid = owed.get(unit, frozenset()) - said
    missing = silent(session, unit, unsaid, first, end, decided=counted.get("decided", 0))
    return Figures(**counted, zero=tuple(sorted(said)), silent=missing)


def trend(session: Session, months: list[date], unit_ids: Iterable[int] | None = None) -> list[tuple[date, int, int]]:
    """Month by month, how many records were decided and how many of them are late; of these units, or of all."""
    end = spans.months_on(months[-1], 1)
    month = spans.bucket(type_coerce(Deadline.started_on, Date), months, is_moment=False).label("month")
    query = select(month, func.count(), func.sum(case((is_late(), 1), else_=0)))
    query = query.where(*decided_between(months[0], end)).group_by(month)
    if unit_ids is not None:
        query = query.where(Deadline.unit_id.in_(list(unit_ids)))
    found = {number: (int(decided), int(late)) for number, decided, late in session.execute(query)}
    return [(month, *found.get(number, (0, 0))) for number, month in enumerate(months)]


def queries(first: date, end: date) -> list[tuple[Any, tuple[str, ...]]]:
    """Each query with the figures it answers; the first column is the unit."""
    rows = select(Batch.unit_id, func.sum(Batch.rows - Batch.unchanged), func.sum(Batch.faulty))
    clocks = select(Deadline.unit_id, func.count(), func.sum(case((is_late(), 1), else_=0)))
    cases = select(OwnCase.unit_id, func.count(), func.sum(case((OwnCase.item_id.is_(None), 1), else_=0)))
    return [
        (rows.where(*handed_in(first, end)).group_by(Batch.unit_id), ("handed_in", "faulty")),
        (clocks.where(*decided_between(first, end)).group_by(Deadline.unit_id), ("decided", "late")),
        (
            cases.where(OwnCase.decided_on >= first, OwnCase.decided_on < end).group_by(OwnCase.unit_id),
            ("cases", "missing"),
        ),
        *(
            (query.with_only_columns(Item.unit_id, func.count()).group_by(Item.unit_id), (name,))
            for name, query in mistakes(first, end).items()
        ),
    ]


def mistakes(first: date, end: date) -> dict[str, Any]:
    """What was wrong, by how it came to light: sent back at review, corrected in public, taken down."""
    returned = select(BatchReturn.id).select_from(BatchReturn).join(Edition, Edition.id == BatchReturn.edition_id)
    corrected = select(Edition.id).select_from(Edition).where(IS_NEXT, *between(Edition.published_at, first, end))
    left = (
        select(LeavingRequest.id)
        .select_from(LeavingRequest)
        .where(
            *between(LeavingRequest.decided_at, first, end),
            LeavingRequest.outcome == "done",
            LeavingRequest.cause.in_(MISTAKEN),
        )
    )
    of_kind = Item.kind.in_(KINDS)
    return {
        "returned": returned.join(Item, Item.id == Edition.item_id).where(
            of_kind, *between(BatchReturn.returned_at, first, end)
        ),
        "corrected": corrected.join(Item, Item.id == Edition.item_id).where(
            of_kind, Item.first_published_at < Edition.published_at
        ),
        "left": left.join(Item, Item.id == LeavingRequest.item_id).where(of_kind),
    }


def zero_reports(session: Session, first: date, end: date) -> dict[int, set[str]]:
    """零报告: the kinds of which a unit said that a month of the span had none."""
    said: dict[int, set[str]] = {}
    months = ZeroReport.year * 12 + ZeroReport.month - 1
    query = select(ZeroReport.unit_id, ZeroReport.kind).where(
        ZeroReport.kind.in_(KINDS),
        months >= first.year * 12 + first.month - 1,
        months < end.year * 12 + end.month - 1,
    )
    for unit_id, kind in session.execute(query):
        said.setdefault(unit_id, set()).add(kind)
    return said


def silent(
    session: Session, unit_id: int, kinds: Iterable[str], first: date, end: date, *, decided: int
) -> tuple[str, ...]:
    """Of these kinds, those without a record decided in the span; of a span that is over."""
    if end > clock.today():
        return ()
    if not decided:
        return tuple(sorted(kinds))
    return tuple(sorted(kind for kind in kinds if not has_records(session, unit_id, kind, first, end)))


def has_records(session: Session, unit_id: int, kind: str, first: date, end: date) -> bool:
    item_id = cast(func.substr(Deadline.about, len(ITEM) + 1), Item.id.type)
    query = select(Deadline.id).where(*decided_between(first, end), Deadline.unit_id == unit_id)
    return bool(session.scalar(query.join(Item, Item.id == item_id).where(Item.kind == kind).limit(1)))


def together(parts: Iterable[Figures]) -> Figures:
    """The sum of many; what was said of no kind is a list, not a number, and stays with its unit."""
    found = list(parts)
    sums: dict[str, Any] = {name: sum(getattr(part, name) for part in found) for name in COUNTED}
    return Figures(**sums)
