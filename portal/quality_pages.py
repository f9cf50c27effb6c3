"""The quality board as its two pages show it: the bureau's over all units, and a unit's over its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from flask import Response, render_template, request
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.auth.units import Unit
from content.documents import sheets
from content.documents.sheets import Table
from content.errors import Category, Refusal
from content.kinds import reader
from content.quality import figures, lines
from content.quality.figures import Figures
from content.quality.lines import Asked, Line
from content.quotas import spans
from portal import batch_words, drawing, filters, labels, leaving_words, record_words
from portal.database import db
from portal.drawing import Bars
from portal.quality_words import FIGURES

PER_PAGE = 30
#: Rows of one figure that one file holds.
MOST_IN_FILE = 10_000
MONTHS_OF_TREND = 6
Address = Callable[..., str]


def kind_names(kinds: Iterable[str]) -> str:
    return "、".join(reader.kind(code).label(labels.locale()) for code in kinds)


def percent(share: float | None) -> str:
    return pgettext("quality", "none") if share is None else f"{share:.2f}%"


def head() -> list[Any]:
    numbers = (
        FIGURES["handed_in"],
        pgettext("quality", "Compliant"),
        pgettext("quality", "Records"),
        FIGURES["late"],
        pgettext("quality", "Share late"),
        FIGURES["missing"],
        FIGURES["returned"],
        FIGURES["corrected"],
        FIGURES["left"],
    )
    return [*({"label": label, "is_number": True} for label in numbers), pgettext("quality", "Nothing to report")]


def cells(found: Figures, address: Callable[[str], str]) -> list[dict[str, Any]]:
    """Every number with the way to its rows; noughts lead nowhere."""

    def cell(name: str, said: Any = None, *, of: str = "") -> dict[str, Any]:
        count = getattr(found, of or name)
        return {"text": count if said is None else said, "url": address(of or name) if count else None}

    return [
        cell("handed_in"),
        cell("compliance", percent(found.compliance), of="faulty"),
        cell("decided"),
        cell("late"),
        {"text": percent(found.lateness), "url": None},
        cell("missing"),
        cell("returned"),
        cell("corrected"),
        cell("left"),
    ]


def plain(found: Figures) -> list[Any]:
    """The same row for a sheet."""
    said = [one["text"] for one in cells(found, lambda _name: "")]
    return [*said, zero_words(found)]


def zero_words(found: Figures) -> str:
    said = [_("%(kinds)s: nothing this month", kinds=kind_names(found.zero))] if found.zero else []
    said += [_("%(kinds)s: no word yet", kinds=kind_names(found.silent))] if found.silent else []
    return "；".join(said)


def chart(months: list[tuple[date, int, int]]) -> Bars:
    return drawing.bars([(f"{month:%Y-%m}", late) for month, _decided, late in months])


def trend(unit_ids: Iterable[int] | None = None) -> list[tuple[date, int, int]]:
    months = lines.months_before(clock.today(), MONTHS_OF_TREND)
    return figures.trend(db.session(), months, unit_ids)


def before() -> int | None:
    typed = request.args.get("before", "")
    return int(typed) if typed.isdecimal() and len(typed) < 18 else None


def known(figure: str) -> str:
    if figure not in FIGURES:
        raise Refusal("no_such_page", Category.MISSING)
    return figure


def rows_page(figure: str, unit: Unit, span: tuple[date, date], address: Address, **about: Any) -> str:
    """The rows behind one figure of one unit and month."""
    asked = Asked(*span, unit.id, before(), PER_PAGE)
    found, older = lines.page(db.session(), known(figure), asked)
    here = {"figure": figure, "unit": unit.code, "month": f"{span[0]:%Y-%m}"}
    return render_template(
        "oversight/quality_rows.html",
        page_title=_("%(figure)s, %(unit)s", figure=FIGURES[figure], unit=unit.short_name(labels.locale())),
        month=f"{span[0]:%Y-%m}",
        head=rows_head(figure),
        rows=[(line, words_of(figure, line)) for line in found],
        older_url=address(**here, before=older) if older else None,
        newest_url=address(**here) if asked.before else None,
        **about,
    )


def rows_head(figure: str) -> list[str]:
    if figure in ("decided", "late"):
        return [_("Record"), _("Decided on"), pgettext("quality", "Due"), _("Published on")]
    if figure == "missing":
        return [_("Document number"), pgettext("field", "Kind of records"), _("Decided on")]
    if figure == "handed_in":
        return [pgettext("field", "Sheet"), _("Handed in on"), FIGURES["handed_in"], FIGURES["faulty"]]
    if figure == "faulty":
        return [pgettext("field", "Sheet"), _("Handed in on"), _("Row"), _("What is wrong, and the cure")]
    return [_("Record"), pgettext("field", "Day"), pgettext("field", "Reason")]


def words_of(figure: str, line: Line) -> list[str]:
    """What stands beside the title of a row."""
    day, facts = filters.format_day(line.on), line.facts
    if figure in ("decided", "late"):
        out = facts["published_on"]
        return [day, filters.format_day(facts["due_on"]), filters.format_day(out) if out else _("not yet")]
    if figure == "missing":
        return [kind_names([facts["kind"]]), day]
    if figure == "handed_in":
        return [day, str(facts["rows"]), str(facts["faulty"])]
    if figure == "faulty":
        said = [fault_words(facts["kind"], fault) for fault in facts["faults"]]
        return [day, str(facts["row"]), "；".join(said)]
    return [day, reason(figure, facts)]


def fault_words(kind: str, fault: Any) -> str:
    name = record_words.field_name(kind, fault.field)
    problem = batch_words.cure(fault)
    return _("%(field)s: %(problem)s", field=name, problem=problem) if name else problem


def reason(figure: str, facts: dict[str, Any]) -> str:
    if figure == "corrected":
        return facts["change_note"] or pgettext("quality", "a later edition took its place")
    code, more = (facts["code"], facts["note"]) if figure == "returned" else (facts["cause"], facts["reason"])
    named = labels.REASONS[code] if figure == "returned" else leaving_words.CAUSES[code]
    return f"{named}：{more}" if more else str(named)


def rows_table(figure: str, unit: Unit, span: tuple[date, date]) -> Table:
    """The same rows as a sheet, up to what one file holds."""
    found, _older = lines.page(db.session(), known(figure), Asked(*span, unit.id, None, MOST_IN_FILE))
    rows = [[line.title, *words_of(figure, line)] for line in found]
    remark = _("%(unit)s, %(month)s", unit=unit.name(labels.locale()), month=f"{span[0]:%Y-%m}")
    return Table(str(FIGURES[figure]), [str(label) for label in rows_head(figure)], rows, remark)


def as_xlsx(tables: list[Table], name: str) -> Response:
    response = Response(
        sheets.workbook(tables, made_at=clock.now()),
        mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    response.headers["Cache-Control"] = "no-store"
    return response


def last_of(span: tuple[date, date]) -> date:
    return spans.last_of(span[1])
