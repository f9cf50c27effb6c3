"""宣教处 sets a year's targets, limits and way of counting: each with its source, each change in the trail."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import Issue, length_issues, refuse_issues
from content.items import cleaning
from content.kinds import reader
from content.quotas import limits, rules, targets
from content.quotas.rules import Basis, CountingRule
from content.quotas.targets import Target

LONGEST_SOURCE = 120
MOST = 100_000


def number_issues(name: str, value: int | None, *, may_be_none: bool = True) -> list[Issue]:
    if value is None:
        return [] if may_be_none else [Issue(name, "required")]
    return [] if 1 <= value <= MOST else [Issue(name, "not_a_number", {"most": MOST})]


def source_issues(source: str) -> list[Issue]:
    return [Issue("source", "required")] if not source else length_issues("source", source, LONGEST_SOURCE)


def set_targets(
    session: Session, year: int, wanted: dict[tuple[str, int | None], int | None], *, source: str, by: Person
) -> list[str]:
    """Set minimums by (period, unit id; None for the locality). None takes a target away. Returns what changed.

    Only what changed gets the new source. Raises ``to_mend`` for numbers that ask for nothing and for no source.
    """
    require(by, Permission.OVERSEE)
    trail.lock(session)
    said = cleaning.line(source)
    known = {(row.period, row.unit_id): row for row in targets.of_year(session, year) if row.column is None}
    changed = {key: goal for key, goal in wanted.items() if goal != (known[key].minimum if key in known else None)}
    if not changed:
        return []
    issues = source_issues(said)
    for (period, unit_id), goal in changed.items():
        issues += number_issues(f"{period}-{unit_id or 'all'}", goal)
    refuse_issues(issues)
    return [set_one(session, year, key, goal, known.get(key), source=said, by=by) for key, goal in changed.items()]


def set_one(
    session: Session,
    year: int,
    key: tuple[str, int | None],
    goal: int | None,
    row: Target | None,
    *,
    source: str,
    by: Person,
) -> str:
    period, unit_id = key
    old = row.minimum if row else None
    if goal is None and row is not None:
        session.delete(row)
    elif row is not None and goal is not None:
        row.minimum, row.source = goal, source
    elif goal is not None:
        session.add(Target(year=year, unit_id=unit_id, period=period, column=None, minimum=goal, source=source))
    session.flush()
    name = f"{period}:{unit_id or 'all'}"
    note(session, year, {"target": name, "from": old, "to": goal, "source": source}, by=by)
    return name


def set_counting(
    session: Session, year: int, *, basis: str, monthly_columns: Collection[str], source: str, by: Person
) -> CountingRule:
    """Say on what basis a year is counted and which columns fill a unit's month."""
    require(by, Permission.OVERSEE)
    trail.lock(session)
    said, columns = cleaning.line(source), [slug for slug in reader.columns() if slug in monthly_columns]
    rule = rules.plant(session, year)
    if (rule.basis, list(rule.monthly_columns)) == (basis, columns):
        return rule
    issues = source_issues(said)
    if basis not in {one.value for one in Basis}:
        issues.append(Issue("basis", "not_a_choice", {"choices": [one.value for one in Basis]}))
    if not columns:
        issues.append(Issue("monthly_columns", "required"))
    refuse_issues(issues)
    facts: dict[str, Any] = {"from": [rule.basis, *rule.monthly_columns], "to": [basis, *columns], "source": said}
    rule.basis, rule.monthly_columns, rule.source = basis, columns, said
    note(session, year, {"counting": True} | facts, by=by)
    session.flush()
    return rule


def set_limits(
    session: Session, year: int, wanted: dict[tuple[str, str], int | None], *, source: str, by: Person
) -> list[str]:
    """Set numbers of limits the year already has, by (code, column)."""
    require(by, Permission.OVERSEE)
    trail.lock(session)
    said = cleaning.line(source)
    rows = {(row.code, row.column): row for row in limits.of_year(session, year)}
    changed = {key: number for key, number in wanted.items() if key in rows and rows[key].number != number}
    if not changed:
        return []
    issues = source_issues(said)
    for (code, column), number in changed.items():
        issues += number_issues(f"limit-{code}-{column}", number, may_be_none=False)
    refuse_issues(issues)
    for (code, column), number in changed.items():
        row = rows[code, column]
        note(session, year, {"limit": f"{code}:{column}", "from": row.number, "to": number, "source": said}, by=by)
        row.number, row.source = number or row.number, said
    session.flush()
    return [f"{code}:{column}" for code, column in changed]


def note(session: Session, year: int, facts: dict[str, Any], *, by: Person) -> None:
    trail.append(session, Event.TARGETS_SET, actor=by.key, about=f"targets:{year}", facts=facts)


def carry_over(session: Session, year: int, *, by: Person) -> None:
    """Begin a year with the targets, limits and counting of the one before, to be changed there."""
    require(by, Permission.OVERSEE)
    trail.lock(session)
    if targets.yearly(session, year) is None:
        targets.plant(session, year)
        note(session, year, {"carried_over_from": year - 1}, by=by)
