"""Refusals and issues of calendars, deadlines, deputies and set moments as sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from portal import filters

Words = Callable[[dict[str, Any]], str]

REFUSALS: dict[str, Words] = {
    "no_such_deadline": lambda facts: _("There is no such deadline, or it belongs to another unit."),
    "no_such_year": lambda facts: _("The calendar reaches from 1950 to 2199."),
    "no_such_rule": lambda facts: _("There is no such deadline rule."),
    "no_such_stand_in": lambda facts: _("This deputy was already ended, or belongs to another unit."),
    "stand_in_is_over": lambda facts: _("This deputy's time is over already."),
    "not_late": lambda facts: _("It is not late, so there is nothing to explain."),
    "not_your_claim": lambda facts: _("You have not taken this one up, or a colleague took it over."),
    "already_urgent": lambda facts: _("An urgent review of this edition is asked for already."),
    "nothing_scheduled": lambda facts: _("No moment of publication is set any more."),
    "clock_already_running": lambda facts: _("This deadline runs already."),
    "clock_already_stopped": lambda facts: _("This deadline has ended already."),
    "clock_already_paused": lambda facts: _("This deadline is paused already."),
    "clock_not_paused": lambda facts: _("This deadline is not paused."),
    "no_reason_to_pause": lambda facts: _("The rule of this deadline knows no such reason to pause."),
    "no_rule_in_force": lambda facts: _("No deadline rule was in force on that day."),
    "not_started_yet": lambda facts: _("This deadline has not begun yet."),
    "past_due": lambda facts: _("What is overdue cannot be paused."),
    "rule_begins_in_the_past": lambda facts: _("A rule can be changed from today on, not for the past."),
    "rule_begins_too_early": lambda facts: _("A new version begins after the one before it."),
    "stops_before_its_start": lambda facts: _("A deadline cannot end before it begins."),
}


def day(facts: dict[str, Any]) -> str:
    return filters.format_day(facts["day"])


ISSUES: dict[str, Words] = {
    "bad_email": lambda facts: _("Write the address like name@example.gov.cn, or leave it empty."),
    "bad_moment": lambda facts: _("Choose a date and a time."),
    "moment_has_passed": lambda facts: _("This moment has passed. Choose a later one, or publish at once."),
    "moment_too_far": lambda facts: _("Choose a moment within a year."),
    "not_of_the_unit": lambda facts: _("Only somebody of the same unit can stand in."),
    "stands_in_for_oneself": lambda facts: _("Choose somebody other than the one who is away."),
    "reviews_nothing_here": lambda facts: _("This person does not review in this unit."),
    "ends_before_it_begins": lambda facts: _("The last day lies before the first, or before today."),
    "stands_in_too_long": lambda facts: _(
        "At most %(longest)s days; then name a deputy anew.", longest=facts["longest"]
    ),
    "day_outside_the_year": lambda facts: _(
        "%(day)s does not belong to %(year)s or the December before.", day=day(facts), year=facts["year"]
    ),
    "working_day_is_no_weekend": lambda facts: _(
        "%(day)s is said to be worked, but it is no Saturday or Sunday.", day=day(facts)
    ),
    "day_named_twice": lambda facts: _("%(day)s is named twice.", day=day(facts)),
    "year_unknown": lambda facts: _("No year can be read from the text. Paste it with its title."),
    "nothing_read": lambda facts: _("No day off could be read from the text."),
    "another_year": lambda facts: _(
        "The text speaks of %(year)s, not of %(wanted)s.", year=facts["year"], wanted=facts["wanted"]
    ),
    "festival_missing": lambda facts: _("%(name)s is not named: was the whole text pasted?", name=facts["name"]),
    "line_not_understood": lambda facts: _(
        "Line %(line)s was not understood: %(text)s", line=facts["line"], text=facts["text"]
    ),
    "sentence_not_understood": lambda facts: _("Not understood: %(text)s", text=facts["text"]),
    "no_day_off_read": lambda facts: _("No day off was read for %(name)s.", name=facts["name"]),
    "total_differs": lambda facts: _(
        "%(name)s: the text says %(said)s days, %(found)s were read.",
        name=facts["name"],
        said=facts["said"],
        found=facts["read"],
    ),
    "range_runs_backwards": lambda facts: _(
        "From %(first)s to %(last)s runs backwards.", first=facts["first"], last=facts["last"]
    ),
    "month_unknown": lambda facts: _("Day %(day)s is written without its month.", day=facts["day"]),
    "no_such_day": lambda facts: _(
        "There is no day %(day)s in month %(month)s of %(year)s.",
        day=facts["day"],
        month=facts["month"],
        year=facts["year"],
    ),
    "weekday_differs": lambda facts: _("%(day)s is no such day of the week as the text says.", day=day(facts)),
}
