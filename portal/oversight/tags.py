"""The bureau's office keeps campaigns and says which items belong to which tag."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth.permissions import Permission
from content.display import tagged
from content.errors import Category, Issue, Refusal
from content.tags import editing
from content.tags.models import Family, Tag
from portal import labels, words
from portal.database import db
from portal.errors import STATUS
from portal.oversight.blueprint import oversight
from portal.security import requires

LONGEST_LIST = 200


@oversight.get("/tags")
@requires(Permission.OVERSEE)
def tags() -> ResponseReturnValue:
    return tags_page()


def tags_page(errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "oversight/tags.html",
        page_title=pgettext("menu", "Topics and tags"),
        groups=[(labels.FAMILIES[family.value], editing.all_of(db.session(), family)) for family in Family],
        typed=request.form,
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


@oversight.post("/tags")
@requires(Permission.OVERSEE)
def add_tag() -> ResponseReturnValue:
    form = request.form
    try:
        tag = editing.add_campaign(
            db.session(),
            slug=form.get("slug", ""),
            name=form.get("names", ""),
            lead=form.get("summary", ""),
            by=g.person,
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return tags_page(words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Added. Now say which items belong to it."), "success")
    return redirect(url_for("oversight.tag", tag_id=tag.id))


@oversight.get("/tags/<int:tag_id>")
@requires(Permission.OVERSEE)
def tag(tag_id: int) -> ResponseReturnValue:
    return tag_page(editing.by_id(db.session(), tag_id))


def tag_page(found: Tag, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "oversight/tag.html",
        page_title=found.name(labels.locale()),
        tag=found,
        family=labels.FAMILIES[found.family],
        items=tagged.of_tag(db.session(), found, limit=LONGEST_LIST).items,
        item_typed=request.form.get("item", ""),
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


@oversight.post("/tags/<int:tag_id>")
@requires(Permission.OVERSEE)
def change_tag(tag_id: int) -> ResponseReturnValue:
    found, form = editing.by_id(db.session(), tag_id), request.form
    try:
        editing.change(
            db.session(),
            found,
            name=form.get("names", ""),
            lead=form.get("summary", ""),
            is_shown=bool(form.get("is_shown")),
            by=g.person,
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return tag_page(found, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Saved."), "success")
    return redirect(url_for("oversight.tag", tag_id=tag_id))


def item_number(name: str) -> int:
    """The number as typed, or the end of an address such as /items/12."""
    typed = request.form.get(name, "").strip().rstrip("/").rpartition("/")[2]
    if not typed.isdecimal() or len(typed) > 9:
        raise Refusal("to_mend", Category.INVALID, (Issue(name, "not_public"),))
    return int(typed)


@oversight.post("/tags/<int:tag_id>/items")
@requires(Permission.OVERSEE)
def tag_item(tag_id: int) -> ResponseReturnValue:
    found = editing.by_id(db.session(), tag_id)
    try:
        editing.tag_item(db.session(), found, item_number("item"), by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return tag_page(found, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Saved."), "success")
    return redirect(url_for("oversight.tag", tag_id=tag_id))


@oversight.post("/tags/<int:tag_id>/items/<int:item_id>/remove")
@requires(Permission.OVERSEE)
def untag_item(tag_id: int, item_id: int) -> ResponseReturnValue:
    editing.untag_item(db.session(), editing.by_id(db.session(), tag_id), item_id, by=g.person)
    flash(_("Saved."), "success")
    return redirect(url_for("oversight.tag", tag_id=tag_id))


@oversight.post("/explains")
@requires(Permission.OVERSEE)
def explain() -> ResponseReturnValue:
    """政策解读: link an article to the rule it explains."""
    try:
        editing.explain(db.session(), item_number("item"), item_number("rule"), by=g.person)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return tags_page(words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Saved."), "success")
    return redirect(url_for("oversight.tags"))
