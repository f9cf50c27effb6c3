"""立即下线 and back: the desk's side, for the people who publish."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.auth.permissions import Permission
from content.errors import Refusal
from content.items import finding
from content.items.models import Edition, State
from content.workflow import hiding, leaving
from portal import downloads, words
from portal.database import db
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires


def own_published(edition_id: int) -> Edition:
    return finding.edition(db.session(), edition_id, by=g.person, permission=Permission.HIDE)


@desk.get("/editions/<int:edition_id>/hide")
@requires(Permission.HIDE)
def hide(edition_id: int) -> ResponseReturnValue:
    edition = own_published(edition_id)
    if edition.at_rest is not State.PUBLISHED:
        return redirect(url_for("desk.item", item_id=edition.item_id))
    return hide_page(edition)


def hide_page(edition: Edition, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "desk/hide.html",
        page_title=_("Hide now: %(title)s", title=edition.title),
        edition=edition,
        action=url_for("desk.hide_now", edition_id=edition.id),
        back=url_for("desk.item", item_id=edition.item_id),
        reason=request.form.get("reason", ""),
        errors=errors or {},
        longest=leaving.LONGEST_REASON,
    )
    return page, status


@desk.post("/editions/<int:edition_id>/hide")
@requires(Permission.HIDE)
def hide_now(edition_id: int) -> ResponseReturnValue:
    edition = own_published(edition_id)
    try:
        hiding.hide(db.session(), edition, by=g.person, reason=request.form.get("reason", ""))
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return hide_page(edition, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Hidden everywhere. Now put it back, correct it or withdraw it."), "success")
    return redirect(url_for("desk.item", item_id=edition.item_id))


@desk.post("/editions/<int:edition_id>/restore")
@requires(Permission.PUBLISH)
def restore(edition_id: int) -> ResponseReturnValue:
    edition = finding.edition(db.session(), edition_id, by=g.person, permission=Permission.PUBLISH)
    hiding.restore(db.session(), edition, by=g.person, store=downloads.store())
    flash(_("Public again, exactly as it was approved."), "success")
    return redirect(url_for("desk.item", item_id=edition.item_id))
