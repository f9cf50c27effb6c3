"""How a reader wants pages to look. The one cookie of the public side, set by their own press of a button."""

from __future__ import annotations

from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal import reader_view
from portal.public import tokens
from portal.public.blueprint import public
from portal.security import local_address

FORM = "preferences"
COLOURS = ("", "light", "dark")


@public.get("/preferences")
def preferences() -> Response:
    chosen = reader_view.chosen().split()
    page = render_template(
        "public/preferences.html",
        page_title=_("Reading preferences"),
        chosen=chosen,
        colours=next((word for word in ("dark", "light") if word in chosen), ""),
        token=tokens.make(FORM),
        back=local_address(request.args.get("back"), url_for("public.home")),
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


@public.post("/preferences")
def save_preferences() -> ResponseReturnValue:
    """Keep what was chosen and go back to the page the reader came from."""
    tokens.refuse_unfit(request.form.get(tokens.FIELD, ""), FORM)
    back = local_address(request.form.get("back"), url_for("public.home"))
    settings = current_app.extensions["settings"]
    return reader_view.keep(make_response(redirect(back, 303)), wanted(), secure=settings.has_secure_cookies)


def wanted() -> list[str]:
    """The words of the button pressed: 长者模式 and its end are one press, else what is ticked."""
    preset = request.form.get("preset", "")
    if preset == "elder":
        return [*reader_view.ELDER, *(word for word in reader_view.chosen().split() if word in COLOURS)]
    if preset == "usual":
        return []
    return [*request.form.getlist("view"), request.form.get("colours", "")]
