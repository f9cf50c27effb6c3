"""Live answers are asked, not believed: does any surface still show what left the public?

A kept copy has a cursor in the change log. So has each live surface here: to where it was asked about everything that
left and showed nothing of it. One that still does keeps its cursor, is named, and is asked again until it catches up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import clock
from content.auth.units import Unit
from content.display.models import PublicItem
from content.display.visibility import public_on
from content.items.models import Edition, Item
from content.kinds import reader
from content.outbox import change_log
from content.outbox.change_log import Change, Effect
from content.subjects.models import Subject
from content.surfaces import receipts
from content.surfaces.receipts import Receipt

#: In front of a live surface's name among the receipts.
LIVE = "live:"
#: Of more departures than this at once, as when a batch is withdrawn, an even sample is asked for.
MOST = 40
NAMED = 12


@dataclass(frozen=True)
class Left:
    """Something that left, and what a surface would say of it if it still did."""

    change: int
    item_id: int
    kind: str
    column: str
    unit: str
    title: str
    document_number: str
    subject: str
    first_published_at: datetime | None

    @property
    def is_record(self) -> bool:
        return reader.kind(self.kind).is_record


#: Asked about something that left, a probe says whether its surface still shows it.
Probe = Callable[[Left], bool]


@dataclass(frozen=True)
class Outcome:
    """How far a surface has followed, and the items it still shows."""

    surface: str
    cursor: int
    still: tuple[int, ...] = ()

    @property
    def fault(self) -> str:
        if not self.still:
            return ""
        named = ", ".join(map(str, self.still[:NAMED]))
        return f"still_shown: {named}" + (f" (+{len(self.still) - NAMED})" if len(self.still) > NAMED else "")


def departures(session: Session, *, after: int, until: int, limit: int = MOST) -> list[Left]:
    """What left between two places of the change log and is not public again, evenly sampled, oldest first."""
    last = select(func.max(Change.number)).where(Change.number > after, Change.number <= until)
    numbers = list(
        session.scalars(
            last.where(Change.effect == Effect.GONE.value).group_by(Change.item_id).order_by(func.max(Change.number))
        )
    )
    return described(session, spread(numbers, limit))


def spread(numbers: list[int], limit: int) -> list[int]:
    """At most so many of them, the first and the last among them."""
    if len(numbers) <= limit:
        return numbers
    step = (len(numbers) - 1) / (limit - 1)
    return sorted({numbers[round(place * step)] for place in range(limit)})


def described(session: Session, changes: list[int]) -> list[Left]:
    public = select(PublicItem.item_id).where(public_on(clock.today()))
    newest = select(func.max(Edition.number)).where(Edition.item_id == Item.id, Edition.published_at.is_not(None))
    query = (
        select(Change.number, Item, Unit.code, Edition.title, Edition.fields, Subject.code)
        .join(Item, Item.id == Change.item_id)
        .join(Unit, Unit.id == Item.unit_id)
        .join(Edition, (Edition.item_id == Item.id) & (Edition.number == newest.correlate(Item).scalar_subquery()))
        .outerjoin(Subject, Subject.id == Item.subject_id)
        .where(Change.number.in_(changes), Item.id.not_in(public))
        .order_by(Change.number)
    )
    return [
        Left(
            change=number,
            item_id=item.id,
            kind=item.kind,
            column=item.column,
            unit=unit,
            title=title,
            document_number=fields.get("document_number", ""),
            subject=subject or "",
            first_published_at=item.first_published_at,
        )
        for number, item, unit, title, fields, subject in session.execute(query)
    ]


def look(session: Session, probes: Mapping[str, Probe]) -> list[Outcome]:
    """Ask every surface about what left since it was last asked. Reads only; ``keep`` writes down what was found."""
    known = {row.surface: row.cursor for row in session.scalars(select(Receipt))}
    head = change_log.head(session)
    outcomes = []
    for name, probe in probes.items():
        surface = LIVE + name
        cursor = known.get(surface, 0)
        if cursor >= head:
            continue
        outcomes.append(ask(session, surface, probe, after=cursor, until=head))
    return outcomes


def ask(session: Session, surface: str, probe: Probe, *, after: int, until: int) -> Outcome:
    left = departures(session, after=after, until=until)
    still = [one for one in left if probe(one)]
    if not still:
        return Outcome(surface, until)
    return Outcome(surface, min(one.change for one in still) - 1, tuple(one.item_id for one in still))


def keep(session: Session, outcomes: Iterable[Outcome]) -> list[int]:
    """Give each surface its receipt. Returns the items of which a surface is newly at fault: ``repeat`` those."""
    newly: set[int] = set()
    for outcome in outcomes:
        before = session.get(Receipt, outcome.surface)
        if outcome.fault and (before is None or before.fault != outcome.fault):
            newly.update(outcome.still)
        receipts.give(session, outcome.surface, cursor=outcome.cursor, fault=outcome.fault)
    return sorted(newly)


def repeat(session: Session, items: list[int]) -> None:
    """Say once more that these left: kept pages lapse and kept copies drop them again. The caller holds the lock."""
    change_log.record_many(session, items, Effect.GONE)


def check(session: Session, probes: Mapping[str, Probe], *, since: datetime, limit: int = MOST) -> list[Outcome]:
    """Ask every surface again about what left since a moment, wherever its cursor stands."""
    first = session.scalar(select(func.min(Change.number)).where(Change.at >= since))
    head = change_log.head(session)
    after = head if first is None else first - 1
    left = departures(session, after=after, until=head, limit=limit)
    return [
        Outcome(LIVE + name, head, tuple(one.item_id for one in left if probe(one))) for name, probe in probes.items()
    ]
