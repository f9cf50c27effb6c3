"""A unit's own list of decisions, compared with what it handed in: what is in the list and nowhere else is 漏报."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import and_, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.auth.units import Unit
from content.errors import Issue, Refusal, refuse_issues
from content.items.models import Edition, Item, State
from content.quality.figures import KINDS
from content.quality.models import CaseList, OwnCase
from content.records import naming, values
from content.records.values import Fault
from content.spreadsheets import reading
from content.spreadsheets.addresses import address
from content.spreadsheets.sheet import Row, Sheet

MOST_ROWS = 100_000
MOST_ISSUES = 50
CHUNK = 500
LONGEST_NUMBER = 128
#: How the two columns are headed in units' own systems; whatever else a list holds is not read.
NUMBER_HEADINGS = ("文号", "文书号", "案号", "document number")
DATE_HEADINGS = ("决定日期", "作出日期", "日期", "decision date")


@dataclass(frozen=True)
class Case:
    document_number: str
    decided_on: date

    @property
    def number_key(self) -> str:
        return naming.folded(self.document_number)[:LONGEST_NUMBER]


def upload(session: Session, unit: Unit, kind: str, data: bytes, *, name: str, by: Person) -> CaseList:
    """Take a list in and compare it. Raises ``to_mend`` with every cell that cannot be read.

    A decision that an earlier list had is known already; its day is put right, nothing is doubled.
    """
    require(by, Permission.WRITE, unit=unit)
    if kind not in KINDS:
        refuse_issues([Issue("kind", "not_a_choice", {"choices": list(KINDS)})])
    cases = read(reading.open_sheet(data, name))
    trail.lock(session)
    kept = CaseList(
        unit_id=unit.id,
        kind=kind,
        file_name=name[:200],
        rows=len(cases),
        fresh=0,
        uploaded_by_id=by.id,
        uploaded_at=clock.now(),
    )
    session.add(kept)
    session.flush()
    for chunk in chunks(cases.values()):
        kept.fresh += keep(session, kept, chunk)
    match(session, unit_id=unit.id)
    facts = {"kind": kind, "rows": kept.rows, "fresh": kept.fresh}
    trail.append(session, Event.CASES_COMPARED, actor=by.key, about=f"unit:{unit.id}", facts=facts)
    return kept


def chunks(cases: Iterable[Case]) -> Iterator[list[Case]]:
    rows = iter(cases)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def read(sheet: Sheet) -> dict[str, Case]:
    """The cases of a sheet by folded number; of a number twice in it, the last."""
    refuse_issues(list(sheet.issues))
    if sheet.height > MOST_ROWS:
        raise Refusal("too_many_cases", most=MOST_ROWS)
    number_at, day_at = column(sheet, NUMBER_HEADINGS), column(sheet, DATE_HEADINGS)
    if number_at is None or day_at is None:
        raise Refusal("case_columns_not_found")
    found: dict[str, Case] = {}
    issues: list[Issue] = []
    for row in sheet:
        case, faults = read_row(row, number_at, day_at)
        issues += [
            Issue("table", one.code, one.facts | {"cell": address(row.number, place + 1)}) for place, one in faults
        ]
        if len(issues) >= MOST_ISSUES:
            break
        if case:
            found[case.number_key] = case
    refuse_issues(issues)
    return found


def column(sheet: Sheet, spellings: tuple[str, ...]) -> int | None:
    """The first column whose heading is, or ends with, one of these; the likelier spelling first."""
    headings = [heading.strip().lower() for heading in sheet.headings]
    for spelling in spellings:
        for place, heading in enumerate(headings):
            if heading.endswith(spelling):
                return place
    return None


def read_row(row: Row, number_at: int, day_at: int) -> tuple[Case | None, list[tuple[int, Fault]]]:
    read_cells: list[tuple[int, Any]] = [
        (number_at, values.document(row.cells[number_at])),
        (day_at, values.day(row.cells[day_at])),
    ]
    faults = [(place, value) for place, value in read_cells if isinstance(value, Fault)]
    if faults:
        return None, faults
    number, day = (value for _place, value in read_cells)
    if not number and not day:
        return None, []
    if not number or not day:
        return None, [(day_at if number else number_at, Fault("required"))]
    return Case(number[:LONGEST_NUMBER], date.fromisoformat(day)), []


def keep(session: Session, kept: CaseList, chunk: list[Case]) -> int:
    """Store a chunk; returns how many of it were new."""
    of_kind = (OwnCase.unit_id == kept.unit_id, OwnCase.kind == kept.kind)
    keys = [case.number_key for case in chunk]
    known = {
        row.number_key: row for row in session.scalars(select(OwnCase).where(*of_kind, OwnCase.number_key.in_(keys)))
    }
    for case in chunk:
        if case.number_key in known:
            known[case.number_key].decided_on = case.decided_on
    fresh = [
        {
            "list_id": kept.id,
            "unit_id": kept.unit_id,
            "kind": kept.kind,
            "document_number": case.document_number,
            "number_key": case.number_key,
            "decided_on": case.decided_on,
        }
        for case in chunk
        if case.number_key not in known
    ]
    session.flush()
    if fresh:
        session.execute(insert(OwnCase), fresh)
    return len(fresh)


def match(session: Session, *, unit_id: int | None = None) -> int:
    """Find the records of cases that had none: published once, or approved and kept inside. Returns how many."""
    inside = exists().where(Edition.item_id == Item.id, Edition.state == State.APPROVED.value)
    record = (
        select(func.min(Item.id))
        .where(
            Item.unit_id == OwnCase.unit_id,
            Item.number_key == OwnCase.number_key,
            Item.kind == OwnCase.kind,
            or_(Item.first_published_at.is_not(None), inside),
        )
        .correlate(OwnCase)
        .scalar_subquery()
    )
    missing = and_(OwnCase.item_id.is_(None), *([OwnCase.unit_id == unit_id] if unit_id is not None else []))
    found = list(session.execute(select(OwnCase.id, record.label("item_id")).where(missing)))
    settled = [{"id": case_id, "item_id": item_id} for case_id, item_id in found if item_id is not None]
    if settled:
        session.execute(update(OwnCase), settled)
    return len(settled)


def lists(session: Session, unit_ids: Iterable[int], *, limit: int) -> list[CaseList]:
    query = select(CaseList).where(CaseList.unit_id.in_(list(unit_ids)))
    return list(session.scalars(query.order_by(CaseList.id.desc()).limit(limit)))
