"""Looking subjects up: what public records say now, each use a row of the ledger. Persons are not looked up here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, may, require, units_where
from content.auth.units import Unit
from content.display.models import PublicItem
from content.display.visibility import public_on
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.identifiers import unified_code
from content.items import cleaning
from content.lookups.models import OUTCOMES, PURPOSES, Lookup, LookupRow
from content.quotas import spans
from content.subjects.models import Subject, SubjectSort

#: What stands against a company, and what speaks for it; other kinds are counted as neither.
BAD = frozenset({"penalty", "listing", "measure"})
GOOD = frozenset({"good_record", "commitment"})
LONGEST_MATTER = 200
MOST_CODES = 500


@dataclass(frozen=True)
class Seen:
    """One subject as public records show it at this moment."""

    code: str
    name: str
    good: int
    bad: int
    others: int


def code_issues(codes: Sequence[str]) -> list[Issue]:
    if not codes:
        return [Issue("codes", "required")]
    if len(codes) > MOST_CODES:
        return [Issue("codes", "too_many_codes", {"most": MOST_CODES})]
    odd = [place for place, code in enumerate(codes, start=1) if not unified_code.is_valid(code)]
    return [Issue("codes", "bad_codes", {"lines": ", ".join(map(str, odd[:10])), "count": len(odd)})] if odd else []


def read_codes(text: str) -> list[str]:
    """Codes from a field or a sheet, each once, in their order."""
    found = [word.upper() for word in cleaning.prose(text).replace(",", " ").replace("，", " ").split()]
    return list(dict.fromkeys(found))


def see(session: Session, codes: Collection[str]) -> dict[str, Seen]:
    """What is public about each of these codes, in two queries. A code without a record is seen with nothing."""
    wanted = list(dict.fromkeys(codes))
    subjects = {
        subject.code: subject
        for subject in session.scalars(
            select(Subject).where(Subject.code.in_(wanted), Subject.sort != SubjectSort.PERSON.value)
        )
    }
    homes = {subject.merged_into_id or subject.id for subject in subjects.values()}
    query = (
        select(PublicItem.subject_id, PublicItem.kind, func.count())
        .where(PublicItem.subject_id.in_(homes), PublicItem.is_record, public_on(clock.today()))
        .group_by(PublicItem.subject_id, PublicItem.kind)
    )
    counts: dict[int, Counter[str]] = {}
    for subject_id, kind, count in session.execute(query):
        if subject_id is not None:
            counts.setdefault(subject_id, Counter())[sort_of(kind)] += count
    return {code: seen(code, subjects.get(code), counts) for code in wanted}


def sort_of(kind: str) -> str:
    return "bad" if kind in BAD else "good" if kind in GOOD else "others"


def seen(code: str, subject: Subject | None, counts: dict[int, Counter[str]]) -> Seen:
    found = counts.get(subject.merged_into_id or subject.id, Counter()) if subject else Counter()
    #: Whoever has nothing public is not even named: that there was a record is nobody's business any more.
    name = subject.name if subject and found else ""
    return Seen(code, name, found["good"], found["bad"], found["others"])


def look_up(
    session: Session, unit: Unit, *, purpose: str, matter: str, codes: Sequence[str], by: Person
) -> tuple[Lookup, list[Seen]]:
    """Look up and write the use down. Raises ``to_mend`` for no purpose, no matter, or codes that are none."""
    require(by, Permission.SEE, unit=unit)
    said = cleaning.line(matter)
    issues = code_issues(codes)
    if purpose not in PURPOSES:
        issues.append(Issue("purpose", "not_a_choice", {"choices": list(PURPOSES)}))
    if not said:
        issues.append(Issue("matter", "required"))
    refuse_issues(issues + length_issues("matter", said, LONGEST_MATTER))
    found = list(see(session, codes).values())
    row = Lookup(unit_id=unit.id, purpose=purpose, matter=said, made_by_id=by.id, made_at=clock.now())
    row.rows = [
        LookupRow(number=number, code=one.code, name=one.name, good=one.good, bad=one.bad)
        for number, one in enumerate(found, start=1)
    ]
    session.add(row)
    session.flush()
    facts = {"unit": unit.code, "purpose": purpose, "subjects": len(found)}
    trail.append(session, Event.CREDIT_LOOKED_UP, actor=by.key, about=row.key, facts=facts)
    return row, found


def by_id(session: Session, lookup_id: int, *, by: Person) -> Lookup:
    found = session.get(Lookup, lookup_id)
    if found is None or not (may(by, Permission.OVERSEE) or may(by, Permission.SEE, unit=found.unit_id)):
        raise Refusal("no_such_lookup", Category.MISSING)
    return found


def note_outcome(session: Session, lookup: Lookup, outcomes: dict[int, str], *, by: Person) -> None:
    """Write down how the result was used, row by row."""
    require(by, Permission.SEE, unit=lookup.unit_id)
    refuse_issues(
        [Issue("outcome", "not_a_choice", {"choices": list(OUTCOMES)})]
        if set(outcomes.values()) - set(OUTCOMES)
        else []
    )
    changed = [row for row in lookup.rows if outcomes.get(row.number, row.outcome) != row.outcome]
    for row in changed:
        row.outcome = outcomes[row.number]
    if changed:
        facts = {"rows": len(changed)}
        trail.append(session, Event.LOOKUP_OUTCOME_NOTED, actor=by.key, about=lookup.key, facts=facts)
    session.flush()


def ledger(session: Session, first: date, end: date, *, by: Person, limit: int = 500) -> list[Lookup]:
    """The uses of a span: of one's own units, or of all for who oversees them. The newest first."""
    query = select(Lookup).where(Lookup.made_at >= spans.moment(first), Lookup.made_at < spans.moment(end))
    if not may(by, Permission.OVERSEE):
        query = query.where(Lookup.unit_id.in_(units_where(by, Permission.SEE)))
    return list(session.scalars(query.order_by(Lookup.id.desc()).limit(limit)))
