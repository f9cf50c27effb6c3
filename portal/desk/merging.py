"""Two people, one text: what was saved meanwhile and what was typed here, side by side, merged by choice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from content.auth.permissions import Permission
from content.errors import Refusal
from content.items import cleaning, editing, working_copies
from content.items.models import Edition
from content.kinds import reader
from content.markup import diff
from content.markup import merging as texts
from content.markup.merging import CHOICES, Part
from portal import labels, words
from portal.database import db
from portal.desk import forms, wording
from portal.desk.blueprint import desk
from portal.desk.drafts import own_draft
from portal.errors import STATUS
from portal.security import requires

#: Texts of several paragraphs, which are chosen from paragraph by paragraph.
LONG = ("body", "summary")
MINE = "mine-"
PICK = "pick-"


def parting(stored: Mapping[str, str], typed: Mapping[str, str]) -> list[str]:
    """The fields in which what was typed is not what is stored."""
    return [name for name in typed if name in stored and clean(name, typed[name]) != stored[name]]


def clean(name: str, text: str) -> str:
    return cleaning.prose(text) if name in LONG else cleaning.line(text)


def parts_of(name: str, theirs: str, mine: str) -> tuple[Part, ...]:
    """A long text falls into paragraphs; a line is taken whole."""
    if name in LONG:
        return texts.parts(theirs, clean(name, mine))
    return (Part((theirs,), (clean(name, mine),)),)


def question(name: str, number: int, part: Part, picked: Mapping[str, str]) -> dict[str, Any]:
    """One place where the texts part: both words, what is between them, and what is chosen."""
    theirs, mine = "\n".join(part.theirs), "\n".join(part.mine)
    key = f"{PICK}{name}-{number}"
    return {
        "key": key,
        "theirs": shown(name, theirs),
        "mine": shown(name, mine),
        "blocks": wording.blocks(diff.paragraphs(theirs, mine)),
        "chosen": picked.get(key, "") or part.likely,
        "may_both": name in LONG,
    }


def shown(name: str, text: str) -> str:
    """A column by its name; every other word as it stands."""
    known = reader.columns()
    return known[text].label(labels.locale()) if name == "column" and text in known else text


def merge_page(
    edition: Edition,
    typed: Mapping[str, str],
    *,
    refused: str = "",
    kept_at: datetime | None = None,
    missing: frozenset[str] = frozenset(),
    status: int = 200,
) -> ResponseReturnValue:
    """Field by field what was saved and what was typed. Everything typed goes along in the form, differing or not."""
    stored = forms.values(edition)
    fields = [
        {
            "label": words.field_label(name),
            "questions": [
                question(name, number, part, request.form)
                for number, part in enumerate(parts_of(name, stored[name], typed[name]))
                if not part.is_same
            ],
        }
        for name in parting(stored, typed)
    ]
    page = render_template(
        "desk/merge.html",
        page_title=_("Two texts: %(title)s", title=edition.title or _("(no title yet)")),
        edition=edition,
        fields=fields,
        typed=typed,
        refused=refused,
        kept_at=kept_at,
        missing=missing,
        saved_by=edition.last_editor.display_name,
    )
    return page, status


@desk.post("/editions/<int:edition_id>/merge")
@requires(Permission.WRITE)
def merge(edition_id: int) -> ResponseReturnValue:
    """Save what was chosen. Whoever saves once more meanwhile brings this page again, with nothing gone."""
    edition = own_draft(edition_id)
    typed = {name.removeprefix(MINE): text for name, text in request.form.items() if name.startswith(MINE)}
    typed = {name: text for name, text in typed.items() if name in forms.names(edition)}
    stored, version = forms.values(edition), forms.version_of(request.form)
    chosen, missing = choose(stored, typed, request.form)
    if missing and version == edition.version:
        refused = _("Choose at every place which words to keep. Nothing was lost.")
        return merge_page(edition, typed, refused=refused, missing=frozenset(missing), status=422)
    draft = forms.draft(stored | chosen | {"version": str(version)}, edition)
    if draft.issues:
        unread = [problem["text"] for problem in words.problems(words.by_field(draft.issues))]
        return merge_page(edition, typed, refused=" ".join(unread), status=422)
    try:
        editing.save(db.session(), edition, draft.changes, version=version, by=g.person)
    except Refusal as refusal:
        db.session.rollback()
        edition = own_draft(edition_id)
        return merge_page(edition, typed, refused=words.refusal(refusal), status=STATUS[refusal.category])
    working_copies.forget(db.session(), edition, g.person)
    flash(_("Merged and saved."), "success")
    return redirect(url_for("desk.edit", edition_id=edition_id))


def choose(
    stored: Mapping[str, str], typed: Mapping[str, str], form: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The texts that were chosen, and the places at which nothing was."""
    chosen, missing = {}, []
    everywhere = form.get("everywhere", "")
    for name in parting(stored, typed):
        found = parts_of(name, stored[name], typed[name])
        picks = {}
        for number, part in enumerate(found):
            key = f"{PICK}{name}-{number}"
            picks[number] = everywhere or form.get(key, "")
            if picks[number] not in CHOICES and not part.is_same:
                missing.append(key)
                picks[number] = "both"
        chosen[name] = texts.merged(found, picks)
    return chosen, missing
