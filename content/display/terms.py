"""How long a record is shown: by its own dates, or by severity and the decision's day. Pure: values in, values out."""

from __future__ import annotations

import calendar
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from content.errors import Issue

TIERS = ("轻微", "一般", "严重")
#: How exchange formats write "without end".
OPEN_END = date(2099, 12, 31)
#: The kinds whose term follows from how grave the conduct was.
TIERED = frozenset({"penalty"})
TRANSITIONS = ("lenient", "decided", "newest")
NOT_IN_FORCE = frozenset({"2", "无效"})


@dataclass(frozen=True)
class Rule:
    """One version of the rule of a tier. ``valid_from`` and ``valid_to`` are days of decisions."""

    kind: str
    tier: str
    version: int
    valid_from: date | None
    valid_to: date | None
    is_shown: bool
    least_months: int | None
    most_months: int | None
    source: str = ""
    is_confirmed: bool = False

    def governs(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def is_later_than(self, day: date) -> bool:
        return self.valid_from is not None and self.valid_from > day


@dataclass(frozen=True)
class Settings:
    """``transition``: what judges a decision older than the newest rule (``TRANSITIONS``)."""

    transition: str = "lenient"
    shows_minor: bool = False


@dataclass(frozen=True)
class Rules:
    """Every rule that has begun, and the settings."""

    rows: tuple[Rule, ...] = ()
    settings: Settings = Settings()
    #: Words one of which stands in the name of every source of our own field. Empty: any source will do.
    own_field: tuple[str, ...] = ()

    def of(self, kind: str, tier: str) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rows if rule.kind == kind and rule.tier == tier)


@dataclass(frozen=True)
class Step:
    """One step of why a window is as it is: a code and facts."""

    code: str
    facts: dict[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Window:
    """When a record is shown; ``last_day`` counts among the days shown, and None is without end.

    ``repair_from`` is for the public and given only where the rule is confirmed; ``earliest_repair`` is for checks.
    """

    first_day: date | None = None
    last_day: date | None = None
    is_shown: bool = True
    repair_from: date | None = None
    earliest_repair: date | None = None
    rule_version: int | None = None
    is_transitional: bool = False
    is_confirmed: bool = False
    reasons: tuple[Step, ...] = ()

    def is_open_on(self, day: date) -> bool:
        return self.is_shown and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True)
class Span:
    """The fields that open and close the display of a kind with dates of its own; the first filled one counts."""

    opens: tuple[str, ...]
    closes: tuple[str, ...]


SPANS = {
    "permit": Span(("decided_on", "valid_from"), ("valid_until",)),
    "listing": Span(("listed_from", "decided_on"), ("listed_until",)),
    "measure": Span(("listed_from", "decided_on"), ("listed_until", "valid_until")),
    "rating": Span(("decided_on",), ("listed_until",)),
    "commitment": Span(("signed_on",), ("listed_until",)),
    "good_record": Span(("decided_on",), ("listed_until",)),
}


def add_months(day: date, months: int) -> date:
    """The same day so many months on, clamped to the month's end: 2025-11-30 and three months is 2026-02-28."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def day_in(values: Mapping[str, Any], *names: str) -> date | None:
    """The first of these fields that holds a day."""
    for name in names:
        text = values.get(name) or ""
        try:
            return date.fromisoformat(text)
        except (TypeError, ValueError):
            continue
    return None


def window(kind: str, values: Mapping[str, Any], rules: Rules) -> Window:
    """When a record of this kind with these values is shown. What has no term of its own is shown without end.

    What another department handed on is for use inside, never for display.
    """
    if not is_of_own_field(values, rules):
        return Window(is_shown=False, reasons=(Step("other_field"),))
    if kind in TIERED:
        return tiered(kind, values, rules)
    if kind in SPANS:
        return spanned(kind, values)
    return Window()


def is_of_own_field(values: Mapping[str, Any], rules: Rules) -> bool:
    source = values.get("source_unit") or values.get("deciding_body") or ""
    return not source or not rules.own_field or any(word in source for word in rules.own_field)


def explain(kind: str, values: Mapping[str, Any], rules: Rules) -> tuple[Step, ...]:
    return window(kind, values, rules).reasons


def issues(kind: str, values: Mapping[str, Any], rules: Rules) -> list[Issue]:
    """What of the term has to be mended before the record is taken in: a tier, and no longer display than allowed."""
    if kind not in TIERED:
        return []
    if values.get("tier") not in TIERS:
        return [Issue("tier", "not_a_choice" if values.get("tier") else "required", {"choices": list(TIERS)})]
    first, wished = day_in(values, "decided_on"), day_in(values, "display_until")
    if first is None or wished is None:
        return []
    if wished < first:
        return [Issue("display_until", "too_early", {"earliest": first.isoformat()})]
    longest = longest_of(kind, values, rules)
    if longest is not None and wished > longest:
        return [Issue("display_until", "term_only_shortens", {"latest": longest.isoformat()})]
    return []


def longest_of(kind: str, values: Mapping[str, Any], rules: Rules) -> date | None:
    return window(kind, {**values, "display_until": ""}, rules).last_day


# By a kind's own dates


def spanned(kind: str, values: Mapping[str, Any]) -> Window:
    span = SPANS[kind]
    first, last = day_in(values, *span.opens), day_in(values, *span.closes)
    if kind == "permit" and values.get("status") in NOT_IN_FORCE:
        return Window(first, None, is_shown=False, reasons=(Step("permit_not_in_force"),))
    if last is None or last >= OPEN_END:
        return Window(first, None, reasons=(Step("without_end"),))
    return Window(first, last, reasons=(Step("own_last_day", {"last_day": last.isoformat()}),))


# By tier and the day of the decision


def tiered(kind: str, values: Mapping[str, Any], rules: Rules) -> Window:
    decided_on, tier = day_in(values, "decided_on"), values.get("tier")
    if tier not in TIERS:
        return Window(decided_on, is_shown=False, reasons=(Step("tier_missing"),))
    if decided_on is None:
        return Window(is_shown=False, reasons=(Step("decision_date_missing"),))
    candidates = judging(rules.of(kind, str(tier)), decided_on, rules.settings)
    if not candidates:
        return Window(decided_on, is_shown=False, reasons=(Step("no_rule_in_force", {"tier": tier}),))
    chosen = min((by_rule(rule, decided_on, rules.settings) for rule in candidates), key=leniency)
    if any(rule.is_later_than(decided_on) for rule in rules.of(kind, str(tier))):
        step = Step("transition", {"setting": rules.settings.transition})
        chosen = dataclasses.replace(chosen, is_transitional=True, reasons=(*chosen.reasons, step))
    return shortened(chosen, day_in(values, "display_until"))


def judging(rules: tuple[Rule, ...], day: date, settings: Settings) -> tuple[Rule, ...]:
    """The rules among which the one more lenient to the subject counts."""
    own = tuple(rule for rule in rules if rule.governs(day))
    later = tuple(rule for rule in rules if rule.is_later_than(day))
    if settings.transition == "newest" and later:
        return (max(later, key=lambda rule: rule.version),)
    if settings.transition == "lenient":
        return own + later
    return own


def by_rule(rule: Rule, decided_on: date, settings: Settings) -> Window:
    """The window one rule gives. The clock starts on the day of the document, not at the upload."""
    is_shown = rule.is_shown or (settings.shows_minor and rule.most_months is not None)
    last = add_months(decided_on, rule.most_months) if is_shown and rule.most_months is not None else None
    earliest = add_months(decided_on, rule.least_months) if is_shown and rule.least_months is not None else None
    steps = [Step("starts_on_document_date", {"day": decided_on.isoformat()})]
    facts = {"tier": rule.tier, "version": rule.version, "source": rule.source}
    steps.append(Step("rule", facts | {"least_months": rule.least_months, "most_months": rule.most_months}))
    if not is_shown:
        steps.append(Step("tier_not_shown", {"tier": rule.tier}))
    if not rule.is_confirmed:
        steps.append(Step("rule_unconfirmed"))
    return Window(
        first_day=decided_on,
        last_day=last,
        is_shown=is_shown,
        repair_from=earliest if rule.is_confirmed else None,
        earliest_repair=earliest,
        rule_version=rule.version,
        is_confirmed=rule.is_confirmed,
        reasons=tuple(steps),
    )


def leniency(found: Window) -> tuple[bool, date, date, int]:
    """Smallest is kindest to the subject: not shown, then shown shorter, then repaired sooner, then the newest rule."""
    newest = -(found.rule_version or 0)
    return found.is_shown, found.last_day or date.max, found.earliest_repair or date.max, newest


def shortened(found: Window, wished: date | None) -> Window:
    """A unit may end the display earlier, never later."""
    if wished is None or not found.is_shown or (found.last_day is not None and wished >= found.last_day):
        return found
    step = Step("shortened_by_unit", {"last_day": wished.isoformat()})
    return dataclasses.replace(found, last_day=wished, reasons=(*found.reasons, step))
