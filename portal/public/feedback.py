"""我要纠错: anyone, about any page, without an account; and the page that shows what became of it."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Any

from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.display import finding
from content.errors import Refusal
from content.feedback import finding as reports
from content.feedback import receiving
from content.feedback.models import Report
from portal import filters, labels, objection_words, words
from portal.database import db
from portal.errors import STATUS
from portal.public import tokens
from portal.public.blueprint import public
from portal.security import local_address

FORM = "feedback"
#: Nobody reads the form and says what is wrong in less.
SHORTEST_SECONDS = 3
#: A field people never see; whoever fills it in is a machine.
TRAP = "website"
ITEM = re.compile(r"(?:/en|/zh-hant)?/items/(\d{1,9})(?:/|\?|$)")


@public.get("/feedback")
def feedback() -> Response:
    return make_response(form_page({"page": local_address(request.args.get("page"), url_for("public.home"))}))


def form_page(typed: dict[str, Any], errors: dict[str, list[str]] | None = None) -> Response:
    page = render_template(
        "public/feedback.html",
        page_title=_("Report an error on a page"),
        typed=typed,
        errors=errors or {},
        problems=words.problems(errors or {}),
        token=tokens.make(FORM),
        longest=receiving.LONGEST_WRONG,
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


@public.post("/feedback")
def send_feedback() -> ResponseReturnValue:
    """Take the report in and lead to its receipt; what is missing is asked for again with everything kept."""
    typed = {name: request.form.get(name, "") for name in ("page", "mistake", "contact")}
    if request.form.get(TRAP):
        return redirect(url_for("public.home"), 303)
    try:
        tokens.refuse_unfit(request.form.get(tokens.FIELD, ""), FORM, shortest_seconds=SHORTEST_SECONDS)
        report = receiving.receive(
            db.session(),
            page=typed["page"],
            wrong=typed["mistake"],
            contact=typed["contact"],
            sender_mark=sender_mark(),
            item_id=item_of(typed["page"]),
        )
    except Refusal as refusal:
        return asked_again(typed, refusal)
    return redirect(url_for("public.feedback_status", receipt=report.receipt), 303)


def asked_again(typed: dict[str, Any], refusal: Refusal) -> Response:
    errors = words.by_field(refusal.issues) if refusal.issues else {"mistake": [words.refusal(refusal)]}
    response = form_page(typed, errors)
    response.status_code = STATUS[refusal.category]
    return response


def sender_mark() -> str:
    """A keyed digest of the sender's address, for the throttle alone; the address itself is stored nowhere."""
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, f"feedback {request.remote_addr}".encode(), hashlib.sha256).hexdigest()


def item_of(page: str) -> int | None:
    """The item a page of ours shows, if it is public."""
    path = page.removeprefix(request.script_root)
    found = ITEM.match(path)
    if not found:
        return None
    try:
        return finding.item(db.session(), int(found[1])).item_id
    except Refusal:
        return None


@public.get("/feedback/status")
def feedback_status() -> Response:
    """What became of a report. Its words stay between sender and unit; here stand its times and the answer."""
    receipt = request.args.get("receipt", "").strip()[:40]
    report = reports.by_receipt(db.session(), receipt) if receipt else None
    page = render_template(
        "public/feedback_status.html",
        page_title=_("What became of a report"),
        receipt=receipt,
        report=report,
        facts=facts_of(report) if report else [],
    )
    response = make_response(page, 200 if report or not receipt else 404)
    response.headers["Cache-Control"] = "no-store"
    return response


def facts_of(report: Report) -> list[dict[str, str]]:
    clock = receiving.clock_of(db.session(), report)
    facts = [
        (_("Receipt number"), report.receipt),
        (_("Received at"), filters.format_minute(report.received_at)),
        (_("Answered by"), report.unit.name(labels.locale())),
        (_("Stands at"), str(labels.REPORT_STAGES[report.stage])),
    ]
    if clock and clock.due_on and not report.approved_at:
        facts.append((_("Answer"), _("Due %(date)s", date=filters.format_long_day(clock.due_on))))
    if report.approved_at and report.outcome:
        facts.append((pgettext("field", "Ruling"), str(objection_words.OUTCOMES[report.outcome])))
    if report.approved_at:
        facts.append((_("Answered at"), filters.format_minute(report.approved_at)))
    return [{"label": label, "value": value} for label, value in facts]
