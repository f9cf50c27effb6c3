"""修复结果名单: a list of repaired penalties, matched against what is public, confirmed by another, gone as one."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, may, require, units_where
from content.auth.units import Unit
from content.display import public_view, term_rules, terms
from content.errors import Category, Refusal
from content.identifiers import document_number as document_numbers
from content.items.models import Edition, Item, State
from content.subjects.models import Subject
from content.workflow.leaving_rows import LeavingRequest, RepairList
from content.workflow.moving import move_rows
from content.workflow.repair_lines import Line, folded, read

KIND = "penalty"
AT_ONCE = 500
#: What becomes of a line. Those of ``LEAVES`` leave the public when the list is confirmed.
LEAVES = ("matched", "unsure")
VERDICTS = (*LEAVES, "too_early", "gone", "not_found", "ambiguous", "repeated", "unreadable")


@dataclass(frozen=True)
class Candidate:
    """A penalty of the unit that a line could mean. ``edition_id`` is None where it is no longer public."""

    item_id: int
    edition_id: int | None
    fields: dict[str, Any]


def match(session: Session, unit: Unit, lines: list[Line]) -> list[Line]:
    """Every line with what would become of it today. The same penalty named twice counts once."""
    known = candidates(session, unit, {line.unified_code for line in lines})
    rules, seen = term_rules.load(session), set[int]()
    matched = []
    for line in lines:
        found = line if line.verdict == "unreadable" else judged(line, known, rules)
        if found.item_id is not None and found.item_id in seen:
            found = replace(found, verdict="repeated")
        if found.item_id is not None:
            seen.add(found.item_id)
        matched.append(found)
    return matched


def candidates(session: Session, unit: Unit, codes: set[str]) -> dict[tuple[str, str], list[Candidate]]:
    """The unit's penalties of these subjects by code and document number: by their public edition, else the newest."""
    found: dict[tuple[str, str], dict[int, Candidate]] = defaultdict(dict)
    standing = (State.PUBLISHED.value, State.HIDDEN.value)
    left = (State.WITHDRAWN.value, State.EXPIRED.value)
    asked = sorted(codes)
    for start in range(0, len(asked), AT_ONCE):
        query = (
            select(Subject.code, Item.id, Edition.id, Edition.state, Edition.fields)
            .join(Item, Item.subject_id == func.coalesce(Subject.merged_into_id, Subject.id))
            .join(Edition, Edition.item_id == Item.id)
            .where(Subject.code.in_(asked[start : start + AT_ONCE]), Item.kind == KIND, Item.unit_id == unit.id)
            .where(Edition.state.in_([*standing, *left]))
            .order_by(Edition.number)
        )
        for code, item_id, edition_id, state, fields in session.execute(query):
            key = (code, number_of(fields.get("document_number", "")))
            kept = found[key].get(item_id)
            if kept is None or kept.edition_id is None:
                found[key][item_id] = Candidate(item_id, edition_id if state in standing else None, fields)
    return {key: list(by_item.values()) for key, by_item in found.items()}


def number_of(text: str) -> str:
    return document_numbers.normal(text) or folded(text)


def judged(line: Line, known: Mapping[tuple[str, str], list[Candidate]], rules: terms.Rules) -> Line:
    found = known.get((line.unified_code, number_of(line.document_number)), [])
    public = [candidate for candidate in found if candidate.edition_id is not None]
    if len(public) > 1:
        return replace(line, verdict="ambiguous")
    if not public:
        return replace(line, verdict="gone" if found else "not_found", item_id=found[0].item_id if found else None)
    chosen = public[0]
    window = terms.window(KIND, chosen.fields, rules)
    day = line.day
    is_early = day is not None and window.earliest_repair is not None and day < window.earliest_repair
    verdict = "matched" if not is_early else "too_early" if window.is_confirmed else "unsure"
    return replace(line, verdict=verdict, item_id=chosen.item_id, edition_id=chosen.edition_id)


def counts(lines: list[Line]) -> dict[str, int]:
    counted = Counter(line.verdict for line in lines)
    return {verdict: counted[verdict] for verdict in VERDICTS}


def lines_of(row: RepairList) -> list[Line]:
    return [Line(**line) for line in row.lines]


# Taken in, confirmed, refused


def enter(session: Session, unit: Unit, content: bytes, name: str, *, by: Person) -> RepairList:
    """Take a list in for a second person to confirm. Nothing leaves yet. Raises ``list_is_known`` for the same file."""
    require(by, Permission.SEE, unit=unit)
    digest = hashlib.sha256(content).hexdigest()
    lines = read(content, name)
    trail.lock(session)
    known = select(RepairList.id).where(
        RepairList.unit_id == unit.id, RepairList.file_digest == digest, RepairList.outcome.in_(["", "done"])
    )
    if session.scalar(known) is not None:
        raise Refusal("list_is_known", Category.CONFLICT)
    matched = match(session, unit, lines)
    row = RepairList(
        unit=unit,
        file_name=name[:200],
        file_digest=digest,
        lines=[asdict(line) for line in matched],
        entered_by=by,
        entered_at=clock.now(),
    )
    session.add(row)
    session.flush()
    trail.append(session, Event.LEAVING_ASKED, actor=by.key, about=row.key, facts={"lines": counts(matched)})
    return row


def confirm(session: Session, row: RepairList, *, by: Person) -> RepairList:
    """The second person's yes: matched anew, and everything that still matches leaves in this one transaction."""
    refuse_unless_deciding(session, row, by)
    matched = match(session, row.unit, lines_of(row))
    leaving = [line for line in matched if line.verdict in LEAVES]
    now = clock.now()
    for start in range(0, len(leaving), AT_ONCE):
        take_down(session, leaving[start : start + AT_ONCE])
    overtake(session, leaving, by)
    if leaving:
        session.execute(insert(LeavingRequest), [request_of(line, row, by, now) for line in leaving])
    row.lines, row.outcome = [asdict(line) for line in matched], "done"
    row.decided_by, row.decided_at = by, now
    session.flush()
    facts = {"lines": counts(matched), "items": [line.item_id for line in leaving]}
    trail.append(session, Event.LEAVING_CONFIRMED, actor=by.key, about=row.key, facts=facts)
    return row


def take_down(session: Session, leaving: list[Line]) -> None:
    by_edition = {line.edition_id: line.item_id for line in leaving}
    for state, name in ((State.PUBLISHED, "withdraw"), (State.HIDDEN, "withdraw_hidden")):
        query = select(Edition.id).where(Edition.id.in_(by_edition), Edition.state == state.value)
        editions = list(session.scalars(query))
        items = [item for edition in editions if (item := by_edition[edition]) is not None]
        if editions:
            move_rows(session, editions, name, effect_on=items)
    items = [line.item_id for line in leaving if line.item_id is not None]
    public_view.take_down_many(session, items, at=clock.now(), is_final=True)


def overtake(session: Session, leaving: list[Line], by: Person) -> None:
    """What somebody asked for one by one is done by the list."""
    items = [line.item_id for line in leaving]
    for start in range(0, len(items), AT_ONCE):
        session.execute(
            update(LeavingRequest)
            .where(LeavingRequest.item_id.in_(items[start : start + AT_ONCE]), LeavingRequest.outcome == "")
            .values(outcome="overtaken", decided_by_id=by.id, decided_at=clock.now())
        )


def request_of(line: Line, row: RepairList, by: Person, now: datetime) -> dict[str, Any]:
    return {
        "item_id": line.item_id,
        "unit_id": row.unit_id,
        "list_id": row.id,
        "cause": "repaired",
        "document_number": line.repair_number or line.document_number,
        "document_date": line.day,
        "is_before_minimum": line.verdict == "unsure",
        "entered_by_id": row.entered_by_id,
        "entered_at": row.entered_at,
        "outcome": "done",
        "decided_by_id": by.id,
        "decided_at": now,
    }


def refuse(session: Session, row: RepairList, *, by: Person) -> RepairList:
    refuse_unless_deciding(session, row, by)
    row.outcome, row.decided_by, row.decided_at = "refused", by, clock.now()
    session.flush()
    trail.append(session, Event.LEAVING_REFUSED, actor=by.key, about=row.key, facts={})
    return row


def refuse_unless_deciding(session: Session, row: RepairList, by: Person) -> None:
    require(by, Permission.WITHDRAW, unit=row.unit_id)
    trail.lock(session)
    session.refresh(row)
    if row.outcome:
        raise Refusal("leaving_is_decided", Category.CONFLICT)
    if row.entered_by_id == by.id:
        raise Refusal("own_request", Category.FORBIDDEN)


# Found


def by_id(session: Session, list_id: int, *, by: Person) -> RepairList:
    found = session.get(RepairList, list_id)
    if found is None or not may(by, Permission.SEE, unit=found.unit_id):
        raise Refusal("no_such_request", Category.MISSING)
    return found


def newest(session: Session, person: Person, *, limit: int) -> list[RepairList]:
    """The lists of this person's units: what waits first, then the newest."""
    query = select(RepairList).where(RepairList.unit_id.in_(units_where(person, Permission.SEE)))
    return list(session.scalars(query.order_by(RepairList.outcome != "", RepairList.id.desc()).limit(limit)))
