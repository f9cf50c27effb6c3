"""Sign in, sign out, change one's password."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, g, jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext
from flask_wtf.csrf import generate_csrf

from content.auth import passwords, people, sign_in
from content.errors import Category, Issue, Refusal
from portal import words
from portal.cli import demo
from portal.database import commit_refused_sign_in, db
from portal.errors import STATUS
from portal.navigation import desk_menu
from portal.security import TOKEN, csrf, enter, local_address

account = Blueprint("account", __name__, url_prefix="/account")

OPEN = ("account.sign_in", "account.enter_site")


@account.before_request
def mark_staff_page() -> ResponseReturnValue | None:
    """Sign-in stands open to anybody, but its form carries a token and is never kept by a proxy."""
    g.is_staff_page = True
    if request.endpoint in OPEN:
        csrf.protect()
        return None
    return enter()


def sign_in_page(refusal: Refusal | None = None) -> ResponseReturnValue:
    status = STATUS[refusal.category] if refusal else 200
    page = render_template(
        "account/sign_in.html",
        page_title=pgettext("account", "Sign in"),
        refused=words.refusal(refusal) if refusal else None,
        username=request.form.get("username", ""),
        next=request.values.get("next", ""),
        demo=demo if current_app.extensions["settings"].is_demo else None,
    )
    return page, status


@account.get("/sign-in", endpoint="sign_in")
def show_sign_in() -> ResponseReturnValue:
    return sign_in_page()


@account.post("/sign-in")
def enter_site() -> ResponseReturnValue:
    form = request.form
    settings = current_app.extensions["settings"]
    try:
        person = sign_in.check(
            db.session(),
            form.get("username", ""),
            form.get("password", ""),
            address=request.remote_addr or "",
            demo=settings.is_demo,
        )
    except Refusal as refusal:
        commit_refused_sign_in()
        return sign_in_page(refusal)
    session.clear()
    session[TOKEN] = sign_in.start(db.session(), person)
    session.permanent = True
    g.person = person
    return redirect(local_address(form.get("next"), first_page(person)))


def first_page(person: people.Person) -> str:
    """The first page of this person's menu that they need a role for."""
    menu = desk_menu(person)
    return menu[0]["url"] if len(menu) > 1 else url_for("account.password")


@account.get("/here")
def here() -> ResponseReturnValue:
    """Who is signed in in this browser, and the token their forms carry: a page that was open before asks."""
    return jsonify(person=g.person.key, token=generate_csrf())


@account.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    sign_in.end(db.session(), session.pop(TOKEN))
    session.clear()
    return redirect(url_for("account.sign_in"))


@account.get("/password")
def password() -> ResponseReturnValue:
    return password_page({}), 200


def password_page(errors: dict[str, list[str]]) -> str:
    return render_template(
        "account/password.html", page_title=_("Change password"), errors=errors, problems=words.problems(errors)
    )


@account.post("/password")
def set_password() -> ResponseReturnValue:
    """Changing it ends every sign-in of this person but the one that is opened anew here."""
    old, new = request.form.get("old", ""), request.form.get("password", "")
    try:
        refuse_wrong(g.person, old)
        people.set_password(db.session(), g.person, new, by_key=g.person.key)
    except Refusal as refusal:
        return password_page(words.by_field(refusal.issues)), STATUS[refusal.category]
    sign_in.end_all(db.session(), g.person)
    session[TOKEN] = sign_in.start(db.session(), g.person)
    flash(_("The password is changed. Other browsers are signed out."), "success")
    return redirect(first_page(g.person))


def refuse_wrong(person: people.Person, old: str) -> None:
    if not passwords.matches(person.password_hash, old):
        raise Refusal("to_mend", Category.INVALID, (Issue("old", "wrong_password"),))
