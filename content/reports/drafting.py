"""A 通报 as an item: a draft of 通知公告 that goes the way of every other."""

from __future__ import annotations

from sqlalchemy.orm import Session

from content import clock
from content.auth.people import Person
from content.auth.units import Unit
from content.items import editing
from content.items.models import Edition
from content.reports import papers
from content.reports.figures import Figures

COLUMN, KIND = "notices", "notice"


def draft(session: Session, found: Figures, *, unit: Unit, by: Person) -> Edition:
    """Start an item with the report's words and tables, for its unit to read, submit and review as usual."""
    today = clock.today()
    edition = editing.start_item(session, unit=unit, column=COLUMN, kind=KIND, by=by)
    changes = {
        "title": papers.title(found),
        "summary": papers.opening(found, today),
        "body": papers.body(found, today),
        "produced_on": today,
        "issued_on": today,
        "fields": {"issuer": unit.name(), "source": unit.short_name()},
    }
    return editing.save(session, edition, changes, version=edition.version, by=by)
