"""Words about display terms and leaving the public: causes, verdicts, refusals, what each step of a term means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_pgettext, pgettext

from content.display.terms import Step
from portal import filters

Words = Callable[[dict[str, Any]], str]


def day(text: str) -> str:
    return filters.format_day(date.fromisoformat(text))


REFUSALS: dict[str, Words] = {
    "decision_withdrawn": lambda facts: pgettext("record", "Decision withdrawn by law"),
    "left_for_good": lambda facts: _("This record was repaired. It is never shown again."),
    "kept_inside_by_its_term": lambda facts: _(
        "By its tier, its dates or its last day this record is not shown. It stays in your unit's history."
    ),
    "no_such_term_rule": lambda facts: _("There is no such rule."),
    "rule_is_confirmed": lambda facts: _("This rule is confirmed. A change of law is entered as the next version."),
    "own_rule": lambda facts: _("You entered this rule yourself. Another person has to confirm it."),
    "leaves_by_request": lambda facts: _(
        "A record leaves on two people's word. Enter why it leaves; another person confirms it."
    ),
    "not_a_record": lambda facts: _("This is an article. Withdraw it on its own page."),
    "not_a_penalty": lambda facts: _("These papers belong to penalties only."),
    "nothing_to_leave": lambda facts: _("Nothing of this record is public now."),
    "leaving_is_asked": lambda facts: _("A request for this record waits already. Confirm or refuse that one."),
    "leaving_is_decided": lambda facts: _("Somebody was faster: this request is decided. Nothing was changed."),
    "own_request": lambda facts: _("You entered this request yourself. Another person has to decide on it."),
    "no_such_request": lambda facts: _("There is no such request, or it belongs to another unit."),
    "list_is_known": lambda facts: _("This very list was taken in before."),
}
ISSUES: dict[str, Words] = {
    "term_only_shortens": lambda facts: _(
        "Display ends on %(latest)s at the latest. A unit may only shorten it.", latest=day(facts["latest"])
    ),
    "not_in_range": lambda facts: _("Use a whole number from %(least)s to %(most)s.", **facts),
    "longer_than_most": lambda facts: _("The shortest term is longer than the longest (%(most)s).", **facts),
    "before_minimum_term": lambda facts: _(
        "Before the shortest term is over (%(earliest)s) no repair is possible. Check the date on the document.",
        earliest=day(facts["earliest"]),
    ),
    "column_missing": lambda facts: _("The list has no column “%(column)s”.", **facts),
    "no_lines": lambda facts: _("There is no line in this list."),
}
EVENTS = {
    "term_rule.confirmed": lazy_pgettext("event", "Display rule confirmed"),
    "term_rule.changed": lazy_pgettext("event", "Display rule changed"),
    "term_setting.changed": lazy_pgettext("event", "Display setting changed"),
    "displays.ended": lazy_pgettext("event", "Displays ended"),
    "leaving.asked": lazy_pgettext("event", "Taking down asked for"),
    "leaving.confirmed": lazy_pgettext("event", "Taking down confirmed"),
    "leaving.refused": lazy_pgettext("event", "Taking down refused"),
    "document.served": lazy_pgettext("event", "Served paper entered"),
}
JOBS = {
    "expiry": lazy_pgettext("job", "End displays whose last day is over"),
    "terms": lazy_pgettext("job", "Reckon last days anew when rules change"),
    "surfaces": lazy_pgettext("job", "Ask every surface about what left"),
    "look_back": lazy_pgettext("job", "Ask again about the last days"),
}
SURFACES = {
    "live:item_page": lazy_pgettext("surface", "Item pages"),
    "live:home": lazy_pgettext("surface", "Home page"),
    "live:lists": lazy_pgettext("surface", "Lists of columns and units"),
    "live:search": lazy_pgettext("surface", "Search answers"),
    "live:subject": lazy_pgettext("surface", "Pages of companies"),
    "live:sitemap": lazy_pgettext("surface", "Site map for search engines"),
    "live:feeds": lazy_pgettext("surface", "Feeds"),
}
FIELDS = {
    "tier": lazy_pgettext("field", "Tier"),
    "display_until": lazy_pgettext("field", "On display until"),
    "is_shown": lazy_pgettext("field", "Shown to the public"),
    "least_months": lazy_pgettext("field", "Shortest term (months)"),
    "most_months": lazy_pgettext("field", "Longest term (months)"),
    "valid_from": lazy_pgettext("field", "For decisions from"),
    "value": lazy_pgettext("field", "Choice"),
    "cause": lazy_pgettext("field", "Why it leaves"),
    "document_date": lazy_pgettext("field", "Date on the document"),
    "document": lazy_pgettext("field", "Paper"),
    "served_on": lazy_pgettext("field", "Served on"),
}
CAUSES = {
    "repaired": lazy_pgettext("cause", "Credit repaired"),
    "annulled": lazy_pgettext("cause", "Decision annulled, unlawful or void"),
    "changed": lazy_pgettext("cause", "Decision changed"),
    "error": lazy_pgettext("cause", "Entered by mistake"),
    "privacy": lazy_pgettext("cause", "Personal data"),
}
OUTCOMES = {
    "": (lazy_pgettext("leaving", "Waits for a second person"), "warning"),
    "done": (lazy_pgettext("leaving", "Taken down"), "success"),
    "refused": (lazy_pgettext("leaving", "Refused"), "neutral"),
    "overtaken": (lazy_pgettext("leaving", "Had left before"), "neutral"),
}
VERDICTS = {
    "matched": (lazy_pgettext("verdict", "Found, will be taken down"), "success"),
    "unsure": (lazy_pgettext("verdict", "Found; before the shortest term of a rule not yet confirmed"), "warning"),
    "too_early": (lazy_pgettext("verdict", "Shortest term not over: stays"), "error"),
    "gone": (lazy_pgettext("verdict", "No longer public"), "neutral"),
    "not_found": (lazy_pgettext("verdict", "Not found in this unit"), "error"),
    "ambiguous": (lazy_pgettext("verdict", "Fits more than one: do it one by one"), "error"),
    "repeated": (lazy_pgettext("verdict", "Named before in this list"), "neutral"),
    "unreadable": (lazy_pgettext("verdict", "Code, number or date cannot be read"), "error"),
}
SETTINGS = {
    "transition": lazy_pgettext("setting", "Decisions older than the newest rule"),
    "show_minor": lazy_pgettext("setting", "Show minor misconduct"),
}
CHOICES = {
    "transition": {
        "lenient": lazy_pgettext("setting", "the rule kinder to the subject"),
        "decided": lazy_pgettext("setting", "the rule of the day of decision"),
        "newest": lazy_pgettext("setting", "the newest rule"),
    },
    "show_minor": {
        "no": lazy_pgettext("setting", "not shown"),
        "yes": lazy_pgettext("setting", "shown for the longest term of its rule"),
    },
}


def months(number: int | None) -> str:
    return "—" if number is None else _("%(n)s months", n=number)


def rule_step(facts: dict[str, Any]) -> str:
    if facts["most_months"] is None:
        return _("Rule of the tier %(tier)s, version %(version)s: %(source)s.", **facts)
    told = {"least": months(facts["least_months"]), "most": months(facts["most_months"])}
    return _("Rule of the tier %(tier)s, version %(version)s: %(least)s to %(most)s. %(source)s", **facts, **told)


STEPS: dict[str, Words] = {
    "starts_on_document_date": lambda facts: _(
        "The term counts from the date of the decision, %(day)s.", day=day(facts["day"])
    ),
    "rule": rule_step,
    "rule_unconfirmed": lambda facts: _("This rule is not confirmed yet, so no day for repair is told to the public."),
    "tier_not_shown": lambda facts: _("Records of the tier %(tier)s are not shown.", **facts),
    "transition": lambda facts: _(
        "The decision is older than the newest rule. Setting: %(setting)s.",
        setting=str(CHOICES["transition"][facts["setting"]]),
    ),
    "shortened_by_unit": lambda facts: _("The unit ends the display earlier: %(day)s.", day=day(facts["last_day"])),
    "own_last_day": lambda facts: _("It is shown until the day it names itself, %(day)s.", day=day(facts["last_day"])),
    "without_end": lambda facts: _("It is shown without an end."),
    "permit_not_in_force": lambda facts: _("The permit is no longer in force."),
    "other_field": lambda facts: _("Its source is another department: it is kept for use inside."),
    "tier_missing": lambda facts: _("Without a tier it is not shown."),
    "decision_date_missing": lambda facts: _("Without the date of the decision it is not shown."),
    "no_rule_in_force": lambda facts: _("No rule covers this tier on that day: it is not shown."),
}


def step(found: Step) -> str:
    return STEPS[found.code](found.facts)
