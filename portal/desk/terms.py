"""Display terms at the desk: everybody may read them, 法规处 confirms."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from content.auth.permissions import Permission
from portal import term_pages
from portal.desk.blueprint import desk
from portal.security import requires


@desk.get("/terms")
@requires(Permission.SEE)
def terms() -> ResponseReturnValue:
    return term_pages.show("desk")


@desk.post("/terms/confirm")
@requires(Permission.SEE)
def confirm_term() -> ResponseReturnValue:
    return term_pages.confirm("desk")


@desk.post("/terms/change")
@requires(Permission.SEE)
def change_term() -> ResponseReturnValue:
    return term_pages.change("desk")


@desk.post("/terms/settings")
@requires(Permission.SEE)
def choose_term() -> ResponseReturnValue:
    return term_pages.choose("desk")
