"""Drafts, complete enough to be submitted, made by the verbs of the desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from content import clock
from content.auth.people import Person
from content.items import editing
from content.items.models import Edition
from content.kinds import reader
from tests.factories.auth import Staff

FIELDS = {"issuer": "连云港市交通运输局", "source": "市交通局", "validity": "有效"}


def complete(**changes: Any) -> dict[str, Any]:
    """Everything a draft of any kind needs; ``fields`` are added to, the rest replaced."""
    texts = {"title": "信用修复一次办好", "summary": "企业少跑一趟。", "body": "即日起可在线申请信用修复。"}
    days: dict[str, date] = {"produced_on": clock.today(), "issued_on": clock.today()}
    return texts | days | changes | {"fields": FIELDS | changes.get("fields", {})}


def empty_draft(session: Session, staff: Staff, *, column: str = "updates", by: Person | None = None) -> Edition:
    kind = reader.column(column).kinds[0]
    return editing.start_item(session, unit=staff.unit, column=column, kind=kind, by=by or staff.writer)


def draft(
    session: Session, staff: Staff, *, column: str = "updates", by: Person | None = None, **changes: Any
) -> Edition:
    writer = by or staff.writer
    edition = empty_draft(session, staff, column=column, by=writer)
    return editing.save(session, edition, complete(**changes), version=edition.version, by=writer)


def save(session: Session, edition: Edition, *, by: Person, **changes: Any) -> Edition:
    """Somebody who has the newest version open changes it."""
    return editing.save(session, edition, changes, version=edition.version, by=by)
