"""What supervision goes by: the catalogue of data sets, the receivers of copies, the shares of samples."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth.permissions import Permission
from content.errors import Refusal
from content.kinds import reader
from content.quality import catalogue
from content.quality.models import CatalogueEntry
from content.quotas import board
from content.records import codes
from content.supervision import copies, sampling
from portal import labels, quality_words, words
from portal.database import db
from portal.errors import STATUS
from portal.oversight import asking
from portal.oversight.blueprint import oversight
from portal.oversight.tabs import board_tabs
from portal.security import requires


@oversight.get("/catalogue")
@requires(Permission.OVERSEE)
def data_sets() -> str:
    found = catalogue.standings(db.session())
    return render_template(
        "oversight/catalogue.html",
        page_title=pgettext("quality", "Catalogue of data sets"),
        tabs=board_tabs(),
        found=found,
        overdue=sum(one.is_overdue for one in found),
        frequencies=quality_words.FREQUENCIES,
        kinds={code: kind.label(labels.locale()) for code, kind in reader.kinds().items()},
    )


@oversight.get("/catalogue/new")
@requires(Permission.OVERSEE)
def new_data_set() -> ResponseReturnValue:
    return entry_page(None)


@oversight.get("/catalogue/<int:entry_id>")
@requires(Permission.OVERSEE)
def data_set(entry_id: int) -> ResponseReturnValue:
    return entry_page(catalogue.by_id(db.session(), entry_id))


def entry_page(
    entry: CatalogueEntry | None, errors: dict[str, list[str]] | None = None, status: int = 200
) -> ResponseReturnValue:
    stored = {
        name: getattr(entry, name) for name in ("name", "kind", "field", "frequency", "source") if entry is not None
    }
    typed = request.form or stored | ({"unit": entry.unit.code, "is_active": entry.is_active} if entry else {})
    page = render_template(
        "oversight/catalogue_entry.html",
        page_title=_("Change a data set") if entry else _("Enter a data set"),
        entry=entry,
        typed=typed,
        units=[(unit.code, unit.name(labels.locale())) for unit in board.all_units(db.session()).values()],
        kinds=[(one.code, one.label(labels.locale())) for one in reader.kinds().values() if one.is_record],
        frequencies=[(code, str(label)) for code, label in quality_words.FREQUENCIES.items()],
        longest=catalogue.LONGEST,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


@oversight.post("/catalogue/new")
@requires(Permission.OVERSEE)
def add_data_set() -> ResponseReturnValue:
    return saved(None)


@oversight.post("/catalogue/<int:entry_id>")
@requires(Permission.OVERSEE)
def change_data_set(entry_id: int) -> ResponseReturnValue:
    return saved(catalogue.by_id(db.session(), entry_id))


def saved(entry: CatalogueEntry | None) -> ResponseReturnValue:
    form = request.form
    values = {name: form.get(name, "") for name in ("kind", "name", "field", "frequency", "source")}
    is_active = entry is None or form.get("is_active") == "1"
    try:
        catalogue.save(db.session(), entry, by=g.person, unit=asking.unit(form), is_active=is_active, **values)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return entry_page(entry, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Saved."), "success")
    return redirect(url_for("oversight.data_sets"))


# Receivers and shares


@oversight.get("/supervision")
@requires(Permission.OVERSEE)
def supervision() -> ResponseReturnValue:
    return rules_page()


def rules_page(errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    tables = codes.load(db.session()).tables
    every = (sampling.EVERY_FIELD, _("Every field"))
    page = render_template(
        "oversight/supervision.html",
        page_title=pgettext("supervision", "Rules of supervision"),
        tabs=board_tabs(),
        receivers=copies.receivers(db.session(), with_former=True),
        ratios=sampling.ratios(db.session()),
        every=every,
        fields=[every, *((one.value, one.value) for one in tables["rating_field"])],
        grades=[(one.value, one.value) for one in tables["grade"]],
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


@oversight.post("/supervision/receivers")
@requires(Permission.OVERSEE)
def add_receiver() -> ResponseReturnValue:
    form = request.form
    try:
        copies.add_receiver(db.session(), form.get("name", ""), form.get("source", ""), by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return rules_page(words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Saved."), "success")
    return redirect(url_for("oversight.supervision"))


@oversight.post("/supervision/receivers/<int:receiver_id>")
@requires(Permission.OVERSEE)
def switch_receiver(receiver_id: int) -> ResponseReturnValue:
    copies.switch_receiver(db.session(), receiver_id, request.form.get("is_active") == "1", by=g.person)
    flash(_("Saved."), "success")
    return redirect(url_for("oversight.supervision"))


@oversight.post("/supervision/ratios")
@requires(Permission.OVERSEE)
def set_ratio() -> ResponseReturnValue:
    form = request.form
    typed = form.get("percent", "").strip()
    percent = int(typed) if typed.isdecimal() and len(typed) < 4 else None
    said = {"field": form.get("field", ""), "grade": form.get("grade", "")}
    try:
        sampling.set_ratio(db.session(), **said, percent=percent, source=form.get("ratio_source", ""), by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        named = {"ratio_source" if name == "source" else name: said for name, said in by_field(refusal).items()}
        return rules_page(named, STATUS[refusal.category])
    flash(_("Saved."), "success")
    return redirect(url_for("oversight.supervision"))


def by_field(refusal: Refusal) -> dict[str, list[str]]:
    return words.by_field(refusal.issues)
