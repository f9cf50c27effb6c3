"""Refusal → page, worded by code. What nobody foresaw is logged in full and shown as a calm page without details."""

from __future__ import annotations

from flask import Flask, current_app, g, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from content.errors import Category, Refusal
from portal import filters, words
from portal.database import db
from portal.security import NOT_WORDS

STATUS = {
    Category.INVALID: 422,
    Category.FORBIDDEN: 403,
    Category.MISSING: 404,
    Category.GONE: 410,
    Category.CONFLICT: 409,
    Category.BUSY: 429,
    Category.AWAY: 503,
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
        return gone(error), status
    if error.category is Category.MISSING:
        return missing(words.refusal(error))
    page = render_template(
        "errors/refused.html",
        page_title=titled(status),
        layout=layout(),
        status=status,
        reason=words.refusal(error),
        issues=[(words.field_label(i.field), words.issue(i)) for i in error.issues],
    )
    headers = {"Retry-After": str(error.facts["minutes"] * 60)} if error.category is Category.BUSY else {}
    return page, status, headers


def gone(error: Refusal) -> str:
    """When it left and why, and never another word of it."""
    left_at = error.facts["left_at"]
    facts = [{"label": _("Since"), "value": filters.format_long_day(left_at)}] if left_at else []
    if error.facts["reason"]:
        facts.append({"label": _("Reason"), "value": error.facts["reason"]})
    return render_template("errors/gone.html", page_title=words.refusal(error), layout=layout(), facts=facts)


def missing(reason: str) -> tuple[str, int]:
    return render_template("errors/missing.html", page_title=_("Not found"), layout=layout(), reason=reason), 404


def titled(status: int) -> str:
    """What a page that says no is called."""
    titles = {
        403: _("Not yours to do"),
        405: _("Not at this address"),
        409: _("Something changed meanwhile"),
        413: _("Too large"),
        422: _("Not yet complete"),
        429: _("Too many attempts"),
    }
    return titles.get(status) or _("This request could not be understood")


def show_old_form(error: CSRFError) -> tuple[str, int]:
    """The form's token no longer matches, as after signing in again in another tab: show the words that were typed."""
    typed = words.typed(request.form, but=NOT_WORDS)
    page = render_template("errors/old_form.html", page_title=_("This form is too old"), layout=layout(), typed=typed)
    return page, 400


def show_http(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    if code == 404:
        return missing(str(words.refusal(Refusal("no_such_page", Category.MISSING))))
    title = titled(code)
    return render_template("errors/http.html", page_title=title, layout=layout(), status=code), code


def show_fault(error: Exception) -> tuple[str, int]:
    current_app.logger.exception("unforeseen: %s %s", request.method, request.path)
    db.session.rollback()
    g.person = None  # the page must not ask the database again, not even for a menu
    page = render_template("errors/fault.html", page_title=_("Something went wrong here"), layout="layouts/bare.html")
    return page, 500
