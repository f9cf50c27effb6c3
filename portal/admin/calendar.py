"""The working calendar: years and their state, a year's table, single days, and a notice's text taken in."""

from __future__ import annotations

import calendar as months_of_weeks
from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date, ngettext, pgettext
from flask_babel import gettext as _

from content import clock
from content.auth.permissions import Permission
from content.errors import Category, Issue, Refusal
from content.items import cleaning
from content.reminders import calendar as telling
from content.working_calendar import checks, import_year, recomputing, years
from content.working_calendar.import_year import Reading
from content.working_calendar.models import CalendarYear
from content.working_calendar.recomputing import Moved
from content.working_calendar.workdays import Entry, Kind, is_weekend
from portal import actors, labels, words
from portal.admin.blueprint import admin
from portal.database import db
from portal.errors import STATUS
from portal.security import requires

MOST_SHOWN = 50


@admin.get("/calendar")
@requires(Permission.ADMINISTER)
def calendar() -> str:
    known = years.all_years(db.session())
    names = actors.named(row.entered_by for row in known)
    return render_template(
        "admin/calendar.html",
        page_title=pgettext("menu", "Working calendar"),
        rows=[year_line(row, names) for row in known],
        missing=years.warns_from(clock.today(), years.table(db.session(), since=clock.today())),
        next_year=max([row.year for row in known] or [clock.today().year]) + 1,
    )


def year_line(row: CalendarYear, names: dict[str, str]) -> dict[str, Any]:
    days = years.of_year(db.session(), row.year)
    return {
        "row": row,
        "off": sum(day.kind == Kind.OFF for day in days),
        "working": sum(day.kind == Kind.WORKING for day in days),
        "by": names[row.entered_by],
    }


@admin.get("/calendar/<int:year>")
@requires(Permission.ADMINISTER)
def calendar_year(year: int) -> ResponseReturnValue:
    return year_page(year)


def year_page(year: int, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    refuse_odd_year(year)
    row = db.session.get(CalendarYear, year)
    entries = years.of_year(db.session(), year)
    table = years.table(db.session())
    page = render_template(
        "admin/calendar_year.html",
        page_title=_("Working calendar %(year)s", year=year),
        year=year,
        row=row,
        months=[month_of(year, month, table.days) for month in range(1, 13)],
        weekdays=labels.SHORT_WEEKDAYS,
        entries=[(entry, labels.DAY_KINDS[entry.kind]) for entry in entries],
        kinds=[(kind.value, str(labels.DAY_KINDS[kind])) for kind in Kind] + [("", _("as any other week"))],
        typed=request.form,
        errors=errors or {},
    )
    return page, status


def refuse_odd_year(year: int) -> None:
    if not 1950 <= year <= 2199:
        raise Refusal("no_such_year", Category.MISSING)


def month_of(year: int, month: int, days: Any) -> dict[str, Any]:
    """A month as weeks from Monday; each day with what the notice says of it, empty for the usual week."""
    weeks = months_of_weeks.Calendar().monthdatescalendar(year, month)
    return {
        "name": format_date(date(year, month, 1), "LLLL"),
        "weeks": [[cell(day, days.get(day)) if day.month == month else None for day in week] for week in weeks],
    }


def cell(day: date, entry: Entry | None) -> dict[str, Any]:
    kind = entry.kind.value if entry else ("weekend" if is_weekend(day) else "")
    return {
        "day": day,
        "kind": kind,
        "mark": labels.SHORT_DAY_KINDS[kind] if entry else "",
        "name": entry.name if entry else "",
    }


@admin.post("/calendar/<int:year>/days")
@requires(Permission.ADMINISTER)
def set_day(year: int) -> ResponseReturnValue:
    """One day taken out of the usual week, or put back into it."""
    refuse_odd_year(year)
    try:
        entries = with_day(year, request.form)
        moved = enter(year, entries, source=source_of(year), is_confirmed=is_confirmed(year))
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return year_page(year, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(told(moved), "success")
    return redirect(url_for("admin.calendar_year", year=year))


def with_day(year: int, form: Any) -> list[Entry]:
    day, odd = cleaning.day("day", form.get("day", ""))
    if day is None:
        raise Refusal("to_mend", issues=(*odd,) or (Issue("day", "required"),))
    if not checks.belongs(day, year):
        raise Refusal("to_mend", issues=(Issue("day", "day_outside_the_year", {"day": day, "year": year}),))
    others = [entry for entry in years.of_year(db.session(), year) if entry.day != day]
    kind = form.get("kind", "")
    if kind not in {one.value for one in Kind}:
        return others
    name, source = cleaning.line(form.get("name", "")), cleaning.line(form.get("source", ""))
    return [*others, Entry(day, Kind(kind), name[:40], source[:120])]


def source_of(year: int) -> str:
    row = db.session.get(CalendarYear, year)
    return row.source if row else ""


def is_confirmed(year: int) -> bool:
    """A year that begins with a single day is not confirmed by it: the rest of its notice is not in yet."""
    row = db.session.get(CalendarYear, year)
    return row.is_confirmed if row else False


def enter(year: int, entries: Iterable[Entry], *, source: str, is_confirmed: bool) -> tuple[Moved, ...]:
    """Set the year, recount what runs, and tell the units whose due days changed."""
    moved = recomputing.set_year(db.session(), year, entries, source=source, by=g.person, is_confirmed=is_confirmed)
    telling.moved(db.session(), year, moved)
    return moved


def told(moved: tuple[Moved, ...]) -> str:
    changed = sum(one.has_new_day for one in moved)
    if not changed:
        return _("Stored. No running deadline changed its day.")
    return ngettext(
        "Stored. %(num)d running deadline has a new day; its unit was told.",
        "Stored. %(num)d running deadlines have new days; their units were told.",
        changed,
    )


@admin.post("/calendar/read")
@requires(Permission.ADMINISTER)
def read_notice() -> ResponseReturnValue:
    """Show what a pasted notice says and which deadlines it would move. Nothing is stored."""
    return reading_page(request.form.get("text", ""))


def reading_page(text: str) -> ResponseReturnValue:
    reading = import_year.read(text)
    if reading.year is None or not reading.entries:
        issues = reading.issues or (Issue("text", "nothing_read"),)
        errors = words.by_field([Issue("text", found.code, found.facts) for found in issues])
        return notice_page(text, errors, STATUS[Category.INVALID])
    refuse_odd_year(reading.year)
    page = render_template(
        "admin/calendar_reading.html",
        page_title=_("Days off of %(year)s: look before you enter them", year=reading.year),
        reading=reading,
        source=reading.source,
        known=db.session.get(CalendarYear, reading.year),
        entries=[(entry, labels.DAY_KINDS[entry.kind]) for entry in reading.entries],
        problems=[words.issue(found) for found in reading.issues],
        moved=[moved_words(one) for one in would_move(reading)][:MOST_SHOWN],
        text=text,
    )
    return page, 200


def would_move(reading: Reading) -> tuple[Moved, ...]:
    """What entering it would move: entered for real, counted, and taken back."""
    assert reading.year is not None  # noqa: S101 - asked before
    if checks.issues(reading.year, reading.entries):
        return ()
    trial = db.session.begin_nested()
    try:
        return recomputing.set_year(
            db.session(), reading.year, reading.entries, source=reading.source, by=g.person, is_confirmed=True
        )
    finally:
        trial.rollback()


def moved_words(one: Moved) -> dict[str, Any]:
    return {
        "thing": actors.thing(one.about, {}),
        "rule": labels.CLOCKS.get(one.rule_code, one.rule_code),
        "old": one.old,
        "new": one.new,
        "was_provisional": one.was_provisional,
        "is_provisional": one.is_provisional,
    }


@admin.get("/calendar/paste")
@requires(Permission.ADMINISTER)
def paste_notice() -> ResponseReturnValue:
    return notice_page("")


def notice_page(text: str, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "admin/calendar_paste.html",
        page_title=_("Paste a holiday notice"),
        text=text,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


@admin.post("/calendar/enter")
@requires(Permission.ADMINISTER)
def enter_notice() -> ResponseReturnValue:
    """Enter the pasted text that was looked at. Read again here, so that what is entered is what the text says."""
    text = request.form.get("text", "")
    reading = import_year.read(text)
    if reading.year is None or not reading.entries or checks.issues(reading.year, reading.entries):
        return reading_page(text)
    source = cleaning.line(request.form.get("source", ""))[:120] or reading.source
    moved = enter(reading.year, reading.entries, source=source, is_confirmed=request.form.get("is_confirmed") == "1")
    flash(told(moved), "success")
    return redirect(url_for("admin.calendar_year", year=reading.year))
