"""Words for drafts that only named people may open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, lazy_pgettext

from portal import actors

Words = Callable[[dict[str, Any]], str]

EVENTS = {
    "draft.limited": lazy_pgettext("event", "Limited to named people"),
    "draft.limit_ended": lazy_pgettext("event", "Open to the whole unit again"),
    "draft.opened": lazy_pgettext("event", "Limited draft opened"),
}
FIELDS = {
    "readers": lazy_pgettext("field", "Who may open it"),
}
REFUSALS: dict[str, Words] = {
    "not_yours_to_limit": lambda facts: _("The author or the unit's responsible person says who may open a draft."),
    "cannot_be_limited": lambda facts: _(
        "Only a text that has never been public can be limited. Records go their way with their sheet."
    ),
}
ISSUES: dict[str, Words] = {
    "limit_locks_you_out": lambda facts: _("You would lock yourself out. Tick your own name as well."),
    "limit_without_writer": lambda facts: _("Nobody could go on writing. Tick somebody who writes."),
    "limit_without_reviewer": lambda facts: _(
        "Nobody could decide on it. Tick a reviewer who had no hand in the text, or let every reviewer in."
    ),
}
#: Pages on which a draft is read, by the last part of their endpoint.
PAGES = {
    "item": lazy_gettext("State and history"),
    "edition": lazy_gettext("One edition"),
    "edit": lazy_pgettext("opened", "Write form"),
    "save": lazy_pgettext("opened", "Write form"),
    "check_typed": lazy_pgettext("opened", "Write form"),
    "merge": lazy_pgettext("opened", "Write form"),
    "paste": lazy_pgettext("opened", "Write form"),
    "preview": lazy_pgettext("action", "Preview"),
    "preview_typed": lazy_pgettext("action", "Preview"),
    "review": lazy_gettext("Review"),
    "bulk_review": lazy_gettext("Decide on several"),
    "decide_several": lazy_gettext("Decide on several"),
    "bulk_publish": lazy_gettext("Publish several"),
    "publish_several": lazy_gettext("Publish several"),
    "review_sheet": lazy_gettext("Review form"),
    "review_sheet_file": lazy_gettext("Review form"),
    "edition_files": lazy_pgettext("field", "Attachments"),
    "file": lazy_pgettext("field", "Attachments"),
    "limit": lazy_pgettext("field", "Who may open it"),
    "deadline": lazy_pgettext("deadline", "How this date was counted"),
}


def note(facts: dict[str, Any]) -> str:
    """Why, and who could open it from then on or to the last."""
    names = actors.named(facts["people"])
    told = [facts.get("reason", ""), _("May open it: %(names)s", names="、".join(names.values()))]
    return _("; ").join(part for part in told if part)


def page(code: str) -> str:
    return str(PAGES.get(code, _("another page of the draft")))
