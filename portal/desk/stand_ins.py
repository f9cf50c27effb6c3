"""代审人: who reviews for whom, from which day to which; named by the responsible person of the unit."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from content import clock
from content.auth import people, standing_in
from content.auth.people import Membership, Person
from content.auth.permissions import Permission, may, require, units_where
from content.auth.units import Unit
from content.errors import Category, Issue, Refusal
from content.items import cleaning
from portal import labels, words
from portal.collation import by_name
from portal.database import db
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires


@desk.get("/stand-ins")
@requires(Permission.PUBLISH)
def stand_ins() -> ResponseReturnValue:
    return stand_ins_page()


def stand_ins_page(errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    units = units_where(g.person, Permission.PUBLISH)
    colleagues = of_units(units)
    page = render_template(
        "desk/stand_ins.html",
        page_title=_("Deputy reviewers"),
        rows=standing_in.of_units(db.session(), units),
        today=clock.today(),
        unit_choices=[(unit.code, unit.name(labels.locale())) for unit in own_units(units)],
        people=[(person.id, person.display_name) for person in colleagues],
        reviewers=[
            (person.id, person.display_name) for person in colleagues if units & units_where(person, Permission.REVIEW)
        ],
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


def own_units(unit_ids: frozenset[int]) -> list[Unit]:
    return list(db.session.scalars(select(Unit).where(Unit.id.in_(unit_ids)).order_by(Unit.position)))


def of_units(unit_ids: frozenset[int]) -> list[Person]:
    """The people in service of these units, by name."""
    ids = select(Membership.person_id).where(Membership.unit_id.in_(unit_ids))
    query = select(Person).where(Person.id.in_(ids), Person.is_active)
    return sorted(db.session.scalars(query), key=lambda person: by_name(person.display_name))


@desk.post("/stand-ins")
@requires(Permission.PUBLISH)
def name_stand_in() -> ResponseReturnValue:
    try:
        standing_in.name(db.session(), **named(request.form), by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return stand_ins_page(words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Named. The right to review begins and ends with the dates."), "success")
    return redirect(url_for("desk.stand_ins"))


def named(form: Any) -> dict[str, Any]:
    """The form's words as the verb takes them, every fault at once."""
    units = {unit.code: unit for unit in own_units(units_where(g.person, Permission.PUBLISH))}
    unit = units.get(form.get("unit", "")) or next(iter(units.values()), None)
    require(g.person, Permission.PUBLISH, unit=unit)
    first, odd_first = cleaning.day("first_day", form.get("first_day", ""))
    last, odd_last = cleaning.day("last_day", form.get("last_day", ""))
    missing = [
        Issue(name, "required")
        for name, value, odd in (("first_day", first, odd_first), ("last_day", last, odd_last))
        if value is None and not odd
    ]
    who = {name: chosen(form.get(name, "")) for name in ("person", "absent")}
    missing += [Issue(name, "required") for name, person in who.items() if person is None]
    if odd_first or odd_last or missing:
        raise Refusal("to_mend", Category.INVALID, (*odd_first, *odd_last, *missing))
    return {"unit": unit, "first_day": first, "last_day": last, **who}


def chosen(typed: str) -> Person | None:
    return people.by_id(db.session(), int(typed)) if typed.isdecimal() and len(typed) < 10 else None


@desk.post("/stand-ins/<int:stand_in_id>/end")
@requires(Permission.PUBLISH)
def end_stand_in(stand_in_id: int) -> ResponseReturnValue:
    row = standing_in.by_id(db.session(), stand_in_id)
    if not may(g.person, Permission.PUBLISH, unit=row.unit):
        raise Refusal("no_such_stand_in", Category.MISSING)
    standing_in.end(db.session(), row, by=g.person)
    flash(_("Ended."), "success")
    return redirect(url_for("desk.stand_ins"))
