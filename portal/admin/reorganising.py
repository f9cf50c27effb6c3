"""机构调整: a unit renamed, merged into another, or split, each with its day and document."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from content.auth import reorganising
from content.auth import units as unit_tree
from content.auth.permissions import Permission
from content.auth.units import Unit
from content.errors import Refusal
from content.items import cleaning
from content.quotas import board
from content.reorganising import people, units
from content.reorganising.units import NewUnit
from portal import labels, plan_words, words
from portal.admin.blueprint import admin
from portal.database import db
from portal.errors import STATUS
from portal.locales import LOCALES
from portal.security import requires

TAGS = tuple(locale.tag for locale in LOCALES)
#: A split makes two units; whoever needs three splits again.
PARTS = ("a", "b")


@admin.get("/units/<code>/change")
@requires(Permission.ADMINISTER)
def unit_changes(code: str) -> ResponseReturnValue:
    return change_page(unit_tree.by_code(db.session(), code))


def change_page(unit: Unit, refusal: Refusal | None = None) -> ResponseReturnValue:
    """The three forms share names of fields, so a fault is led to the form it was sent by."""
    errors = words.by_field(refusal.issues) if refusal else {}
    form = request.form.get("form", "")
    names = board.all_units(db.session())
    others = [one for one in unit_tree.everyone(db.session()) if one.id != unit.id and one.kind != "bureau"]
    page = render_template(
        "admin/unit_changes.html",
        page_title=_("Reorganise: %(unit)s", unit=unit.name(labels.locale())),
        unit=unit,
        others=[(one.code, one.name(labels.locale())) for one in others],
        locales=[(locale.tag, locale.own_name) for locale in LOCALES],
        parts=PARTS,
        staff=people.of_unit(db.session(), unit),
        history=[
            (row, names[row.unit_id], names[row.successor_id]) for row in reorganising.history(db.session(), unit)
        ],
        changes=plan_words.CHANGES,
        typed=request.form,
        errors={input_of(name, form): said for name, said in errors.items()},
        problems=[
            one | {"href": f"#{form}-{input_of(one['href'].removeprefix('#'), form)}"} for one in words.problems(errors)
        ],
    )
    return page, STATUS[refusal.category] if refusal else 200


#: Where content's fields stand on the page; of a split, on its first part.
INPUTS = {"names": "name-zh-Hans", "short_names": "short-zh-Hans", "unit_code": "code"}


def input_of(name: str, form: str) -> str:
    part = f"{PARTS[0]}-" if form == "split" and name in INPUTS else ""
    return part + INPUTS.get(name, name)


def typed_names(prefix: str) -> tuple[dict[str, str], dict[str, str]]:
    """Full and short names by language, as typed; languages left empty are left out."""
    found = []
    for sort in ("name", "short"):
        typed = {tag: cleaning.line(request.form.get(f"{prefix}{sort}-{tag}", "")) for tag in TAGS}
        found.append({tag: text for tag, text in typed.items() if text})
    return found[0], found[1]


@admin.post("/units/<code>/rename")
@requires(Permission.ADMINISTER)
def rename_unit(code: str) -> ResponseReturnValue:
    unit, form = unit_tree.by_code(db.session(), code), request.form
    day, issues = cleaning.day("took_effect_on", form.get("took_effect_on", ""))
    full, short = typed_names("")
    try:
        if issues:
            raise Refusal("to_mend", issues=tuple(issues))
        reorganising.rename(
            db.session(), unit, names=full, short_names=short, day=day, source=form.get("source", ""), by=g.person
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return change_page(unit, refusal)
    flash(_("Saved."), "success")
    return redirect(url_for("admin.unit_changes", code=code))


@admin.post("/units/<code>/merge")
@requires(Permission.ADMINISTER)
def merge_unit(code: str) -> ResponseReturnValue:
    unit, form = unit_tree.by_code(db.session(), code), request.form
    day, issues = cleaning.day("took_effect_on", form.get("took_effect_on", ""))
    try:
        if issues:
            raise Refusal("to_mend", issues=tuple(issues))
        into = unit_tree.by_code(db.session(), form.get("into", ""))
        done = units.merge(db.session(), unit, into, day=day, source=form.get("source", ""), by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return change_page(unit, refusal)
    said = ngettext("%(num)d person", "%(num)d people", done.people)
    flash(_("Merged. Handed over: %(people)s, %(n)s open items.", people=said, n=done.items), "success")
    return redirect(url_for("admin.unit_changes", code=into.code))


@admin.post("/units/<code>/split")
@requires(Permission.ADMINISTER)
def split_unit(code: str) -> ResponseReturnValue:
    unit, form = unit_tree.by_code(db.session(), code), request.form
    day, issues = cleaning.day("took_effect_on", form.get("took_effect_on", ""))
    parts = [NewUnit(form.get(f"{part}-code", "").strip(), *typed_names(f"{part}-")) for part in PARTS]
    goes_to = {
        person.id: parts[PARTS.index(chosen)].code
        for person in people.of_unit(db.session(), unit)
        if (chosen := form.get(f"person-{person.id}", "")) in PARTS
    }
    try:
        if issues:
            raise Refusal("to_mend", issues=tuple(issues))
        source = form.get("source", "")
        made = units.split(db.session(), unit, parts, people=goes_to, day=day, source=source, by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        db.session.rollback()
        unit = unit_tree.by_code(db.session(), code)
        return change_page(unit, refusal)
    flash(_("Split. The first part goes on with the open items."), "success")
    return redirect(url_for("admin.unit_changes", code=made[0].code))
