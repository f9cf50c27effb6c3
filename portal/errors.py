"""Refusal → page, worded by code. What nobody foresaw is logged in full and shown as a calm page without details."""

from __future__ import annotations

from flask import Flask, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from content.errors import Category, Refusal
from portal import words
from portal.database import db

STATUS = {
    Category.INVALID: 422,
    Category.FORBIDDEN: 403,
    Category.MISSING: 404,
    Category.GONE: 410,
    Category.CONFLICT: 409,
    Category.BUSY: 429,
}


def init_app(app: Flask) -> None:
    app.register_error_handler(Refusal, show_refusal)
    app.register_error_handler(CSRFError, show_old_form)
    app.register_error_handler(HTTPException, show_http)
    app.register_error_handler(Exception, show_fault)


def layout() -> str:
    return "layouts/desk.html" if g.get("person") else "layouts/public.html"


def show_refusal(error: Refusal) -> tuple[str, int] | tuple[str, int, dict[str, str]]:
    status = STATUS[error.category]
    if error.category is Category.GONE:
        return render_template("errors/gone.html", layout=layout(), **error.facts), status
    if error.category is Category.MISSING:
        return render_template("errors/missing.html", layout=layout(), reason=words.refusal(error)), status
    page = render_template(
        "errors/refused.html",
        layout=layout(),
        status=status,
        reason=words.refusal(error),
        issues=[(words.field_label(i.field), words.issue(i)) for i in error.issues],
    )
    headers = {"Retry-After": str(error.facts["minutes"] * 60)} if error.category is Category.BUSY else {}
    return page, status, headers


def show_old_form(error: CSRFError) -> tuple[str, int]:
    """The form's token no longer matches, as after signing in again in another tab: show the words that were typed."""
    typed = {name: text for name, text in request.form.items() if text.strip() and name not in {"csrf_token"}}
    return render_template("errors/old_form.html", layout=layout(), typed=typed), 400


def show_http(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    if code == 404:
        return render_template("errors/missing.html", layout=layout(), reason=None), 404
    return render_template("errors/http.html", layout=layout(), status=code), code


def show_fault(error: Exception) -> tuple[str, int]:
    current_app.logger.exception("unforeseen: %s %s", request.method, request.path)
    db.session.rollback()
    return render_template("errors/fault.html", layout="layouts/bare.html"), 500
