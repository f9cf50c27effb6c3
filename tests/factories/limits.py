"""Drafts that only some people of their unit may open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from content.auth.people import Person
from content.items import limiting
from content.items.models import Edition
from tests.factories import items
from tests.factories.auth import Staff


def limit(
    session: Session, edition: Edition, people: Iterable[Person], *, by: Person, for_reviewers: bool = False
) -> Edition:
    """Everybody else of the unit is shut out, but for its responsible persons."""
    ids = [person.id for person in people]
    limiting.limit(session, edition.item, people=ids, for_reviewers=for_reviewers, reason="涉及未公开的处置方案", by=by)
    return edition


def limited_draft(session: Session, staff: Staff, **changes: Any) -> Edition:
    """Open to its writer, the unit's reviewer and, as always, its responsible person."""
    edition = items.draft(session, staff, **changes)
    return limit(session, edition, (staff.writer, staff.reviewer), by=staff.writer)
