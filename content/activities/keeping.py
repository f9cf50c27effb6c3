"""Entering what was held and who was honoured, and finding it again."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from content import clock
from content.activities.models import HONOURED, SORTS, Activity, Honour
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, is_within, require
from content.auth.units import Unit
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning
from content.items.models import Item
from content.masking.rows import Consent

LONGEST = {"topic": 120, "evidence": 400, "title": 80, "name": 80, "reason": 400}
MOST_PEOPLE = 100_000


def text_issues(texts: dict[str, str]) -> list[Issue]:
    issues = [Issue(name, "required") for name, text in texts.items() if not text]
    return issues + [issue for name, text in texts.items() for issue in length_issues(name, text, LONGEST[name])]


def enter(
    session: Session,
    unit: Unit,
    *,
    sort: str,
    held_on: date | None,
    topic: str,
    people: int | None,
    evidence: str,
    item_id: int | None = None,
    by: Person,
) -> Activity:
    """Write down a training, campaign or meeting that was held."""
    require(by, Permission.WRITE, unit=unit)
    texts = {"topic": cleaning.line(topic), "evidence": cleaning.line(evidence)}
    issues = text_issues(texts)
    if sort not in SORTS:
        issues.append(Issue("sort", "not_a_choice", {"choices": list(SORTS)}))
    if held_on is None:
        issues.append(Issue("held_on", "required"))
    elif held_on > clock.today():
        issues.append(Issue("held_on", "in_the_future", {"today": clock.today().isoformat()}))
    if people is None or not 1 <= people <= MOST_PEOPLE:
        issues.append(Issue("people", "not_a_number", {"most": MOST_PEOPLE}))
    item = session.get(Item, item_id) if item_id is not None else None
    if item_id is not None and (item is None or not is_within(by, item)):
        issues.append(Issue("item", "no_such_item_here"))
    refuse_issues(issues)
    row = Activity(
        unit_id=unit.id,
        sort=sort,
        held_on=held_on,
        people=people,
        item_id=item_id,
        entered_by_id=by.id,
        entered_at=clock.now(),
        **texts,
    )
    session.add(row)
    session.flush()
    facts = {"unit": unit.code, "sort": sort, "people": people}
    trail.append(session, Event.ACTIVITY_ENTERED, actor=by.key, about=row.key, facts=facts)
    return row


def consent_of(session: Session, name: str) -> Consent | None:
    """The recorded consent of a person that holds today."""
    today = clock.today()
    query = select(Consent).where(Consent.name == name, Consent.agreed_on <= today)
    return session.scalar(query.where((Consent.ends_on.is_(None)) | (Consent.ends_on >= today)).limit(1))


def honour(
    session: Session, unit: Unit, *, year: int, title: str, sort: str, name: str, reason: str, by: Person
) -> Honour:
    """Put a unit or a person on the list. A person only with a recorded consent: ``no_consent`` otherwise."""
    require(by, Permission.WRITE, unit=unit)
    texts = {"title": cleaning.line(title), "name": cleaning.line(name), "reason": cleaning.line(reason)}
    issues = text_issues(texts)
    if sort not in HONOURED:
        issues.append(Issue("honoured", "not_a_choice", {"choices": list(HONOURED)}))
    consent = consent_of(session, texts["name"]) if sort == "person" else None
    if sort == "person" and texts["name"] and consent is None:
        issues.append(Issue("name", "no_consent"))
    refuse_issues(issues)
    known = (Honour.year == year, Honour.title == texts["title"], Honour.name == texts["name"])
    if session.scalar(select(Honour.id).where(*known)):
        raise Refusal("already_honoured", Category.CONFLICT)
    row = Honour(
        unit_id=unit.id,
        year=year,
        sort=sort,
        consent_id=consent.id if consent else None,
        entered_by_id=by.id,
        entered_at=clock.now(),
        **texts,
    )
    session.add(row)
    session.flush()
    trail.append(session, Event.HONOUR_ENTERED, actor=by.key, about=row.key, facts={"unit": unit.code, "sort": sort})
    return row


def within(first: date, end: date, unit_id: int | None) -> Select[Activity]:
    query = select(Activity).where(Activity.held_on >= first, Activity.held_on < end)
    return query if unit_id is None else query.where(Activity.unit_id == unit_id)


def listed(session: Session, first: date, end: date, *, unit_id: int | None = None) -> list[Activity]:
    return list(session.scalars(within(first, end, unit_id).order_by(Activity.held_on.desc(), Activity.id.desc())))


def count(session: Session, first: date, end: date, *, unit_id: int | None = None) -> int:
    query = within(first, end, unit_id).with_only_columns(func.count()).order_by(None)
    return session.scalar(query) or 0


def honours(session: Session, year: int) -> list[Honour]:
    """A year's list. Whose consent has ended is on it no longer."""
    today = clock.today()
    rows = session.scalars(select(Honour).where(Honour.year == year).order_by(Honour.title, Honour.id))
    return [row for row in rows if row.consent is None or row.consent.ends_on is None or row.consent.ends_on >= today]
