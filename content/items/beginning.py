"""A new text that does not begin empty: from a template, or from the unit's last one of its column (复制上月)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.auth.people import Person
from content.auth.units import Unit
from content.errors import Category, Refusal
from content.items import editing
from content.items.limit_rows import DraftLimit
from content.items.models import Edition, Item, State
from content.items.templates import Template
from content.kinds import reader

#: What belongs to one text alone and is never carried over.
OWN = frozenset({"document_number", "index_number"})
#: A text somebody has stood up for; drafts and returned ones are no example.
EXAMPLES = (State.SUBMITTED, State.APPROVED, State.PUBLISHED)


def from_template(session: Session, template: Template, *, unit: Unit, by: Person) -> Edition:
    edition = editing.start_item(session, unit=unit, column=template.column, kind=template.kind, by=by)
    places = words_for(clock.today(), unit)
    texts = {name: fill(getattr(template, name), places) for name in ("title", "summary", "body")}
    changes: dict[str, Any] = texts | {"fields": template.fields, "produced_on": clock.today()}
    return editing.save(session, edition, changes, version=edition.version, by=by)


def words_for(today: date, unit: Unit) -> dict[str, str]:
    """What stands for each place in a template: {年} {月} {日} {上月} {单位}."""
    last = today.replace(day=1) - timedelta(days=1)
    return {
        "年": str(today.year),
        "月": str(today.month),
        "日": str(today.day),
        "上月": str(last.month),
        "单位": unit.name("zh-Hans"),
    }


def fill(text: str, places: dict[str, str]) -> str:
    """Every known place filled; any other brace stays as typed."""
    return re.sub(r"\{([^{}\n]{1,8})\}", lambda match: places.get(match[1], match[0]), text)


def last_of(session: Session, unit: Unit, column: str) -> Edition | None:
    """The unit's newest text of a column that somebody stood up for; no record, and no limited draft."""
    query = (
        select(Edition)
        .join(Edition.item)
        .where(Item.unit_id == unit.id, Item.column == column, Item.kind.in_(reader.written_in(column)))
        .where(Edition.state.in_([state.value for state in EXAMPLES]))
        .where(Item.id.not_in(select(DraftLimit.item_id)))
        .order_by(Edition.submitted_at.desc(), Edition.id.desc())
    )
    return session.scalar(query.limit(1))


def copy_last(session: Session, *, unit: Unit, column: str, by: Person) -> Edition:
    """A new draft with the words of the last one; numbers and dates are its own. Raises ``nothing_to_copy``."""
    last = last_of(session, unit, column)
    if last is None:
        raise Refusal("nothing_to_copy", Category.MISSING, column=column)
    edition = editing.start_item(session, unit=unit, column=column, kind=last.item.kind, by=by)
    kept = {field.name for field in reader.kind(last.item.kind).fields} - OWN
    changes: dict[str, Any] = {name: getattr(last, name) for name in ("summary", "body")}
    changes["title"] = moved_on(last.title, last.produced_on, clock.today())
    changes["fields"] = {name: text for name, text in last.fields.items() if name in kept}
    changes["produced_on"] = clock.today()
    return editing.save(session, edition, changes, version=edition.version, by=by)


def moved_on(title: str, then: date | None, today: date) -> str:
    """2026年2月 and 2月份 of a title become those of today, where they name the month the last one was of."""
    if then is None:
        return title
    year_and_month = re.compile(rf"(?<!\d){then.year}年0?{then.month}月(?!\d)")
    month = re.compile(rf"(?<![\d年])0?{then.month}月份")
    return month.sub(f"{today.month}月份", year_and_month.sub(f"{today.year}年{today.month}月", title))
