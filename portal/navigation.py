"""The staff menu as data: which permission opens which page, and how much waits there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import LazyString, lazy_pgettext

from content.auth.people import Person
from content.auth.permissions import Permission, may
from content.feedback import finding as reports
from content.items import finding, finding_batches
from content.items.batches import BatchState
from content.items.models import State
from content.notices import posting
from content.subjects import finding as subjects
from content.workflow import leaving_requests
from portal.database import db

#: A menu never counts further than this; it then says so.
MOST_COUNTED = 99


def waiting(permission: Permission, state: State) -> Callable[[Person], int]:
    """Editions and batches in this state, wherever the person holds the permission."""

    def count(person: Person) -> int:
        editions = finding.in_state(db.session(), person, permission, state, limit=MOST_COUNTED)
        sheets = finding_batches.in_state(db.session(), person, permission, BatchState(state.value), limit=MOST_COUNTED)
        return min(len(editions) + len(sheets), MOST_COUNTED)

    return count


def waiting_reports(person: Person) -> int:
    return reports.waiting(db.session(), person)


def waiting_leaving(person: Person) -> int:
    return len(leaving_requests.waiting(db.session(), person, limit=MOST_COUNTED))


def unsettled_names(person: Person) -> int:
    return subjects.unsettled_count(db.session(), by=person, limit=MOST_COUNTED)


@dataclass(frozen=True)
class Entry:
    label: LazyString
    endpoint: str
    #: None: for everybody who is signed in.
    permission: Permission | None
    count: Callable[[Person], int] | None = None


DESK = (
    Entry(lazy_pgettext("menu", "Today"), "desk.today", Permission.SEE),
    Entry(lazy_pgettext("menu", "Write"), "desk.write", Permission.WRITE),
    Entry(lazy_pgettext("menu", "Our items"), "desk.items", Permission.SEE),
    Entry(lazy_pgettext("menu", "Records by sheet"), "desk.batch_list", Permission.SEE),
    Entry(
        lazy_pgettext("menu", "To review"),
        "desk.review_queue",
        Permission.REVIEW,
        waiting(Permission.REVIEW, State.SUBMITTED),
    ),
    Entry(
        lazy_pgettext("menu", "To publish"),
        "desk.publish_queue",
        Permission.PUBLISH,
        waiting(Permission.PUBLISH, State.APPROVED),
    ),
    Entry(lazy_pgettext("menu", "Taking down"), "desk.leaving", Permission.SEE, waiting_leaving),
    Entry(lazy_pgettext("menu", "Papers to serve"), "desk.unserved", Permission.SEE),
    Entry(lazy_pgettext("menu", "Data quality"), "desk.quality", Permission.SEE),
    Entry(lazy_pgettext("menu", "Supervision"), "desk.rating_copies", Permission.SEE),
    Entry(lazy_pgettext("menu", "Display terms"), "desk.terms", Permission.SEE),
    Entry(lazy_pgettext("menu", "Reports by citizens"), "desk.feedback", Permission.SEE, waiting_reports),
    Entry(lazy_pgettext("menu", "Sent on"), "desk.dispatches", Permission.SEE),
    Entry(lazy_pgettext("menu", "Our tasks"), "desk.plan", Permission.SEE),
    Entry(lazy_pgettext("menu", "Credit look-ups"), "desk.lookups", Permission.SEE),
    Entry(lazy_pgettext("menu", "Trainings and honours"), "desk.activities", Permission.SEE),
    Entry(lazy_pgettext("menu", "Reports and summaries"), "desk.summaries", Permission.SEE),
    Entry(lazy_pgettext("menu", "Overview"), "oversight.overview", Permission.OVERSEE),
    Entry(lazy_pgettext("menu", "Hidden items"), "oversight.hidden", Permission.OVERSEE),
    Entry(
        lazy_pgettext("menu", "Messages"),
        "account.messages",
        None,
        lambda person: min(posting.unread(db.session(), person), MOST_COUNTED),
    ),
    Entry(lazy_pgettext("menu", "Topics and tags"), "oversight.tags", Permission.OVERSEE),
    Entry(lazy_pgettext("menu", "Companies"), "oversight.subjects", Permission.OVERSEE, unsettled_names),
    Entry(lazy_pgettext("menu", "People"), "admin.people", Permission.ADMINISTER),
    Entry(lazy_pgettext("menu", "Units"), "admin.units", Permission.ADMINISTER),
    Entry(lazy_pgettext("menu", "Masking rules"), "admin.masking", Permission.ADMINISTER),
    Entry(lazy_pgettext("menu", "Display terms"), "admin.terms", Permission.ADMINISTER),
    Entry(lazy_pgettext("menu", "Words to avoid"), "admin.wrong_words", Permission.ADMINISTER),
    Entry(lazy_pgettext("menu", "Synonyms for searching"), "admin.synonyms", Permission.ADMINISTER),
    Entry(lazy_pgettext("menu", "Working calendar"), "admin.calendar", Permission.ADMINISTER),
    Entry(lazy_pgettext("menu", "Site settings"), "admin.choices", Permission.ADMINISTER),
    Entry(lazy_pgettext("menu", "Audit trail"), "admin.audit", Permission.ADMINISTER),
    Entry(lazy_pgettext("menu", "Health"), "admin.health", Permission.ADMINISTER),
)


def desk_menu(person: Person) -> list[dict[str, Any]]:
    """What this person may open, with what waits for them."""
    return [
        {
            "label": entry.label,
            "url": url_for(entry.endpoint),
            "is_current": request.endpoint == entry.endpoint,
            "count": entry.count(person) if entry.count else None,
        }
        for entry in DESK
        if entry.permission is None or may(person, entry.permission)
    ]
