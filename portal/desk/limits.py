"""知悉范围: who may open a draft that was never public, and who has opened it."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.auth.people import Person
from content.auth.permissions import Permission, may
from content.errors import Refusal
from content.items import finding, limiting, openings
from content.items.models import Item
from portal import actors, filters, labels, limit_words, words
from portal.collation import by_name
from portal.database import db
from portal.desk.blueprint import desk
from portal.errors import STATUS
from portal.security import requires

#: The names of the boxes, one for each colleague.
READER = "reader-"
LONGEST_LIST = 100


@desk.get("/items/<int:item_id>/limit")
@requires(Permission.SEE)
def limit(item_id: int) -> ResponseReturnValue:
    return limit_page(finding.item(db.session(), item_id, by=g.person))


def limit_page(item: Item, errors: dict[str, list[str]] | None = None, status: int = 200) -> ResponseReturnValue:
    current, newest = item.limit, item.editions[-1]
    page = render_template(
        "desk/limit.html",
        page_title=_("Who may open it: %(title)s", title=newest.title or _("(no title yet)")),
        item=item,
        newest=newest,
        limit=current,
        let_in=[line(person, item) for person in insiders(item)],
        may_limit=limiting.can_be_limited(item) and limiting.may_limit(g.person, item),
        choices=choices(item),
        for_reviewers=request.form.get("for_reviewers") == "1"
        if request.form
        else bool(current and current.for_reviewers),
        reason=request.form.get("reason", current.reason if current else ""),
        longest=limiting.LONGEST_REASON,
        opened=opened(item),
        errors=errors or {},
        problems=words.problems(errors or {}),
    )
    return page, status


def insiders(item: Item) -> list[Person]:
    found = limiting.insiders(db.session(), item, item.limit) if item.limit else []
    return sorted(found, key=lambda person: by_name(person.display_name))


def line(person: Person, item: Item) -> dict[str, Any]:
    """A colleague as the list shows them: the name, the office, and what they do in this unit."""
    roles = [str(labels.ROLES[m.role]) for m in person.memberships if m.unit_id == item.unit_id]
    return {"name": person.display_name, "note": " · ".join(filter(None, ["、".join(roles), person.office]))}


def choices(item: Item) -> list[dict[str, Any]]:
    """Every colleague with a box; whoever answers for the unit is let in without one."""
    ticked = {name.removeprefix(READER) for name in request.form if name.startswith(READER)}
    if not request.form:
        ticked = {str(person_id) for person_id in (item.limit.people if item.limit else {g.person.id})}
    return [
        line(person, item)
        | {
            "field": f"{READER}{person.id}",
            "is_ticked": str(person.id) in ticked,
            "is_always_in": may(person, Permission.PUBLISH, unit=item.unit_id),
        }
        for person in sorted(limiting.colleagues(db.session(), item), key=lambda one: by_name(one.display_name))
    ]


def opened(item: Item) -> list[dict[str, str]]:
    """The newest openings first: who, when, and on which page."""
    entries = openings.of_item(db.session(), item, limit=LONGEST_LIST)
    names = actors.named(entry.actor for entry in entries)
    return [
        {
            "who": names[entry.actor],
            "at": filters.format_moment(entry.at),
            "page": limit_words.page(entry.facts["page"]),
        }
        for entry in entries
    ]


def ticked_people() -> set[int]:
    typed = [name.removeprefix(READER) for name in request.form if name.startswith(READER)]
    return {int(number) for number in typed if number.isdecimal() and len(number) < 10}


@desk.post("/items/<int:item_id>/limit")
@requires(Permission.SEE)
def set_limit(item_id: int) -> ResponseReturnValue:
    item = finding.item(db.session(), item_id, by=g.person)
    try:
        limiting.limit(
            db.session(),
            item,
            people=ticked_people(),
            for_reviewers=request.form.get("for_reviewers") == "1",
            reason=request.form.get("reason", ""),
            by=g.person,
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        return limit_page(item, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Limited. For everybody else of the unit it is as if it were not there."), "success")
    return redirect(url_for("desk.limit", item_id=item_id))


@desk.post("/items/<int:item_id>/limit/lift")
@requires(Permission.SEE)
def lift_limit(item_id: int) -> ResponseReturnValue:
    limiting.lift(db.session(), finding.item(db.session(), item_id, by=g.person), by=g.person)
    flash(_("Lifted. The whole unit may open it again."), "success")
    return redirect(url_for("desk.item", item_id=item_id))
