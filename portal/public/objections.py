"""异议申诉 and 已修复，请同步: about one record, by its subject or an agent, with a proof and without an account."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from content.display import finding
from content.display.models import PublicItem
from content.errors import Category, Issue, Refusal
from content.feedback import objecting, proofs, receiving
from content.feedback.models import Kind, Report
from portal import filters, objection_words, words
from portal.database import begin, db, let_go
from portal.errors import STATUS
from portal.public import tokens
from portal.public.blueprint import public
from portal.public.feedback import SHORTEST_SECONDS, TRAP, sender_mark

FORM = "objection"
KINDS = {"objection": Kind.OBJECTION, "repaired": Kind.REPAIRED}
TYPED = ("role", "mistake", "contact", "document_number", "document_date")
ROOM_FOR_WORDS = 64 * 1024
ENDPOINTS = ("public.send_objection", "public.send_repaired")


@public.url_value_preprocessor
def make_room_for_proofs(endpoint: str | None, _values: dict[str, object] | None) -> None:
    if endpoint in ENDPOINTS:
        request.max_content_length = proofs.MOST * proofs.MOST_BYTES_EACH + ROOM_FOR_WORDS


@public.get("/items/<int:item_id>/objection")
def objection(item_id: int) -> Response:
    return form_page(record_of(item_id), Kind.OBJECTION, {})


@public.get("/items/<int:item_id>/repaired")
def repaired(item_id: int) -> Response:
    return form_page(record_of(item_id), Kind.REPAIRED, {})


@public.post("/items/<int:item_id>/objection")
def send_objection(item_id: int) -> ResponseReturnValue:
    return send(item_id, Kind.OBJECTION)


@public.post("/items/<int:item_id>/repaired")
def send_repaired(item_id: int) -> ResponseReturnValue:
    return send(item_id, Kind.REPAIRED)


def record_of(item_id: int) -> PublicItem:
    """A record that is public now; there is nothing to object to at an article."""
    shown = finding.item(db.session(), item_id)
    if not shown.is_record:
        raise Refusal("no_such_page", Category.MISSING)
    return shown


def record_or(item_id: int, refusal: Refusal) -> PublicItem:
    """The record to ask about again; where there is none, the refusal itself says enough."""
    try:
        return record_of(item_id)
    except Refusal:
        raise refusal from None


def form_page(
    shown: PublicItem, kind: Kind, typed: dict[str, Any], errors: dict[str, list[str]] | None = None
) -> Response:
    is_repair = kind is Kind.REPAIRED
    page = render_template(
        "public/objection.html",
        page_title=_("Repaired: please take it over") if is_repair else _("Raise an objection"),
        item=shown,
        is_repair=is_repair,
        action=url_for("public.send_repaired" if is_repair else "public.send_objection", item_id=shown.item_id),
        roles=list(objection_words.ROLES.items()),
        typed=typed,
        errors=errors or {},
        problems=words.problems(errors or {}),
        token=tokens.make(FORM),
        longest=receiving.LONGEST_WRONG,
        most_files=proofs.MOST,
        most_bytes=filters.format_size(proofs.MOST_BYTES_EACH),
        outside=current_app.extensions["settings"],
        due=receiving.due_if_received(db.session(), kind),
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def send(item_id: int, kind: Kind) -> ResponseReturnValue:
    """Take it in and lead to its receipt; what is missing is asked for again with every word kept."""
    typed = {name: request.form.get(name, "") for name in TYPED}
    if request.form.get(TRAP):
        return redirect(url_for("public.home"), 303)
    try:
        tokens.refuse_unfit(request.form.get(tokens.FIELD, ""), FORM, shortest_seconds=SHORTEST_SECONDS)
        report = received(item_id, kind, typed)
    except Refusal as refusal:
        if refusal.code in ("left_the_public", "decision_withdrawn", "no_such_page", "not_a_record"):
            raise
        return asked_again(item_id, kind, typed, refusal)
    return redirect(url_for("public.feedback_status", receipt=report.receipt), 303)


def received(item_id: int, kind: Kind, typed: dict[str, str]) -> Report:
    """Files are looked at between two transactions: nobody else waits for a stranger's scan."""
    said = said_of(typed)
    mark = sender_mark()
    receiving.refuse_too_many(db.session(), mark)
    day, odd = day_of(typed["document_date"])
    files = [file for file in request.files.getlist(proofs.FIELD) if file.filename]
    objecting.refuse_unfit(db.session(), item_id, kind, **said, files=len(files), document_date=day, odd=odd)
    let_go()
    kept = proofs.lock_away(current_app.extensions["proofs"], prepared(files))
    begin()
    return objecting.receive(db.session(), item_id, kind, **said, document_date=day, proofs=kept, sender_mark=mark)


def said_of(typed: dict[str, str]) -> dict[str, str]:
    return {
        "role": typed["role"],
        "wrong": typed["mistake"],
        "contact": typed["contact"],
        "document_number": typed["document_number"],
    }


def day_of(text: str) -> tuple[date | None, list[Issue]]:
    try:
        return (date.fromisoformat(text.strip()) if text.strip() else None), []
    except ValueError:
        return None, [Issue("document_date", "bad_date", {})]


def prepared(files: list[FileStorage]) -> list[proofs.Proof]:
    """The uploaded files, cleaned, a few at a time in this process."""
    turnstile = current_app.extensions["proof_turnstile"]
    turnstile.refuse_too_many(request.remote_addr or "")
    turnstile.enter()
    try:
        return proofs.prepare([(file.filename or "", file.read()) for file in files])
    finally:
        turnstile.leave()


def asked_again(item_id: int, kind: Kind, typed: dict[str, str], refusal: Refusal) -> Response:
    """Errors at their fields; what concerns a file as such stands at the files."""
    let_go()
    own_field = "mistake" if refusal.code in ("form_is_stale", "too_fast", "too_many_reports") else proofs.FIELD
    errors = words.by_field(refusal.issues) if refusal.issues else {own_field: [words.refusal(refusal)]}
    errors = {(proofs.FIELD if field in ("name", "file") else field): said for field, said in errors.items()}
    response = form_page(record_or(item_id, refusal), kind, typed, errors)
    response.status_code = STATUS[refusal.category]
    return response
