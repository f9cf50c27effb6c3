"""How much time is left, in words: 今日到期, 还剩2个工作日, 已超时2个工作日, and whether the day is sure yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from content import clock
from content.working_calendar.models import Deadline
from content.working_calendar.reckoning import DayType
from content.working_calendar.workdays import Table, between
from portal import filters


@dataclass(frozen=True)
class Due:
    """One due day for a list: the words, whether it is over, and where it is explained."""

    text: str
    is_late: bool
    day: date | None
    tone: str
    deadline_id: int


def distance(deadline: Deadline, table: Table, *, on: date | None = None) -> int:
    """Days from a day, by default today, to the due day, in the rule's own days; below zero once it is over."""
    today, due_on = on or clock.today(), deadline.due_on or clock.today()
    if deadline.rule.day_type == DayType.CALENDAR:
        return (due_on - today).days
    return between(today, due_on, table).number


def due(deadline: Deadline, table: Table) -> Due:
    is_late = deadline.due_on is not None and clock.today() > deadline.due_on and distance(deadline, table) < 0
    tone = "error" if is_late else "warning" if deadline.due_on == clock.today() else "neutral"
    return Due(left(deadline, table), is_late, deadline.due_on, tone, deadline.id)


def left(deadline: Deadline, table: Table) -> str:
    if deadline.due_on is None:
        return pgettext("deadline", "Paused")
    words = left_words(deadline, distance(deadline, table))
    return _("%(words)s (provisional)", words=words) if deadline.is_provisional else words


def left_words(deadline: Deadline, days: int) -> str:
    """Working days and calendar days are named apart: five of them are not the same stretch."""
    day = filters.format_day(deadline.due_on)
    if deadline.due_on == clock.today():
        return pgettext("deadline", "Due today")
    if days < 0:
        return late_words(-days, deadline.rule.day_type)
    if deadline.rule.day_type == DayType.CALENDAR:
        return ngettext("%(num)d day left (by %(day)s)", "%(num)d days left (by %(day)s)", days, day=day)
    return ngettext("%(num)d working day left (by %(day)s)", "%(num)d working days left (by %(day)s)", days, day=day)


def late_words(days: int, day_type: str) -> str:
    if day_type == DayType.CALENDAR:
        return ngettext("%(num)d day late", "%(num)d days late", days)
    return ngettext("%(num)d working day late", "%(num)d working days late", days)


def length_words(length: int, day_type: str) -> str:
    if day_type == DayType.CALENDAR:
        return ngettext("%(num)d day", "%(num)d days", length)
    return ngettext("%(num)d working day", "%(num)d working days", length)


def since_words(hours: float) -> str:
    """How long something has waited: minutes, hours, then days."""
    if hours < 1:
        return ngettext("%(num)d minute", "%(num)d minutes", max(1, int(hours * 60)))
    if hours < 48:
        return ngettext("%(num)d hour", "%(num)d hours", int(hours))
    return ngettext("%(num)d day", "%(num)d days", int(hours // 24))
