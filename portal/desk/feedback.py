"""Reports of citizens at the unit's desk: read, answered by one, approved by another."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth.permissions import Permission, may
from content.errors import Refusal
from content.feedback import answering, finding, receiving
from content.feedback.models import Kind, Report, Stage
from portal import filters, labels, objection_words, words
from portal.database import db
from portal.desk import objections
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires


@desk.get("/feedback")
@requires(Permission.SEE)
def feedback() -> str:
    listed = finding.of_units(db.session(), g.person)
    return render_template(
        "desk/feedback.html",
        page_title=pgettext("menu", "Reports by citizens"),
        rows=[row(report) for report in listed],
    )


def row(report: Report) -> dict[str, object]:
    clock = receiving.clock_of(db.session(), report)
    waits = report.stage != Stage.ANSWERED.value
    due = _("Due %(date)s", date=filters.format_long_day(clock.due_on)) if waits and clock and clock.due_on else ""
    return {
        "title": _("%(receipt)s: %(wrong)s", receipt=report.receipt, wrong=report.wrong[:40]),
        "url": url_for("desk.report", report_id=report.id),
        "status": {"label": labels.REPORT_STAGES[report.stage], "tone": labels.REPORT_TONES[report.stage]},
        "due": due,
        "note": _("%(kind)s · %(page)s", kind=objection_words.KINDS[report.kind], page=report.page),
    }


@desk.get("/feedback/<int:report_id>")
@requires(Permission.SEE)
def report(report_id: int) -> ResponseReturnValue:
    return report_page(finding.for_answering(db.session(), report_id, by=g.person))


def report_page(
    found: Report, errors: dict[str, list[str]] | None = None, status: int = 200, typed: str | None = None
) -> ResponseReturnValue:
    clock = receiving.clock_of(db.session(), found)
    is_own = found.answered_by_id == g.person.id
    is_open = found.stage != Stage.ANSWERED.value
    page = render_template(
        "desk/report.html",
        page_title=_("Report %(receipt)s", receipt=found.receipt),
        report=found,
        stage=labels.REPORT_STAGES[found.stage],
        due=clock.due_on if clock else None,
        answer=found.answer if typed is None else typed,
        outcome=request.form.get("ruling", found.outcome),
        outcomes=list(objection_words.OUTCOMES.items()) if found.kind != Kind.ERROR.value else [],
        outcome_labels=objection_words.OUTCOMES,
        kind=objection_words.KINDS[found.kind],
        said=objection_words.SAID[found.kind],
        about=objections.facts(found) if found.kind != Kind.ERROR.value else [],
        proofs=objections.proof_links(found),
        item=objections.item_line(found),
        can_propose=is_open and found.kind == Kind.REPAIRED.value and not objections.is_followed(found),
        errors=errors or {},
        problems=words.problems(errors or {}),
        can_answer=is_open and may(g.person, Permission.WRITE, unit=found.unit_id),
        can_decide=found.stage == Stage.DRAFTED.value and may(g.person, Permission.REVIEW, unit=found.unit_id),
        is_own=is_own,
        longest=answering.LONGEST_ANSWER,
    )
    return page, status


@desk.post("/feedback/<int:report_id>/answer")
@requires(Permission.WRITE)
def answer_report(report_id: int) -> ResponseReturnValue:
    found = finding.for_answering(db.session(), report_id, by=g.person)
    typed = request.form.get("answer", "")
    try:
        answering.draft(db.session(), found, typed, by=g.person, outcome=request.form.get("ruling", ""))
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return report_page(found, words.by_field(refusal.issues), STATUS[refusal.category], typed)
    flash(_("Kept. Another person of your unit now says yes to it."), "success")
    return redirect(url_for("desk.report", report_id=report_id))


@desk.post("/feedback/<int:report_id>/decide")
@requires(Permission.REVIEW)
def decide_report(report_id: int) -> ResponseReturnValue:
    found = finding.for_answering(db.session(), report_id, by=g.person)
    if request.form.get("action") == "approve":
        answering.approve(db.session(), found, by=g.person)
        flash(_("Answered. The sender can read it by the receipt number."), "success")
        return redirect(url_for("desk.feedback"))
    try:
        answering.give_back(db.session(), found, request.form.get("note", ""), by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return report_page(found, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Returned with your note."), "success")
    return redirect(url_for("desk.feedback"))
