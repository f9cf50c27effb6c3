"""Making an approved edition public, exactly as approved."""

from __future__ import annotations

from sqlalchemy.orm import Session

from content import clock
from content.attachments.storing import Store
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.display import public_files, public_form, public_view
from content.errors import Category, Refusal
from content.items import clocks, finding, limiting
from content.items.models import Edition, State
from content.workflow import schedules
from content.workflow.moving import hold, move, refuse_unless_possible


def refuse_approver(edition: Edition, person: Person) -> None:
    """Some units want three people: writer, reviewer, publisher."""
    if edition.reviewer_id == person.id and not edition.item.unit.publisher_may_approve:
        raise Refusal("publisher_is_approver", Category.FORBIDDEN)


def publish(session: Session, edition: Edition, *, by: Person, store: Store | None = None) -> Edition:
    """Make it public in place of what its item showed; the time is the server's.

    When masking anew no longer gives the form that was approved, or a file is no longer whole or raises a question
    again, nothing is shown: the approval is void and the edition stands before the reviewer again. The returned
    edition's state says which of the two happened. ``store`` keeps the files, where the edition has any.
    """
    require(by, Permission.PUBLISH, item=edition.item)
    hold(session, edition)
    refuse_unless_possible(edition, "publish")
    refuse_approver(edition, by)
    form = public_form.make(edition)
    if form.digest != edition.approved_digest or form.open_questions or not public_files.are_whole(edition, store):
        return void(session, edition, by=by, found=form.digest)
    supersede_current(session, edition, by=by)
    now = clock.now()
    edition.publisher_id, edition.published_at = by.id, now
    edition.item.first_published_at = edition.item.first_published_at or now
    move(session, edition, "publish", actor=by.key, facts={"digest": form.digest})
    public_view.show(session, edition, form)
    clocks.happened(session, edition.item, "published")
    schedules.settle(session, edition, schedules.PUBLISHED)
    limiting.end(session, edition.item, limiting.PUBLISHED, actor=by.key)
    return edition


def void(session: Session, edition: Edition, *, by: Person, found: str) -> Edition:
    facts = {"approved": edition.approved_digest, "found": found}
    edition.reviewer_id = edition.reviewed_at = edition.approved_digest = None
    move(session, edition, "void", actor=by.key, facts=facts)
    schedules.settle(session, edition, schedules.VOIDED)
    return edition


def supersede_current(session: Session, edition: Edition, *, by: Person) -> None:
    current = finding.standing(session, edition.item_id)
    if current is not None:
        name = "supersede_hidden" if current.at_rest is State.HIDDEN else "supersede"
        move(session, current, name, actor=by.key)
