"""Headers on every answer, the signed-in person, and the check before every staff page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Flask,
    Request,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_babel import gettext as _
from flask_wtf import CSRFProtect

from content.auth import sign_in
from content.auth.permissions import Permission, require
from portal import words
from portal.database import db
from portal.settings import Settings

View = TypeVar("View", bound=Callable[..., Any])

csrf = CSRFProtect()
TOKEN = "sign_in"  # noqa: S105 - the name of the session's key, not a secret
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
IDLE_MINUTES = 120
NOT_WORDS = frozenset({"csrf_token", "password", "old", "version", "action", "digest", "next", "secrecy_checked"})


def configure(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret,
        "SESSION_COOKIE_NAME": "desk",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.has_secure_cookies,
        "PERMANENT_SESSION_LIFETIME": IDLE_MINUTES * 60,
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "MAX_CONTENT_LENGTH": 4 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
    }


class StaffSession(SecureCookieSessionInterface):
    """Renews the cookie on staff pages alone: a public page a proxy may keep never carries somebody's sign-in."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Nothing is made ready to read a cookie that is not there: most readers have none."""
        if not request.cookies.get(self.get_cookie_name(app)):
            return self.session_class()
        return super().open_session(app, request)

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        return bool(g.get("is_staff_page")) and super().should_set_cookie(app, session)


def init_app(app: Flask) -> None:
    app.session_interface = StaffSession()
    csrf.init_app(app)
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    given = {name for name, _value in response.headers}
    for name, value in HEADERS.items():
        if name not in given:
            response.headers.add(name, value)
    if g.get("is_staff_page"):
        response.headers["Cache-Control"] = "no-store"
    return response


def guard(blueprint: Blueprint) -> Blueprint:
    """Make a blueprint a staff area: forms carry a token, and only a signed-in person enters."""
    blueprint.before_request(enter)
    return blueprint


def enter() -> Response | None:
    g.is_staff_page = True
    g.person = sign_in.person_of(db.session(), session[TOKEN]) if TOKEN in session else None
    if g.person is None or (g.person.is_demo and not current_app.extensions["settings"].is_demo):
        g.person = None
        return ask_to_sign_in()
    session.permanent = True
    csrf.protect()
    return None


def ask_to_sign_in() -> Response:
    """To the sign-in page and back; words that were sent after the sign-in ended are shown, not lost."""
    if request.method == "GET":
        here = request.script_root + request.full_path.rstrip("?")  # with the language, which stands in the root
        return make_response(redirect(url_for("account.sign_in", next=here)))
    typed = words.typed(request.form, but=NOT_WORDS)
    page = render_template("account/ended.html", page_title=_("You are signed out"), typed=typed, next=return_address())
    return make_response(page, 401)


def return_address() -> str:
    """Where to go on after signing in: the page the form stood on."""
    return local_address(urlsplit(request.referrer or "").path, url_for("desk.today"))


def requires(permission: Permission) -> Callable[[View], View]:
    """Only for people who hold this permission somewhere; the verb asks again for the very unit."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            require(g.person, permission)
            return view(*args, **kwargs)

        checked.permission = permission  # type: ignore[attr-defined]
        return checked  # type: ignore[return-value]

    return decorate


def local_address(target: str | None, default: str) -> str:
    """A path on this site, or the default: nobody is sent elsewhere by a crafted link.

    Control characters are refused first: browsers leave a tab out, and ``/<tab>/elsewhere`` becomes another site.
    """
    if not target or not target.isprintable():
        return default
    return target if target.startswith("/") and not target.startswith(("//", "/\\")) else default
