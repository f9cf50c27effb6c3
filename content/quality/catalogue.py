"""公共信用信息目录: who delivers which data set how often, when the last delivery came, and what is overdue."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.auth.units import Unit
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning
from content.items.batches import Batch, BatchState, ZeroReport
from content.kinds import reader
from content.quality.models import FREQUENCIES, CatalogueEntry
from content.quotas import spans

CATALOGUE_FILE = Path(__file__).parent / "catalogue.toml"
MONTHS = {"month": 1, "quarter": 3, "year": 12}
LONGEST = {"name": 120, "field": 60, "source": 200}
#: A batch of these was delivered, whatever became of it later.
DELIVERED = (BatchState.PUBLISHING.value, BatchState.PUBLISHED.value)


@dataclass(frozen=True)
class Standing:
    """One data set with its last delivery; ``due_on`` is the day by which the next is owed, None where none is."""

    entry: CatalogueEntry
    last: date | None
    due_on: date | None

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < clock.today()


@cache
def seeds() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(CATALOGUE_FILE.read_text(encoding="utf-8"))["data_set"])


def plant(session: Session) -> None:
    """Enter the notice's data sets for a site that has no catalogue."""
    if session.scalar(select(CatalogueEntry.id).limit(1)):
        return
    units = {unit.code: unit.id for unit in session.scalars(select(Unit))}
    for seed in seeds():
        values = {name: seed[name] for name in ("name", "kind", "field", "frequency", "source")}
        session.add_all(
            CatalogueEntry(unit_id=units[code], since=clock.today(), **values)
            for code in seed["units"]
            if code in units
        )
    session.flush()


def owed(session: Session, kinds: Collection[str]) -> dict[int, frozenset[str]]:
    """By unit, which of these kinds it delivers."""
    query = select(CatalogueEntry.unit_id, CatalogueEntry.kind).where(
        CatalogueEntry.kind.in_(kinds), CatalogueEntry.is_active
    )
    found: dict[int, set[str]] = {}
    for unit_id, kind in session.execute(query):
        found.setdefault(unit_id, set()).add(kind)
    return {unit_id: frozenset(kinds) for unit_id, kinds in found.items()}


def standings(session: Session, *, unit_ids: Collection[int] | None = None) -> list[Standing]:
    """Every data set, by unit, with its last delivery: a batch that went out, or the word that there was nothing."""
    query = select(CatalogueEntry).join(CatalogueEntry.unit).order_by(Unit.position, Unit.id, CatalogueEntry.id)
    if unit_ids is not None:
        query = query.where(CatalogueEntry.unit_id.in_(unit_ids))
    last = deliveries(session)
    return [standing(entry, last.get((entry.unit_id, entry.kind))) for entry in session.scalars(query)]


def deliveries(session: Session) -> dict[tuple[int, str], date]:
    """By unit and kind, the day of the last delivery."""
    batches = select(Batch.unit_id, Batch.kind, func.max(Batch.published_at)).where(Batch.state.in_(DELIVERED))
    zero = select(ZeroReport.unit_id, ZeroReport.kind, func.max(ZeroReport.said_at))
    found: dict[tuple[int, str], date] = {}
    for query in (batches.group_by(Batch.unit_id, Batch.kind), zero.group_by(ZeroReport.unit_id, ZeroReport.kind)):
        for unit_id, kind, at in session.execute(query):
            if at is not None:
                found[unit_id, kind] = max(clock.day_of(at), found.get((unit_id, kind), date.min))
    return found


def standing(entry: CatalogueEntry, last: date | None) -> Standing:
    return Standing(entry, last, due_on(entry, last) if entry.is_active else None)


def due_on(entry: CatalogueEntry, last: date | None) -> date | None:
    since = max(last, entry.since) if last else entry.since
    if entry.frequency == "week":
        return since + timedelta(weeks=1)
    if entry.frequency not in MONTHS:
        return None
    month = spans.months_on(since.replace(day=1), MONTHS[entry.frequency])
    return min(month + timedelta(days=since.day - 1), spans.last_of(spans.months_on(month, 1)))


def by_id(session: Session, entry_id: int) -> CatalogueEntry:
    found = session.get(CatalogueEntry, entry_id)
    if found is None:
        raise Refusal("no_such_data_set", Category.MISSING)
    return found


def save(
    session: Session,
    entry: CatalogueEntry | None,
    *,
    by: Person,
    unit: Unit | None,
    kind: str,
    name: str,
    field: str,
    frequency: str,
    source: str,
    is_active: bool = True,
) -> CatalogueEntry:
    """Enter a data set, or change one. Raises ``to_mend`` with every issue at once."""
    require(by, Permission.OVERSEE)
    said = {key: cleaning.line(text) for key, text in {"name": name, "field": field, "source": source}.items()}
    issues = [Issue(key, "required") for key, text in said.items() if not text]
    issues += [issue for key, text in said.items() for issue in length_issues(key, text, LONGEST[key])]
    issues += [] if unit else [Issue("unit", "required")]
    issues += [] if frequency in FREQUENCIES else [Issue("frequency", "not_a_choice", {"choices": list(FREQUENCIES)})]
    issues += [] if is_of_records(kind) else [Issue("kind", "required")]
    refuse_issues(issues)
    assert unit is not None  # noqa: S101 - said by the issues
    trail.lock(session)
    refuse_twice(session, entry, unit, kind, said["name"])
    if entry is None:
        entry = CatalogueEntry(since=clock.today())
        session.add(entry)
    entry.unit_id, entry.kind, entry.frequency, entry.is_active = unit.id, kind, frequency, is_active
    entry.name, entry.field, entry.source = said["name"], said["field"], said["source"]
    session.flush()
    facts = {"unit": unit.code, "kind": kind, "frequency": frequency, "is_active": is_active}
    trail.append(session, Event.CATALOGUE_CHANGED, actor=by.key, about=entry.key, facts=facts)
    return entry


def is_of_records(kind: str) -> bool:
    return kind in reader.kinds() and reader.kind(kind).is_record


def refuse_twice(session: Session, entry: CatalogueEntry | None, unit: Unit, kind: str, name: str) -> None:
    query = select(CatalogueEntry.id).where(
        CatalogueEntry.unit_id == unit.id, CatalogueEntry.kind == kind, CatalogueEntry.name == name
    )
    known = session.scalar(query)
    if known is not None and (entry is None or known != entry.id):
        refuse_issues([Issue("name", "name_is_used")])
