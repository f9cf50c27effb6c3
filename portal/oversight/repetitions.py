"""What may only fill the count: repetitions, split items, dates moved late. Seen by the bureau, decided by people."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.auth.permissions import Permission
from content.errors import Category, Refusal
from content.items import likeness, produced_on
from content.items.models import Item
from content.quotas import spans
from portal import words
from portal.database import db
from portal.errors import STATUS
from portal.oversight import asking, wording
from portal.oversight.blueprint import oversight
from portal.oversight.tabs import board_tabs
from portal.security import requires

LONGEST_LIST = 100


@oversight.get("/repetitions")
@requires(Permission.OVERSEE)
def repetitions() -> ResponseReturnValue:
    return repetitions_page()


def repetitions_page(errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    first, end = asking.span(request.args)
    page = render_template(
        "oversight/repetitions.html",
        page_title=_("Repetitions and moved dates"),
        tabs=board_tabs(),
        found=likeness.described(db.session(), limit=LONGEST_LIST),
        sorts=wording.SORTS,
        verdicts=wording.VERDICTS,
        moved=produced_on.late(db.session(), spans.moment(first), spans.moment(end)),
        first=first,
        last=spans.last_of(end),
        longest=likeness.LONGEST_REASON,
        typed=request.form,
        errors=errors or {},
    )
    return page, status


@oversight.post("/repetitions/<int:item_id>/<int:earlier_id>")
@requires(Permission.OVERSEE)
def judge(item_id: int, earlier_id: int) -> ResponseReturnValue:
    item = db.session.get(Item, item_id)
    if item is None:
        raise Refusal("no_such_item", Category.MISSING)
    name = f"reason-{item_id}-{earlier_id}"
    try:
        likeness.decide(
            db.session(),
            item,
            earlier_id,
            apart=request.form.get("verdict") == "apart",
            reason=request.form.get(name, ""),
            by=g.person,
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return repetitions_page({name: [words.issue(one) for one in refusal.issues]}, STATUS[refusal.category])
    flash(_("Decided. The boards count accordingly."), "success")
    return redirect(url_for("oversight.repetitions"))
