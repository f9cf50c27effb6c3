"""From the desk to the reviewer, and back on one's own wish."""

from __future__ import annotations

from sqlalchemy.orm import Session

from content import clock
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.display import public_form
from content.errors import Category, Issue, Refusal, refuse_issues
from content.items import checks, clocks, editing, knowing, likeness, limiting, produced_on, remarks
from content.items.models import Edition
from content.workflow.moving import hold, move, refuse_unless_possible


def submit(session: Session, edition: Edition, *, by: Person, version: int, secrecy_checked: bool) -> Edition:
    """Hand a complete draft to the reviewers of its unit; from here on it never changes.

    Raises ``to_mend`` with every issue, among them the secrecy check (先审查、后公开) that is ticked by name and time.
    """
    require(by, Permission.WRITE, item=edition.item)
    hold(session, edition)
    refuse_unless_possible(edition, "submit")
    editing.refuse_in_batch(edition)
    editing.refuse_stale(edition, version)
    found = checks.issues(edition, today=clock.today())
    found += public_form.make(edition).early_questions if edition.attachments else []
    found += remarks.stopping(remarks.remarks(edition, knowing.about(session, edition)))
    if produced_on.unexplained(session, edition.item_id):
        found.append(Issue("produced_on_reason", "late_change_unexplained"))
    if limiting.undecidable(session, edition):
        found.append(Issue("readers", "limit_without_reviewer"))
    if not secrecy_checked:
        found.append(Issue("secrecy_checked", "secrecy_not_checked"))
    refuse_issues(found)
    now = clock.now()
    editing.number_for_index(session, edition)
    edition.secrecy_checked_by_id, edition.secrecy_checked_at = by.id, now
    edition.submitter_id, edition.submitted_at = by.id, now
    clocks.keep(session, edition, by_key=by.key)
    move(session, edition, "submit", actor=by.key)
    likeness.note(session, edition)
    return edition


def take_back(session: Session, edition: Edition, *, by: Person) -> Edition:
    """Take one's own unit's submission back before anybody decided on it."""
    require(by, Permission.WRITE, item=edition.item)
    hold(session, edition)
    return move(session, edition, "take_back", actor=by.key)


def discard(session: Session, edition: Edition, *, by: Person) -> Edition:
    """Set a draft aside. It stays in the history; only its author's unit may do so, and only while it is a draft."""
    require(by, Permission.WRITE, item=edition.item)
    if not edition.worked_on_by(by.id):
        raise Refusal("not_your_draft", Category.FORBIDDEN)
    hold(session, edition)
    editing.refuse_in_batch(edition)
    move(session, edition, "discard", actor=by.key)
    if editing.newest_kept(session, edition.item) is None:
        clocks.end(session, edition.item, clocks.SET_ASIDE)
    return edition
