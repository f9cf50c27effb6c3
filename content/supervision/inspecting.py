"""Subjects on 严重失信主体名单 are inspected each quarter as often as their listing says: who was, and who is due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.choices import keeping as choices
from content.display.models import PublicItem
from content.display.visibility import public_on
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning
from content.items.models import Edition, Item
from content.kinds import reader
from content.quotas import spans
from content.supervision.models import RESULTS, SubjectInspection

KIND = "listing"
LIST_TYPE = "严重失信主体名单"
#: How many days before a quarter ends a missing inspection is called out; a choice of the site.
ALARM_CHOICE = "inspection_alarm_days"
LONGEST_NAMES, LONGEST_NOTE = 80, 400


@dataclass(frozen=True)
class Listed:
    """One listed subject in one quarter: how many inspections it needs, how many it had, and the last ever."""

    item_id: int
    unit_id: int
    name: str
    code: str
    listed_until: str
    needed: int
    made: int
    last: date | None

    @property
    def short(self) -> int:
        return max(0, self.needed - self.made)


@dataclass(frozen=True)
class Quarter:
    first: date
    last: date
    alarm_from: date

    @property
    def rings(self) -> bool:
        return clock.today() >= self.alarm_from


def quarter(session: Session, today: date) -> Quarter:
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    last = spans.last_of(spans.months_on(first, 3))
    return Quarter(first, last, last - timedelta(days=choices.number(session, ALARM_CHOICE) - 1))


def on_list() -> Select[Any]:
    """Who stands on the list in public today."""
    column = reader.kind(KIND).column
    return (
        select(PublicItem, Edition.fields["inspections_per_quarter"].as_string())
        .join(Edition, Edition.id == PublicItem.edition_id)
        .where(PublicItem.column == column, PublicItem.kind == KIND, public_on(clock.today()))
        .where(PublicItem.fields["list_type"].as_string() == LIST_TYPE)
    )


def listed(
    session: Session, unit_ids: Collection[int] | None, *, before: int | None = None, limit: int = 500
) -> tuple[list[Listed], int | None]:
    """The listed subjects of these units, or of all, newest listing first; and the ``before`` of the next page."""
    query = on_list()
    if unit_ids is not None:
        query = query.where(PublicItem.unit_id.in_(unit_ids))
    if before is not None:
        query = query.where(PublicItem.item_id < before)
    found = list(session.execute(query.order_by(PublicItem.item_id.desc()).limit(limit + 1)))
    shown = found[:limit]
    made = counts(session, [item.item_id for item, _needed in shown])
    return [standing(item, needed, made[item.item_id]) for item, needed in shown], shown[-1][0].item_id if len(
        found
    ) > limit else None


def standing(item: PublicItem, needed: str | None, made: tuple[int, date | None]) -> Listed:
    return Listed(
        item_id=item.item_id,
        unit_id=item.unit_id,
        name=item.fields.get("subject_name", ""),
        code=item.fields.get("unified_code", ""),
        listed_until=item.fields.get("listed_until", ""),
        needed=int(needed) if needed and needed.isdecimal() else 1,
        made=made[0],
        last=made[1],
    )


def counts(session: Session, item_ids: list[int]) -> dict[int, tuple[int, date | None]]:
    """By item: inspections of this quarter, and the day of the last one."""
    now = quarter(session, clock.today())
    query = select(SubjectInspection.item_id, SubjectInspection.made_on).where(SubjectInspection.item_id.in_(item_ids))
    days: dict[int, list[date]] = defaultdict(list)
    for item_id, day in session.execute(query):
        days[item_id].append(day)
    found: dict[int, tuple[int, date | None]] = defaultdict(lambda: (0, None))
    for item_id, made in days.items():
        found[item_id] = (sum(now.first <= day <= now.last for day in made), max(made))
    return found


def missing(session: Session, unit_ids: Collection[int], *, limit: int = 500) -> list[Listed]:
    """Whom these units still have to inspect this quarter, once its end is near."""
    if not quarter(session, clock.today()).rings:
        return []
    found, _more = listed(session, unit_ids, limit=limit)
    return [one for one in found if one.short]


def inspect(
    session: Session, item: Item, made_on: date | None, made_by: str, result: str, *, by: Person, note: str = ""
) -> SubjectInspection:
    """Enter an inspection. Raises ``to_mend`` with every issue at once."""
    require(by, Permission.SEE, item=item)
    if not is_listed(session, item.id):
        raise Refusal("not_on_the_list", Category.CONFLICT)
    names, said = cleaning.line(made_by), cleaning.line(note)
    refuse_issues(issues_of(made_on, names, result, said))
    assert made_on is not None  # noqa: S101 - said by the issues
    trail.lock(session)
    row = SubjectInspection(
        item=item,
        made_on=made_on,
        made_by=names,
        result=result,
        note=said,
        entered_by=by,
        entered_at=clock.now(),
    )
    session.add(row)
    session.flush()
    facts = {"made_on": made_on.isoformat(), "result": result}
    trail.append(session, Event.SUBJECT_INSPECTED, actor=by.key, about=item.key, facts=facts)
    return row


def issues_of(made_on: date | None, names: str, result: str, note: str) -> list[Issue]:
    issues = [] if made_on else [Issue("made_on", "required")]
    if made_on and made_on > clock.today():
        issues.append(Issue("made_on", "in_the_future", {"today": clock.today().isoformat()}))
    issues += [] if names else [Issue("made_by", "required")]
    issues += [] if result in RESULTS else [Issue("result", "not_a_choice", {"choices": list(RESULTS)})]
    return issues + length_issues("made_by", names, LONGEST_NAMES) + length_issues("note", note, LONGEST_NOTE)


def is_listed(session: Session, item_id: int) -> bool:
    found = on_list().with_only_columns(func.count()).where(PublicItem.item_id == item_id)
    return bool(session.scalar(found))


def of_item(session: Session, item_id: int) -> list[SubjectInspection]:
    """Every inspection of one listing, the newest first."""
    query = select(SubjectInspection).where(SubjectInspection.item_id == item_id)
    return list(session.scalars(query.order_by(SubjectInspection.made_on.desc(), SubjectInspection.id.desc())))
