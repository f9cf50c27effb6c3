"""Companies that were merged or split: their records go along, and every public copy hears of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session, aliased

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.display import public_view
from content.errors import Issue, refuse_issues
from content.identifiers import unified_code
from content.items.models import Edition, Item
from content.outbox import change_log
from content.outbox.change_log import Effect
from content.subjects import finding, naming
from content.subjects.models import Subject, SubjectSort

#: SQLite takes 32,766 values in one statement; shorter ones are parsed faster.
CHUNK = 500


def merge(session: Session, gone: Subject, survivor: Subject, *, on: date | None, source: str, by: Person) -> Subject:
    """One company takes another over: all records stand with the survivor, the other's address leads there.

    The codes stay known, so that a sheet that still writes the old one reaches the survivor.
    """
    require(by, Permission.OVERSEE)
    trail.lock(session)
    session.refresh(gone)
    session.refresh(survivor)
    naming.refuse_unless_company(gone, survivor)
    said = naming.line(source)
    issues = naming.change_issues(on, said)
    refuse_issues(issues + ([Issue("survivor", "same_subject")] if gone.id == survivor.id else []))
    moved = move(session, records_of(session, gone), survivor)
    for earlier in finding.merged_into(session, gone):
        earlier.merged_into_id = survivor.id
    gone.merged_into_id = survivor.id
    naming.remember(session, survivor, gone.name, until=on, how="merged", source=said, by=by)
    session.flush()
    facts = {"into": survivor.key, "records": moved, "on": on.isoformat() if on else "", "source": said}
    trail.append(session, Event.SUBJECT_MERGED, actor=by.key, about=gone.key, facts=facts)
    return survivor


def split(
    session: Session,
    subject: Subject,
    *,
    code: str,
    name: str,
    item_ids: list[int],
    on: date | None,
    source: str,
    by: Person,
) -> Subject:
    """A company comes out of another and takes the named records with it; both stay.

    Where the code is that of a company merged into this one, it comes back: so a mistaken merge is undone.
    """
    require(by, Permission.OVERSEE)
    trail.lock(session)
    session.refresh(subject)
    naming.refuse_unless_company(subject)
    plain, said, called = code.strip().upper(), naming.line(source), naming.line(name)
    known = finding.by_code(session, plain)
    issues = naming.change_issues(on, said) + code_issues(plain, known, subject)
    if known is None:
        issues += naming.name_issues(called)
    own = set(item_ids) & set(records_of(session, subject))
    refuse_issues(issues + ([Issue("records", "not_its_record")] if len(own) < len(set(item_ids)) else []))
    fresh = known or taken_in(session, plain, called, subject)
    fresh.merged_into_id = None
    naming.remember(session, fresh, subject.name, until=on, how="split", source=said, by=by)
    session.flush()
    moved = move(session, sorted(own), fresh)
    facts = {"from": subject.key, "records": moved, "on": on.isoformat() if on else "", "source": said}
    trail.append(session, Event.SUBJECT_SPLIT, actor=by.key, about=fresh.key, facts=facts)
    return fresh


def code_issues(code: str, known: Subject | None, subject: Subject) -> list[Issue]:
    if code == subject.code:
        return [Issue("new_code", "same_subject")]
    if known is None:
        return [] if unified_code.is_valid(code) else [Issue("new_code", "no_unified_code")]
    return [] if known.merged_into_id in (None, subject.id) else [Issue("new_code", "merged_elsewhere")]


def taken_in(session: Session, code: str, name: str, origin: Subject) -> Subject:
    sort = SubjectSort(origin.sort)
    fresh = Subject(sort=sort.value, code=code, name=name, since=clock.now())
    session.add(fresh)
    session.flush()
    return fresh


def records_of(session: Session, subject: Subject) -> list[int]:
    return list(session.scalars(select(Item.id).where(Item.subject_id == subject.id).order_by(Item.id)))


def move(session: Session, item_ids: list[int], to: Subject) -> int:
    """Let records stand with another subject, drafts and public ones alike. Returns how many."""
    for start in range(0, len(item_ids), CHUNK):
        some = item_ids[start : start + CHUNK]
        session.execute(update(Item).where(Item.id.in_(some)).values(subject_id=to.id))
        change_log.record_many(session, public_view.set_subject(session, some, to.id), Effect.SHOWN)
    return len(item_ids)


def listed(session: Session, subject: Subject, *, limit: int) -> list[Edition]:
    """The newest edition of each of a company's records, the newest record first."""
    later = aliased(Edition)
    newest = ~exists().where(later.item_id == Edition.item_id, later.number > Edition.number)
    query = select(Edition).join(Item, Item.id == Edition.item_id).where(Item.subject_id == subject.id, newest)
    return list(session.scalars(query.order_by(Item.id.desc()).limit(limit)))
