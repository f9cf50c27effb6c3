"""The overseer's hand on the brake: hide any unit's item at once, and see what is hidden and who could have seen it."""

from __future__ import annotations

import re

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.auth.permissions import Permission
from content.display import exposure
from content.errors import Issue, Refusal
from content.items import finding
from content.items.models import Edition
from content.masking import decisions
from content.workflow import hiding, leaving
from portal import filters, labels, words
from portal.database import db
from portal.errors import STATUS
from portal.oversight.blueprint import oversight
from portal.security import requires

NUMBER = re.compile(r"(?:.*/items/)?(\d{1,12})")


@oversight.get("/hidden")
@requires(Permission.OVERSEE)
def hidden() -> ResponseReturnValue:
    return hidden_page()


def hidden_page(errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "oversight/hidden.html",
        page_title=_("Hidden items"),
        hidden=[(edition, exposure.of_item(db.session(), edition.item_id)) for edition in finding.hidden(db.session())],
        overrides=[(labels.FINDINGS.get(kind, kind), count) for kind, count in decisions.overrides(db.session())],
        typed=request.form,
        errors=errors or {},
        longest=leaving.LONGEST_REASON,
        window=window,
    )
    return page, status


def window(shown: exposure.Window) -> str:
    """From minute to minute; an open end says that it still is."""
    return f"{filters.format_minute(shown.since)} – {filters.format_minute(shown.until) or _('still shown')}"


@oversight.post("/hidden")
@requires(Permission.OVERSEE)  # a refusal shows every unit's hidden items; the verb itself asks for the right to hide
def hide_now() -> ResponseReturnValue:
    """Hide by the address or number a caller reads out."""
    found = NUMBER.fullmatch(request.form.get("address", "").strip())
    edition: Edition | None = finding.published(db.session(), int(found[1])) if found else None
    if edition is None:
        return hidden_page(words.by_field([Issue("address", "not_public")]), 422)
    try:
        hiding.hide(db.session(), edition, by=g.person, reason=request.form.get("reason", ""))
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return hidden_page(words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Hidden everywhere. The unit decides what becomes of it."), "success")
    return redirect(url_for("oversight.hidden"))
