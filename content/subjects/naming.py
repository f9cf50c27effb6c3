"""What becomes of a company's name: registered anew, taken over, split off; and names that records wrote otherwise."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.subjects.models import NameSeen, Subject, SubjectName

LONGEST_NAME = 200
LONGEST_SOURCE = 200


def line(text: str) -> str:
    return " ".join(text.split())


def change_issues(on: date | None, source: str) -> list[Issue]:
    """What every change of the register needs: its day, not a coming one, and the paper it rests on."""
    issues = [] if source else [Issue("source", "required")]
    issues += length_issues("source", source, LONGEST_SOURCE)
    if on is None:
        return [Issue("changed_on", "required"), *issues]
    late = on > clock.today()
    return issues + ([Issue("changed_on", "in_the_future", {"today": clock.today().isoformat()})] if late else [])


def name_issues(name: str) -> list[Issue]:
    return length_issues("new_name", name, LONGEST_NAME) if name else [Issue("new_name", "required")]


def refuse_unless_company(*subjects: Subject) -> None:
    """Persons have no register here, and what was merged away has no say any more."""
    if any(subject.is_person for subject in subjects):
        raise Refusal("no_such_subject", Category.MISSING)
    if any(subject.merged_into_id is not None for subject in subjects):
        raise Refusal("subject_is_merged", Category.CONFLICT)


def rename(session: Session, subject: Subject, name: str, *, on: date | None, source: str, by: Person) -> Subject:
    """Take in a registered change of name; the old one stays as history."""
    require(by, Permission.OVERSEE)
    trail.lock(session)
    session.refresh(subject)
    refuse_unless_company(subject)
    new, said = line(name), line(source)
    issues = name_issues(new) + change_issues(on, said)
    refuse_issues(issues + ([Issue("new_name", "same_name")] if new == subject.name else []))
    remember(session, subject, subject.name, until=on, how="renamed", source=said, by=by)
    subject.name = new
    session.flush()
    for seen in session.scalars(select(NameSeen).where(NameSeen.subject_id == subject.id, NameSeen.outcome == "")):
        if seen.name == new:
            settle(seen, "renamed", by)
    session.flush()
    facts = {"on": on.isoformat() if on else "", "source": said}
    trail.append(session, Event.SUBJECT_RENAMED, actor=by.key, about=subject.key, facts=facts)
    return subject


def remember(
    session: Session, subject: Subject, name: str, *, until: date | None, how: str, source: str, by: Person
) -> None:
    row = SubjectName(
        subject_id=subject.id, name=name, until=until, how=how, source=source, noted_by_id=by.id, noted_at=clock.now()
    )
    session.add(row)


# Names that records wrote otherwise


def settle(seen: NameSeen, outcome: str, by: Person) -> None:
    seen.outcome, seen.settled_by_id, seen.settled_at = outcome, by.id, clock.now()


def keep_name(session: Session, seen: NameSeen, *, by: Person) -> None:
    """The register is right: the record wrote the name otherwise, and that is looked at no more."""
    require(by, Permission.OVERSEE)
    trail.lock(session)
    session.refresh(seen)
    if seen.outcome:
        raise Refusal("name_is_settled", Category.CONFLICT)
    settle(seen, "kept", by)
    session.flush()
    facts = {"seen": seen.id, "outcome": seen.outcome}
    trail.append(session, Event.SUBJECT_NAME_SETTLED, actor=by.key, about=f"subject:{seen.subject_id}", facts=facts)
