"""立即下线: one step takes an item off every surface; then it is put back as it was, corrected, or withdrawn."""

from __future__ import annotations

from sqlalchemy.orm import Session

from content import clock
from content.attachments.storing import Store
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.display import public_files, public_form, public_view
from content.errors import Category, Refusal, refuse_issues
from content.items import cleaning
from content.items.models import Edition
from content.masking import gate
from content.workflow.leaving import reason_issues
from content.workflow.moving import hold, move, refuse_unless_possible


def hide(session: Session, edition: Edition, *, by: Person, reason: str) -> Edition:
    """Take it away now. The reason is for colleagues only: the address says nothing but that it shows nothing."""
    require(by, Permission.HIDE, item=edition.item)
    hold(session, edition)
    refuse_unless_possible(edition, "hide")
    said = cleaning.line(reason)
    refuse_issues(reason_issues(said))
    move(session, edition, "hide", actor=by.key, facts={"reason": gate.public_text(said)})
    public_view.take_down(session, edition.item_id, at=clock.now(), reason="")
    return edition


def restore(session: Session, edition: Edition, *, by: Person, store: Store | None = None) -> Edition:
    """Put a hidden edition before the public again, exactly as it was approved.

    Raises ``form_changed_since_approval`` when masking anew gives another form or a file is not what it was: then
    a corrected edition has to be written and reviewed.
    """
    require(by, Permission.PUBLISH, item=edition.item)
    hold(session, edition)
    refuse_unless_possible(edition, "restore")
    form = public_form.make(edition)
    if form.digest != edition.approved_digest or form.open_questions or not public_files.are_whole(edition, store):
        raise Refusal("form_changed_since_approval", Category.CONFLICT)
    move(session, edition, "restore", actor=by.key, facts={"digest": form.digest})
    public_view.show(session, edition, form)
    return edition
