"""A company's page: everything public about it now; and the page of one record."""

from __future__ import annotations

from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext
from werkzeug.wrappers import Response

from content.auth.units import Unit
from content.display import subject_page
from content.display.models import PublicItem
from content.display.subject_page import Line, Place, Section, SubjectPage
from content.errors import Refusal
from content.feedback import objecting
from content.kinds import reader
from portal import filters, objection_words, record_display
from portal.database import db
from portal.public import rows
from portal.public.blueprint import public
from portal.public.remembering import updated_at

MOVED = 308


def moved(refusal: Refusal, endpoint: str, **where: Any) -> Response:
    """A merged company's address leads to the company that took it over. Raises what was no such thing."""
    if refusal.code != "subject_moved":
        raise refusal
    return redirect(url_for(endpoint, code=refusal.facts["to"], **where), MOVED)


@public.get("/subjects/<code>")
def subject(code: str) -> str | Response:
    try:
        page = subject_page.page(db.session(), code)
    except Refusal as refusal:
        return moved(refusal, "public.subject")
    units = subject_page.answering(db.session(), page.timeline)
    lines = {item.item_id: line(item, units[item.unit_id]) for item in page.timeline}
    return render_template(
        "public/subject.html",
        page_title=page.subject.name,
        page=page,
        says=first_line(page),
        sections=[section(page, one, lines) for one in page.sections],
        parts=[
            {"label": record_display.kind_label(one.kind), "url": f"#{one.kind}", "count": one.count}
            for one in page.sections
        ],
        timeline=[happening(told) for told in lines.values()],
        former=subject_page.former_names(db.session(), page.subject),
        endings=objection_words.NAME_ENDINGS,
        units=[rows.office(unit) for unit in sorted(units.values(), key=lambda unit: unit.position)],
        outside=current_app.extensions["settings"],
        updated_at=updated_at(),
    )


def first_line(page: SubjectPage) -> str:
    """What stands on this page, in one plain sentence; no judgement and no score."""
    counted = [
        pgettext("subject", "%(n)s %(kind)s", n=section.count, kind=record_display.kind_label(section.kind))
        for section in page.sections
    ]
    return _("Public on this site now: %(what)s.", what=pgettext("list", ", ").join(counted))


def section(page: SubjectPage, shown: Section, lines: dict[int, dict[str, Any]]) -> dict[str, Any]:
    url = url_for("public.subject_records", code=page.subject.code, kind=shown.kind)
    return {
        "kind": shown.kind,
        "label": record_display.kind_label(shown.kind),
        "count": shown.count,
        "more": url if shown.has_more else "",
        "items": [lines[item.item_id] for item in shown.items],
    }


def line(item: Line | PublicItem, unit: Unit) -> dict[str, Any]:
    """One record in a company's list: what it is, how it stands, who decided."""
    day, body = filters.format_day(item.issued_on), item.fields.get("deciding_body")
    return {
        "title": item.fields.get("document_name") or item.summary or record_display.kind_label(item.kind),
        "url": url_for("public.item", item_id=item.item_id),
        "date": day,
        "datetime": day,
        "document_number": item.fields.get("document_number", ""),
        "unit": body or unit.short_name(),
        "status": record_display.state(item),
        "item": item,
    }


def happening(told: dict[str, Any]) -> dict[str, Any]:
    """The same record in the order of time."""
    item = told["item"]
    kind = record_display.kind_label(item.kind)
    return {
        "title": f"{kind}　{told['document_number'] or item.summary}",
        "url": told["url"],
        "time": told["date"],
        "datetime": told["datetime"],
        "who": item.fields.get("deciding_body", ""),
        "note": item.summary,
    }


@public.get("/subjects/<code>/<kind>")
def subject_records(code: str, kind: str) -> str | Response:
    """All records of one kind of a company."""
    try:
        page = subject_page.of_kind(db.session(), code, kind, after=Place.read(request.args.get("after")))
    except Refusal as refusal:
        return moved(refusal, "public.subject_records", kind=kind)
    units = subject_page.answering(db.session(), page.items)
    own: dict[str, Any] = {"code": page.subject.code, "kind": kind}
    return render_template(
        "public/subject_records.html",
        page_title=f"{page.subject.name}：{record_display.kind_label(kind)}",
        page=page,
        items=[line(item, units[item.unit_id]) for item in page.items],
        pages={
            "newest": url_for("public.subject_records", **own) if request.args.get("after") else None,
            "older": url_for("public.subject_records", **own, after=str(page.older)) if page.older else None,
        },
        updated_at=updated_at(),
    )


def record(shown: PublicItem) -> str:
    """The page of one record: how it stands in a plain line, then what was decided, then where to ask."""
    code = subject_page.code_of(db.session(), shown)
    column = reader.column(shown.column)
    return render_template(
        "public/record.html",
        page_title=shown.title,
        item=shown,
        kind=reader.kind(shown.kind),
        column=column,
        facts=record_display.facts(shown),
        display=record_display.display(shown),
        repair=record_display.repair(shown),
        subject_url=url_for("public.subject", code=code) if code else "",
        subject_name=shown.fields.get("subject_name", ""),
        is_disputed=objecting.is_disputed(db.session(), shown.item_id),
        office=rows.office(shown.unit),
        chain_of=rows.chain(shown),
        outside=current_app.extensions["settings"],
        updated_at=updated_at(),
    )
