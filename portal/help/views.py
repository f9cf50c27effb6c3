"""The guides as pages of the desk, each beside the others."""

from __future__ import annotations

import re

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext as _

from content.auth.roles import Role
from content.errors import Category, Refusal
from content.markup import render
from portal import assets, labels, pictures
from portal.help import guides
from portal.security import guard

help_pages = guard(Blueprint("help_pages", __name__, url_prefix="/help"))

IMAGE = re.compile(r"!\[([^\]]*)\]\((/help/([\w-]+\.png))\)")


@help_pages.get("/")
def contents() -> str:
    """Every guide; those for one's own roles stand first."""
    own = {membership.role for membership in g.person.memberships}
    found = sorted(guides.guides(labels.locale()), key=lambda guide: guide.role.value not in own)
    return render_template("help/contents.html", page_title=_("Help"), guides=found, own=own, roles=labels.ROLES)


@help_pages.get("/<role>")
def guide(role: str) -> str:
    if role not in {known.value for known in guides.ORDER}:
        raise Refusal("no_such_page", Category.MISSING)
    shown = guides.guide(Role(role), labels.locale())
    return render_template(
        "help/guide.html",
        page_title=shown.title,
        html=pictures.placed(render.to_html(shown.body), pictures_of(shown.body)),
        others=[(other.title, url_for("help_pages.guide", role=other.role.value)) for other in others(shown.role)],
    )


def others(role: Role) -> list[guides.Guide]:
    return [other for other in guides.guides(labels.locale()) if other.role is not role]


def pictures_of(body: str) -> list[pictures.Picture]:
    """The pictures a guide names, at their addresses of today, with their words as caption too."""
    return [
        pictures.Picture(path, assets.asset(f"img/help/{name}"), alt, alt) for alt, path, name in IMAGE.findall(body)
    ]
