"""Verbs of the plan: the bureau sets who answers until when, units say how it goes and show it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.attachments.receiving import Received
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, is_within, require
from content.auth.units import Unit
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning
from content.items.models import Item
from content.plans.models import STANDINGS, PlanEvidence, PlanOwner, PlanProgress, PlanTask

LONGEST_TEXT, LONGEST_NOTE, LONGEST_SOURCE = 1000, 200, 120
WHOLE = 100


def task_by_id(session: Session, task_id: int) -> PlanTask:
    task = session.get(PlanTask, task_id)
    if task is None:
        raise Refusal("no_such_task", Category.MISSING)
    return task


def refuse_stranger(task: PlanTask, unit: Unit) -> None:
    if not task.is_owned_by(unit.id):
        raise Refusal("not_its_task", Category.FORBIDDEN)


def set_task(
    session: Session, task: PlanTask, *, due_on: date | None, owners: Collection[Unit], source: str, by: Person
) -> PlanTask:
    """Change a task's day and who answers for it, by a source."""
    require(by, Permission.OVERSEE)
    trail.lock(session)
    said = cleaning.line(source)
    issues = [] if due_on else [Issue("due_on", "required")]
    issues += [] if owners else [Issue("owners", "required")]
    issues += [] if said else [Issue("source", "required")]
    refuse_issues(issues + length_issues("source", said, LONGEST_SOURCE))
    facts = {"from": task.due_on.isoformat(), "to": due_on.isoformat() if due_on else "", "source": said}
    facts |= {"owners": ",".join(sorted(unit.code for unit in owners))}
    trail.append(session, Event.PLAN_SET, actor=by.key, about=task.key, facts=facts)
    task.due_on, task.source = due_on or task.due_on, said
    wanted = {unit.id for unit in owners}
    task.owners = [owner for owner in task.owners if owner.unit_id in wanted] + [
        PlanOwner(unit_id=unit_id) for unit_id in sorted(wanted) if not task.is_owned_by(unit_id)
    ]
    session.flush()
    return task


def say(
    session: Session, task: PlanTask, unit: Unit, *, percent: int | None, standing: str, text: str, by: Person
) -> PlanProgress:
    """Say how a task goes. Done is a hundred, and a hundred is done."""
    require(by, Permission.WRITE, unit=unit)
    refuse_stranger(task, unit)
    words = cleaning.prose(text)
    issues = length_issues("progress", words, LONGEST_TEXT) if words else [Issue("progress", "required")]
    if percent is None or not 0 <= percent <= WHOLE:
        issues.append(Issue("percent", "not_a_percent"))
    elif (percent == WHOLE) is not (standing == "done"):
        issues.append(Issue("percent", "done_is_whole"))
    if standing not in STANDINGS:
        issues.append(Issue("standing", "not_a_choice", {"choices": list(STANDINGS)}))
    refuse_issues(issues)
    row = PlanProgress(
        task_id=task.id,
        unit_id=unit.id,
        said_on=clock.today(),
        percent=percent,
        standing=standing,
        text=words,
        said_by_id=by.id,
        said_at=clock.now(),
    )
    session.add(row)
    session.flush()
    facts = {"unit": unit.code, "percent": percent, "standing": standing}
    trail.append(session, Event.PLAN_PROGRESS_SAID, actor=by.key, about=task.key, facts=facts)
    return row


def show_item(
    session: Session, task: PlanTask, unit: Unit, item_id: int | None, *, note: str, by: Person
) -> PlanEvidence:
    """An item of this site as evidence, the unit's own or another's that has been public."""
    require(by, Permission.WRITE, unit=unit)
    refuse_stranger(task, unit)
    item = session.get(Item, item_id) if item_id is not None else None
    if item is None or not is_within(by, item) or (item.unit_id != unit.id and item.first_published_at is None):
        raise Refusal("to_mend", issues=(Issue("item", "no_such_item_here"),))
    return keep(session, task, unit, PlanEvidence(item_id=item.id), note=note, by=by)


def show_file(
    session: Session, task: PlanTask, unit: Unit, received: Received, *, note: str, by: Person
) -> PlanEvidence:
    """A file as evidence, cleaned and stored like every other; it stays inside."""
    require(by, Permission.WRITE, unit=unit)
    refuse_stranger(task, unit)
    row = PlanEvidence(file_digest=received.digest, file_name=received.name[:200], file_kind=received.kind)
    return keep(session, task, unit, row, note=note, by=by)


def keep(session: Session, task: PlanTask, unit: Unit, row: PlanEvidence, *, note: str, by: Person) -> PlanEvidence:
    said = cleaning.line(note)
    refuse_issues(length_issues("note", said, LONGEST_NOTE))
    row.task_id, row.unit_id, row.note = task.id, unit.id, said
    row.added_by_id, row.added_at = by.id, clock.now()
    session.add(row)
    session.flush()
    facts = {"unit": unit.code, "sort": "item" if row.item_id else "file"}
    trail.append(session, Event.PLAN_EVIDENCE_ADDED, actor=by.key, about=task.key, facts=facts)
    return row


def evidence_by_id(session: Session, evidence_id: int) -> PlanEvidence:
    row = session.scalar(select(PlanEvidence).where(PlanEvidence.id == evidence_id))
    if row is None:
        raise Refusal("no_such_file", Category.MISSING)
    return row
