"""四书同达 at the desk: the penalties that lack a paper, and entering when each was served."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth.permissions import Permission
from content.errors import Refusal
from content.items import cleaning, finding, serving
from content.items.models import Item
from portal import labels, words
from portal.database import db
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires

PER_PAGE = 30


def papers() -> dict[str, str]:
    return {known.code: known.label(labels.locale()) for known in serving.documents()}


@desk.get("/serving")
@requires(Permission.SEE)
def unserved() -> str:
    before = request.args.get("before", "")
    after = int(before) if before.isdecimal() and len(before) < 18 else None
    lacking, older = serving.lacking(db.session(), g.person, before=after, limit=PER_PAGE)
    return render_template(
        "desk/serving.html",
        page_title=pgettext("menu", "Papers to serve"),
        lacking=lacking,
        papers=papers(),
        newest_url=url_for("desk.unserved") if before else None,
        older_url=url_for("desk.unserved", before=older) if older else None,
    )


@desk.get("/items/<int:item_id>/serving")
@requires(Permission.SEE)
def item_serving(item_id: int) -> ResponseReturnValue:
    item = finding.item(db.session(), item_id, by=g.person)
    if item.kind != serving.KIND:
        return redirect(url_for("desk.item", item_id=item_id))
    return serving_page(item)


def serving_page(item: Item, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    served = serving.of_item(db.session(), item.id)
    page = render_template(
        "desk/served.html",
        page_title=_("Papers served: %(title)s", title=finding.of_item(db.session(), item.id)[0].title),
        item=item,
        papers=papers(),
        served=served,
        missing=[(code, name) for code, name in papers().items() if code not in served],
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
        longest=serving.LONGEST_NOTE,
    )
    return page, status


@desk.post("/items/<int:item_id>/serving")
@requires(Permission.SEE)
def serve(item_id: int) -> ResponseReturnValue:
    item = finding.item(db.session(), item_id, by=g.person)
    form = request.form
    day, odd = cleaning.day("served_on", form.get("served_on", ""))
    try:
        if odd:
            raise Refusal("to_mend", issues=tuple(odd))
        for code in form.getlist("document") or [""]:
            serving.serve(db.session(), item, code, day, by=g.person, note=form.get("note", ""))
    except Refusal as refusal:
        if not refusal.issues:
            raise
        db.session.rollback()
        item = finding.item(db.session(), item_id, by=g.person)
        return serving_page(item, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Entered."), "success")
    return redirect(url_for("desk.item_serving", item_id=item_id))
