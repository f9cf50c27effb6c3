"""Notices as sentences: a title, what more there is to know, and where to go. Titles of drafts never leave by mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from content.auth.units import Unit
from content.notices.models import Notice
from portal import filters, labels, plan_notices
from portal.database import db


@dataclass(frozen=True)
class Told:
    """One notice as people read it."""

    title: str
    note: str
    url: str
    action: str


def unit_name(facts: dict[str, Any]) -> str:
    unit = db.session.get(Unit, facts.get("unit"))
    return unit.short_name(labels.locale()) if unit else ""


def item_url(notice: Notice) -> str:
    noun, _colon, number = notice.about.partition(":")
    return url_for("desk.item", item_id=int(number)) if noun == "item" else url_for("desk.today")


def thing(key: str) -> str:
    noun, _colon, number = key.partition(":")
    if noun == "rating_copy":
        return pgettext("supervision", "Copies of ratings")
    return _("Item %(number)s", number=number) if noun == "item" else key


def listed_things(facts: dict[str, Any]) -> str:
    """第12号信息 2026-03-13；第15号信息 2026-03-14, and how many more."""
    parts = [f"{thing(key)} {' → '.join(days)}" for key, *days in facts.get("things", [])]
    more = facts.get("count", 0) - len(parts)
    if more > 0:
        parts.append(ngettext("%(num)d more", "%(num)d more", more))
    return _("; ").join(parts)


def due_soon(notice: Notice) -> str:
    count = notice.facts["count"]
    return ngettext(
        "%(unit)s: %(num)d item is due on the next working day",
        "%(unit)s: %(num)d items are due on the next working day",
        count,
        unit=unit_name(notice.facts),
    )


def due_today(notice: Notice) -> str:
    count = notice.facts["count"]
    return ngettext(
        "%(unit)s: %(num)d item is due today", "%(unit)s: %(num)d items are due today", count,
        unit=unit_name(notice.facts),
    )  # fmt: skip


def overdue(notice: Notice) -> str:
    count = notice.facts["count"]
    return ngettext(
        "%(unit)s: %(num)d item is overdue", "%(unit)s: %(num)d items are overdue", count, unit=unit_name(notice.facts)
    )


def long_overdue(notice: Notice) -> str:
    count = notice.facts["count"]
    return ngettext(
        "%(unit)s: %(num)d item has been overdue for three days or more",
        "%(unit)s: %(num)d items have been overdue for three days or more",
        count,
        unit=unit_name(notice.facts),
    )


def target_gap(notice: Notice) -> str:
    facts = notice.facts
    short = facts["goal"] - facts["done"]
    return ngettext(
        "%(unit)s: %(num)d item short of this month's target",
        "%(unit)s: %(num)d items short of this month's target",
        short,
        unit=unit_name(facts),
    )


def target_note(notice: Notice) -> str:
    facts = notice.facts
    left = ngettext("%(num)d day left", "%(num)d days left", facts["days_left"])
    return _("%(done)s of %(goal)s are out; %(left)s.", done=facts["done"], goal=facts["goal"], left=left)


def urged(notice: Notice) -> str:
    """催报: the same gap, asked for by the bureau."""
    short = notice.facts["goal"] - notice.facts["done"]
    return ngettext(
        "The bureau asks %(unit)s for %(num)d item more this month",
        "The bureau asks %(unit)s for %(num)d items more this month",
        short,
        unit=unit_name(notice.facts),
    )


def deadlines_moved(notice: Notice) -> str:
    return ngettext(
        "%(unit)s: the calendar of %(year)s moved %(num)d deadline",
        "%(unit)s: the calendar of %(year)s moved %(num)d deadlines",
        notice.facts["count"],
        unit=unit_name(notice.facts),
        year=notice.facts["year"],
    )


def calendar_missing(notice: Notice) -> str:
    return _("The days off of %(year)s are not in yet", year=notice.facts["year"])


def urgent_review(notice: Notice) -> str:
    return ngettext(
        "Urgent review: decide within %(num)d hour", "Urgent review: decide within %(num)d hours", notice.facts["hours"]
    )


def urgent_note(notice: Notice) -> str:
    at = filters.format_minute(datetime.fromisoformat(notice.facts["due_at"]))
    return _("By %(at)s.", at=at)


OUTCOMES: dict[str, Callable[[], str]] = {
    "published": lambda: _("Published at the moment you set"),
    "voided": lambda: _("Not published: it reads otherwise than approved and stands before the reviewer again"),
    "refused": lambda: _("Not published at the moment you set: it was refused"),
}


def schedule_ended(notice: Notice) -> str:
    return OUTCOMES[notice.facts["outcome"]]()


def schedule_note(notice: Notice) -> str:
    """Why it was refused, in the words a person would have met on the page."""
    code = notice.facts.get("refusal", "")
    reasons = {
        "not_permitted": _("Whoever set it may no longer publish."),
        "publisher_is_approver": _("You approved this edition, and your unit wants another person to publish it."),
    }
    return reasons.get(code, _("It was no longer approved.") if code else "")


def nothing_more(notice: Notice) -> str:
    return ""


def things_note(notice: Notice) -> str:
    return listed_things(notice.facts)


Words = Callable[[Notice], str]
#: Code → title, note, and where to go.
NOTICES: dict[str, tuple[Words, Words, Words]] = {
    "due_soon": (due_soon, things_note, item_url),
    "due_today": (due_today, things_note, item_url),
    "overdue": (overdue, things_note, item_url),
    "long_overdue": (long_overdue, things_note, item_url),
    "target_gap": (target_gap, target_note, lambda notice: url_for("desk.today")),
    "urged": (urged, target_note, lambda notice: url_for("desk.today")),
    "deadlines_moved": (deadlines_moved, things_note, item_url),
    "plan_asked": (plan_notices.asked, plan_notices.asked_note, plan_notices.plan_url),
    "calendar_missing": (calendar_missing, nothing_more, lambda notice: url_for("admin.calendar")),
    "urgent_review": (
        urgent_review,
        urgent_note,
        lambda notice: url_for("desk.review", edition_id=notice.facts["edition"]),
    ),
    "schedule_ended": (schedule_ended, schedule_note, item_url),
}


def told(notice: Notice) -> Told:
    title, note, url = NOTICES[notice.code]
    return Told(title(notice), note(notice), url(notice), pgettext("action", "Open"))
