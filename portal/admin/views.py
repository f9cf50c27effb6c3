"""Administration: people and their roles, units, the audit trail, the health of the site."""

from __future__ import annotations

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext
from sqlalchemy import select

from content import clock
from content.audit import anchors, verification
from content.audit.trail import AuditEntry
from content.auth import erasure, sign_in
from content.auth import people as persons
from content.auth import units as unit_tree
from content.auth.permissions import Permission
from content.auth.roles import Role
from content.auth.units import Unit
from content.display import searching
from content.errors import Category, Refusal
from content.items import working_copies
from content.jobs import runs
from content.outbox import change_log
from content.surfaces import receipts
from content.working_calendar import years
from portal import actors, labels, words
from portal.admin import overdue
from portal.admin.blueprint import admin
from portal.cli.audit import HEADS
from portal.database import db
from portal.errors import STATUS
from portal.event_words import EVENTS
from portal.locales import LOCALES
from portal.security import requires

ENTRIES = 100
TAGS = tuple(locale.tag for locale in LOCALES)


@admin.get("/")
@requires(Permission.ADMINISTER)
def first() -> ResponseReturnValue:
    return redirect(url_for("admin.people"))


@admin.get("/people")
@requires(Permission.ADMINISTER)
def people() -> str:
    return people_page()


def people_page(errors: dict[str, list[str]] | None = None) -> str:
    return render_template(
        "admin/people.html",
        page_title=pgettext("menu", "People"),
        people=persons.everyone(db.session()),
        roles=labels.ROLES,
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )


@admin.post("/people")
@requires(Permission.ADMINISTER)
def add_person() -> ResponseReturnValue:
    form = request.form
    try:
        person = persons.add(
            db.session(),
            form.get("username", "").strip().lower(),
            form.get("display_name", ""),
            form.get("password", ""),
            office=form.get("office", ""),
            by_key=g.person.key,
        )
    except Refusal as refusal:
        return people_page(words.by_field(refusal.issues)), STATUS[refusal.category]
    flash(_("Added. Now give the person a role in a unit."), "success")
    return redirect(url_for("admin.person", person_id=person.id))


@admin.get("/people/<int:person_id>")
@requires(Permission.ADMINISTER)
def person(person_id: int) -> str:
    return person_page(persons.by_id(db.session(), person_id))


def person_page(shown: persons.Person, errors: dict[str, list[str]] | None = None) -> str:
    return render_template(
        "admin/person.html",
        page_title=shown.display_name,
        shown=shown,
        typed=request.form,
        unit_choices=[(u.code, u.name(labels.locale())) for u in unit_tree.everyone(db.session())],
        role_names=labels.ROLES,
        roles=[(role.value, str(labels.ROLES[role.value])) for role in Role],
        errors=errors or {},
        problems=words.problems(errors or {}),
    )


@admin.post("/people/<int:person_id>")
@requires(Permission.ADMINISTER)
def change_person(person_id: int) -> ResponseReturnValue:
    shown = persons.by_id(db.session(), person_id)
    form = request.form
    try:
        persons.change(
            db.session(),
            shown,
            display_name=form.get("display_name", ""),
            office=form.get("office", ""),
            is_active=form.get("is_active") == "1",
            email=form.get("email"),
            by_key=g.person.key,
        )
        if form.get("password"):
            persons.set_password(db.session(), shown, form["password"], by_key=g.person.key)
            sign_in.end_all(db.session(), shown)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        db.session.rollback()
        page = person_page(persons.by_id(db.session(), person_id), words.by_field(refusal.issues))
        return page, STATUS[refusal.category]
    flash(_("Saved."), "success")
    return redirect(url_for("admin.person", person_id=person_id))


@admin.post("/people/<int:person_id>/roles")
@requires(Permission.ADMINISTER)
def grant(person_id: int) -> ResponseReturnValue:
    shown = persons.by_id(db.session(), person_id)
    unit = unit_tree.by_code(db.session(), request.form.get("unit", ""))
    persons.grant(db.session(), shown, unit, role_named(request.form.get("role", "")), by_key=g.person.key)
    flash(_("Role granted."), "success")
    return redirect(url_for("admin.person", person_id=person_id))


def role_named(name: str) -> Role:
    if name not in {role.value for role in Role}:
        raise Refusal("no_such_role", Category.MISSING)
    return Role(name)


@admin.post("/people/<int:person_id>/roles/<int:membership_id>/revoke")
@requires(Permission.ADMINISTER)
def revoke(person_id: int, membership_id: int) -> ResponseReturnValue:
    shown = persons.by_id(db.session(), person_id)
    persons.revoke(db.session(), shown, membership_id, by_key=g.person.key)
    flash(_("Role taken away."), "success")
    return redirect(url_for("admin.person", person_id=person_id))


@admin.post("/people/<int:person_id>/erase")
@requires(Permission.ADMINISTER)
def erase(person_id: int) -> ResponseReturnValue:
    """Replace a person's name and account by a stable pseudonym. Only with the account's name typed once more."""
    shown = persons.by_id(db.session(), person_id)
    if request.form.get("confirm", "") != shown.username:
        return person_page(shown, {"confirm": [_("Type the account's name to confirm.")]}), 422
    erasure.erase(db.session(), shown, by_key=g.person.key)
    working_copies.forget_all_of(db.session(), shown)
    flash(_("Erased. A pseudonym stands in the history."), "success")
    return redirect(url_for("admin.people"))


@admin.get("/units")
@requires(Permission.ADMINISTER)
def units() -> str:
    return render_template(
        "admin/units.html", page_title=pgettext("menu", "Units"), units=unit_tree.everyone(db.session())
    )


@admin.get("/units/<code>")
@requires(Permission.ADMINISTER)
def unit(code: str) -> str:
    return unit_page(unit_tree.by_code(db.session(), code))


def unit_page(shown: Unit, errors: dict[str, list[str]] | None = None) -> str:
    return render_template(
        "admin/unit.html",
        page_title=shown.name(labels.locale()),
        unit=shown,
        errors=errors or {},
        problems=words.problems(errors or {}),
        locales=[(locale.tag, locale.own_name) for locale in LOCALES],
    )


@admin.post("/units/<code>")
@requires(Permission.ADMINISTER)
def change_unit(code: str) -> ResponseReturnValue:
    shown = unit_tree.by_code(db.session(), code)
    form = request.form
    changes = {
        "names": {tag: form.get(f"name-{tag}", "").strip() for tag in TAGS},
        "short_names": {tag: form.get(f"short-{tag}", "").strip() for tag in TAGS},
        "telephone": form.get("telephone", "").strip(),
        "address": form.get("address", "").strip(),
        "hours": form.get("hours", "").strip(),
        "publisher_may_approve": form.get("publisher_may_approve") == "1",
    }
    try:
        unit_tree.change(db.session(), shown, changes, by_key=g.person.key)
    except Refusal as refusal:
        return unit_page(shown, words.by_field(refusal.issues)), STATUS[refusal.category]
    flash(_("Saved."), "success")
    return redirect(url_for("admin.units"))


@admin.get("/audit")
@requires(Permission.ADMINISTER)
def audit() -> str:
    """The newest entries, and older ones by number."""
    before = request.args.get("before", "")
    query = select(AuditEntry).order_by(AuditEntry.number.desc()).limit(ENTRIES + 1)
    if before.isdecimal() and len(before) < 18:
        query = query.where(AuditEntry.number < int(before))
    entries = db.session.scalars(query).all()
    older = entries[ENTRIES - 1].number if len(entries) > ENTRIES else None
    shown = entries[:ENTRIES]
    names = actors.named({key for entry in shown for key in (entry.actor, entry.about) if ":" in key} | {"system"})
    return render_template(
        "admin/audit.html",
        page_title=pgettext("menu", "Audit trail"),
        entries=shown,
        names=names,
        things={entry.about: actors.thing(entry.about, names) for entry in shown},
        events=EVENTS,
        newest_url=url_for("admin.audit") if before else None,
        older_url=url_for("admin.audit", before=older) if older else None,
    )


@admin.get("/health")
@requires(Permission.ADMINISTER)
def health() -> str:
    index = current_app.extensions["search"]
    head = change_log.head(db.session())
    return render_template(
        "admin/health.html",
        page_title=pgettext("menu", "Health"),
        jobs=labels.JOBS,
        surfaces=labels.SURFACES,
        runs=runs.everything(db.session()),
        overdue=overdue.listed(),
        calendar_missing=years.warns_from(clock.today(), years.table(db.session(), since=clock.today())),
        receipts=receipts.everything(db.session()),
        head=head,
        index=searching.standing(db.session(), index),
    )


@admin.post("/health/verify")
@requires(Permission.ADMINISTER)
def verify() -> ResponseReturnValue:
    """Walk the whole audit chain now."""
    notes = current_app.extensions["settings"].folder / HEADS
    faults = verification.verify(db.session()) + anchors.faults(db.session(), notes)
    if faults:
        listed = ", ".join(f"{fault.number} ({fault.code})" for fault in faults[:10])
        flash(_("The audit chain is broken at entry %(numbers)s.", numbers=listed), "error")
    else:
        flash(_("The audit chain is whole."), "success")
    return redirect(url_for("admin.health"))
