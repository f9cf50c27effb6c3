"""The masking policy: switches with reasons, consents of persons praised, what a look at the live site found."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from content.auth.permissions import Permission
from content.display import rescanning
from content.errors import Category, Refusal
from content.items import cleaning
from content.masking import rows
from portal import labels, words
from portal.admin.blueprint import admin
from portal.database import db
from portal.errors import STATUS
from portal.security import requires

SWITCHES = {
    "officials_in_office": lazy_gettext("Names of officials acting in office"),
    "legal_representative_names": lazy_gettext("Names of legal representatives of companies"),
    "company_fleet_plates": lazy_gettext("Plates of company fleets"),
}


@admin.get("/masking")
@requires(Permission.ADMINISTER)
def masking() -> ResponseReturnValue:
    return masking_page()


def masking_page(errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "admin/masking.html",
        page_title=_("Masking rules"),
        switches=[(name, SWITCHES[name], is_shown, row) for name, is_shown, row in rows.switches(db.session())],
        consents=rows.consents(db.session()),
        live=rescanning.open_findings(db.session()),
        finding_labels=labels.FINDINGS,
        typed=request.form,
        errors=errors or {},
    )
    return page, status


@admin.post("/masking/switches/<name>")
@requires(Permission.ADMINISTER)
def turn(name: str) -> ResponseReturnValue:
    if name not in rows.SWITCHES:
        raise Refusal("no_such_page", Category.MISSING)
    shown = request.form.get("is_shown") == "1"
    try:
        rows.turn(db.session(), name, shown, by=g.person, reason=request.form.get("reason", ""))
    except Refusal as refusal:
        gathered = {f"{issue.field}-{name}": [words.issue(issue)] for issue in refusal.issues}
        if not gathered:
            raise
        return masking_page(gathered, STATUS[refusal.category])
    flash(_("Stored. What is approved and reads otherwise now goes back to review when it is published."), "success")
    return redirect(url_for("admin.masking"))


@admin.post("/masking/consents")
@requires(Permission.ADMINISTER)
def record_consent() -> ResponseReturnValue:
    form = request.form
    agreed_on, odd = cleaning.day("agreed_on", form.get("agreed_on", ""))
    ends_on, odd_end = cleaning.day("ends_on", form.get("ends_on", ""))
    try:
        if odd or odd_end:
            raise Refusal("to_mend", issues=(*odd, *odd_end))
        rows.record_consent(
            db.session(),
            form.get("name", ""),
            evidence=form.get("evidence", ""),
            agreed_on=agreed_on,
            ends_on=ends_on,
            by=g.person,
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return masking_page(words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Consent recorded."), "success")
    return redirect(url_for("admin.masking"))
