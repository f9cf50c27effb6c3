"""Display terms in an administrator's hands."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from content.auth.permissions import Permission
from portal import term_pages
from portal.admin.blueprint import admin
from portal.security import requires


@admin.get("/terms")
@requires(Permission.ADMINISTER)
def terms() -> ResponseReturnValue:
    return term_pages.show("admin")


@admin.post("/terms/confirm")
@requires(Permission.ADMINISTER)
def confirm_term() -> ResponseReturnValue:
    return term_pages.confirm("admin")


@admin.post("/terms/change")
@requires(Permission.ADMINISTER)
def change_term() -> ResponseReturnValue:
    return term_pages.change("admin")


@admin.post("/terms/settings")
@requires(Permission.ADMINISTER)
def choose_term() -> ResponseReturnValue:
    return term_pages.choose("admin")
