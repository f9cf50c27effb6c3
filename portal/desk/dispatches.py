"""报送登记 of one's units: what is still to be sent on, the package for it, what became of it, and the time before."""

from __future__ import annotations

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from content import clock
from content.auth import units
from content.auth.permissions import Permission, units_where
from content.dispatches import package, registering
from content.dispatches.models import Destination
from content.display import finding
from content.errors import Issue, Refusal
from content.items import cleaning
from content.kinds import reader
from portal import dispatch_words, downloads, labels, words
from portal.database import db
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires

MOST_PACKED = 30
LONGEST_LIST = 100


def own_units() -> frozenset[int]:
    return units_where(g.person, Permission.SEE)


def destination() -> str:
    asked = request.values.get("destination", "")
    return asked if asked in registering.DESTINATIONS else Destination.PROVINCE.value


@desk.get("/dispatches")
@requires(Permission.SEE)
def dispatches() -> ResponseReturnValue:
    return dispatches_page()


def dispatches_page(errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    mine, where = own_units(), destination()
    page = render_template(
        "desk/dispatches.html",
        page_title=_("Sent on"),
        where=where,
        destinations=dispatch_words.DESTINATIONS,
        outcomes=dispatch_words.OUTCOMES,
        outcome_choices=[(code, str(label)) for code, (label, _tone) in dispatch_words.OUTCOMES.items()],
        unsent=registering.unsent(db.session(), mine, where, limit=LONGEST_LIST),
        sent=registering.listed(db.session(), mine, limit=LONGEST_LIST),
        unit_choices=[
            (unit.code, unit.short_name(labels.locale())) for unit in units.everyone(db.session()) if unit.id in mine
        ],
        column_choices=[(slug, one.label(labels.locale())) for slug, one in reader.columns().items()],
        today=clock.today(),
        typed=request.form,
        errors=errors or {},
    )
    return page, status


def chosen(name: str) -> list[int]:
    return [int(value) for value in request.values.getlist(name) if value.isdecimal() and len(value) < 16]


@desk.post("/dispatches/send")
@requires(Permission.WRITE)
def note_sent() -> ResponseReturnValue:
    """Note what was ticked as sent; or pack it for sending."""
    if request.form.get("action") == "pack":
        return packed(chosen("chosen"))
    on, odd = cleaning.day("sent_on", request.form.get("sent_on", ""))
    try:
        refuse(odd)
        noted = registering.send(db.session(), chosen("chosen"), destination=destination(), on=on, by=g.person)
    except Refusal as refusal:
        return refused(refusal)
    flash(ngettext("%(num)d item noted as sent.", "%(num)d items noted as sent.", len(noted)), "success")
    return redirect(url_for("desk.dispatches", destination=destination()))


def refuse(odd: list[Issue] | tuple[Issue, ...]) -> None:
    if odd:
        raise Refusal("to_mend", issues=tuple(odd))


def refused(refusal: Refusal) -> ResponseReturnValue:
    if not refusal.issues:
        raise refusal
    return dispatches_page(words.by_field(refusal.issues), STATUS[refusal.category])


def packed(item_ids: list[int]) -> ResponseReturnValue:
    """The package of the ticked items, from what is public of them."""
    mine = own_units()
    shown = [item for item in finding.by_ids(db.session(), item_ids[:MOST_PACKED]).values() if item.unit_id in mine]
    if not shown:
        return refused(Refusal("to_mend", issues=(Issue("chosen", "nothing_chosen"),)))
    response = Response(package.pack(shown, downloads.store()), mimetype="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename=package-{clock.today():%Y%m%d}.zip"
    response.headers["Cache-Control"] = "no-store"
    return response


@desk.post("/dispatches/outcome")
@requires(Permission.WRITE)
def note_outcome() -> ResponseReturnValue:
    on, odd = cleaning.day("outcome_on", request.form.get("outcome_on", ""))
    try:
        refuse(odd)
        noted = registering.decide(
            db.session(),
            chosen("rows"),
            outcome=request.form.get("outcome", ""),
            on=on,
            link=request.form.get("link", ""),
            by=g.person,
        )
    except Refusal as refusal:
        return refused(refusal)
    flash(ngettext("%(num)d outcome noted.", "%(num)d outcomes noted.", len(noted)), "success")
    return redirect(url_for("desk.dispatches"))


@desk.post("/dispatches/history")
@requires(Permission.WRITE)
def enter_history() -> ResponseReturnValue:
    """What was sent before this site was there."""
    form = request.form
    sent_on, odd = cleaning.day("history_sent_on", form.get("history_sent_on", ""))
    adopted_on, odd_too = cleaning.day("history_adopted_on", form.get("history_adopted_on", ""))
    try:
        refuse([*odd, *odd_too])
        registering.enter_history(
            db.session(),
            units.by_code(db.session(), form.get("unit", "")),
            title=form.get("title", ""),
            column=form.get("column", ""),
            link=form.get("history_link", ""),
            sent_on=sent_on,
            adopted_on=adopted_on,
            by=g.person,
        )
    except Refusal as refusal:
        return refused(refusal)
    flash(_("Entered, and marked as from before this site."), "success")
    return redirect(url_for("desk.dispatches"))


@desk.get("/items/<int:item_id>/copies")
@requires(Permission.SEE)
def copies(item_id: int) -> str:
    """Text ready for other sites' forms."""
    item = finding.item(db.session(), item_id)
    if item.unit_id not in own_units():
        abort(404)
    return render_template(
        "desk/copies.html",
        page_title=pgettext("dispatch", "Copies for other sites"),
        item=item,
        copies=package.copies(item),
        pictures=[file for file in item.files if file["kind"] in package.PICTURES],
    )
