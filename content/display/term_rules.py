"""The rules of display terms as rows: planted from a file, confirmed by 法规处, changed by adding a version."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, event, func, select
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column, relationship

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.audit.trail import AuditEntry
from content.auth.people import Person
from content.auth.permissions import Permission, may
from content.auth.units import Unit
from content.database import Base
from content.display import terms
from content.display.terms import Rule, Rules, Settings, Window
from content.errors import Category, Issue, Refusal, refuse_issues
from content.items import cleaning

RULES_FILE = Path(__file__).parent / "term_rules.toml"
#: The office that answers for tiers and legal rows.
CONFIRMING_UNIT = "fagui"
LONGEST_TERM = 120
LONGEST_SOURCE = 200
#: Each setting and what it may be, the default first.
CHOICES = {"transition": terms.TRANSITIONS, "show_minor": ("no", "yes")}
LOADED = "term_rules"
CHANGES = (Event.TERM_RULE_CONFIRMED, Event.TERM_RULE_CHANGED, Event.TERM_SETTING_CHANGED)


class TermRule(Base):
    """How long records of a tier are shown. ``valid_from`` and ``valid_to`` are days of decisions."""

    __tablename__ = "term_rule"
    __table_args__ = (
        CheckConstraint("version >= 1", name="term_rule_versions_count_from_one"),
        CheckConstraint("tier IN ('轻微', '一般', '严重')", name="term_rule_tier_is_known"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="term_rule_ends_after_it_begins"),
        CheckConstraint("least_months >= 0 AND most_months <= 120", name="term_rule_length_is_plausible"),
        CheckConstraint("least_months <= most_months", name="term_rule_minimum_fits_the_maximum"),
        CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_on IS NULL)", name="term_rule_is_confirmed_by_somebody_on_a_day"
        ),
        CheckConstraint("confirmed_by_id <> entered_by_id", name="term_rule_takes_two_people"),
    )

    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    tier: Mapped[str] = mapped_column(String(8), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_shown: Mapped[bool]
    least_months: Mapped[int | None]
    most_months: Mapped[int | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))
    #: None where the row was planted with the site.
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=confirmed_by_id)

    @property
    def key(self) -> str:
        return f"term_rule:{self.kind}-{terms.TIERS.index(self.tier)}-{self.version}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_on is not None

    @property
    def value(self) -> Rule:
        return Rule(
            self.kind,
            self.tier,
            self.version,
            self.valid_from,
            self.valid_to,
            self.is_shown,
            self.least_months,
            self.most_months,
            self.source,
            self.is_confirmed,
        )


class TermSetting(Base):
    """One choice about terms. The newest row of a name is in force; older ones stay as history."""

    __tablename__ = "term_setting"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(32), index=True)
    value: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]


# Planted


@cache
def seeds() -> dict[str, Any]:
    return tomllib.loads(RULES_FILE.read_text(encoding="utf-8"))


def plant(session: Session) -> None:
    """Enter the rules of every tier, and every setting, that the database does not have."""
    known = {(rule.kind, rule.tier) for rule in session.scalars(select(TermRule))}
    versions: dict[tuple[str, str], int] = {}
    for seed in seeds()["rule"]:
        tier = seed["kind"], seed["tier"]
        versions[tier] = versions.get(tier, 0) + 1
        if tier not in known:
            session.add(TermRule(version=versions[tier], entered_at=clock.now(), **seed))
    settled = set(session.scalars(select(TermSetting.name)))
    for seed in seeds()["setting"]:
        if seed["name"] not in settled:
            session.add(TermSetting(set_at=clock.now(), **seed))
    session.flush()


# Read


def load(session: Session) -> Rules:
    """Every rule that has begun by today, and the settings, read once per transaction."""
    if LOADED not in session.info:
        rows = tuple(row.value for row in everything(session) if not row.value.is_later_than(clock.today()))
        chosen = {row.name: row.value for row in settings(session)}
        shows_minor = chosen.get("show_minor", "no") == "yes"
        chosen_now = Settings(chosen.get("transition", "lenient"), shows_minor)
        session.info[LOADED] = Rules(rows, chosen_now, tuple(seeds()["own_field"]["words"]))
    loaded: Rules = session.info[LOADED]
    return loaded


@event.listens_for(Session, "after_transaction_end")
def forget(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(LOADED, None)


def window_of(session: Session, kind: str, values: Mapping[str, Any]) -> Window:
    """When a record of this kind with these values is shown, by the rules in force."""
    return terms.window(kind, values, load(session))


def everything(session: Session) -> list[TermRule]:
    """Every version of every rule, by kind, from the lightest tier, oldest first."""
    rows = session.scalars(select(TermRule).order_by(TermRule.kind, TermRule.version))
    return sorted(rows, key=lambda row: (row.kind, terms.TIERS.index(row.tier), row.version))


def settings(session: Session) -> list[TermSetting]:
    """The setting rows in force."""
    newest = select(func.max(TermSetting.id)).group_by(TermSetting.name)
    return list(session.scalars(select(TermSetting).where(TermSetting.id.in_(newest)).order_by(TermSetting.id)))


def changed_at(session: Session) -> datetime | None:
    """When somebody last changed or confirmed anything here: what is shown since before has to be reckoned anew."""
    return session.scalar(select(func.max(AuditEntry.at)).where(AuditEntry.event.in_([one.value for one in CHANGES])))


def rule(session: Session, kind: str, tier: str, version: int) -> TermRule:
    found = session.get(TermRule, (kind, tier, version))
    if found is None:
        raise Refusal("no_such_term_rule", Category.MISSING)
    return found


# Changed


def may_confirm(session: Session, person: Person) -> bool:
    """The reviewers of 法规处, and an administrator on their word."""
    office = session.scalar(select(Unit.id).where(Unit.code == CONFIRMING_UNIT))
    return may(person, Permission.ADMINISTER) or (office is not None and may(person, Permission.REVIEW, unit=office))


def require_confirming(session: Session, person: Person) -> None:
    if not may_confirm(session, person):
        raise Refusal("not_permitted", Category.FORBIDDEN)


def confirm(session: Session, row: TermRule, *, by: Person) -> TermRule:
    """Say that a row is what the law says. Nobody confirms a row they entered themselves."""
    require_confirming(session, by)
    trail.lock(session)
    session.refresh(row)
    if row.is_confirmed:
        raise Refusal("rule_is_confirmed", Category.CONFLICT)
    if row.entered_by_id == by.id:
        raise Refusal("own_rule", Category.FORBIDDEN)
    row.confirmed_by_id, row.confirmed_on = by.id, clock.today()
    return written(session, row, Event.TERM_RULE_CONFIRMED, by)


def written(session: Session, row: TermRule, what: Event, by: Person) -> TermRule:
    session.flush()
    session.info.pop(LOADED, None)
    facts = {"version": row.version, "is_shown": row.is_shown, "least": row.least_months, "most": row.most_months}
    trail.append(session, what, actor=by.key, about=row.key, facts=facts)
    return row


def mend(
    session: Session,
    row: TermRule,
    *,
    by: Person,
    is_shown: bool,
    least_months: int | None,
    most_months: int | None,
    source: str,
) -> TermRule:
    """Put right a row nobody confirmed yet. What was confirmed stays: a change of law makes a new version."""
    require_confirming(session, by)
    trail.lock(session)
    session.refresh(row)
    if row.is_confirmed:
        raise Refusal("rule_is_confirmed", Category.CONFLICT)
    said = cleaning.line(source)
    refuse_issues(length_of_term_issues(is_shown, least_months, most_months) + source_issues(said))
    row.is_shown, row.least_months, row.most_months, row.source = is_shown, least_months, most_months, said
    row.entered_by_id, row.entered_at = by.id, clock.now()
    return written(session, row, Event.TERM_RULE_CHANGED, by)


def revise(
    session: Session,
    kind: str,
    tier: str,
    *,
    by: Person,
    valid_from: date,
    is_shown: bool,
    least_months: int | None,
    most_months: int | None,
    source: str,
) -> TermRule:
    """End the newest version the day before and add the next, unconfirmed."""
    require_confirming(session, by)
    trail.lock(session)
    newest = [row for row in everything(session) if (row.kind, row.tier) == (kind, tier)]
    if not newest:
        raise Refusal("no_such_term_rule", Category.MISSING)
    last, said = newest[-1], cleaning.line(source)
    issues = length_of_term_issues(is_shown, least_months, most_months) + source_issues(said)
    if last.valid_from is not None and valid_from <= last.valid_from:
        issues.append(Issue("valid_from", "too_early", {"earliest": last.valid_from.isoformat()}))
    refuse_issues(issues)
    last.valid_to = date.fromordinal(valid_from.toordinal() - 1)
    session.flush()
    row = TermRule(
        kind=kind,
        tier=tier,
        version=last.version + 1,
        valid_from=valid_from,
        is_shown=is_shown,
        least_months=least_months,
        most_months=most_months,
        source=said,
        entered_by_id=by.id,
        entered_at=clock.now(),
    )
    session.add(row)
    return written(session, row, Event.TERM_RULE_CHANGED, by)


def length_of_term_issues(is_shown: bool, least: int | None, most: int | None) -> list[Issue]:
    if is_shown and (least is None or most is None):
        return [
            Issue(name, "required") for name, value in (("least_months", least), ("most_months", most)) if value is None
        ]
    odd = [
        Issue(name, "not_in_range", {"least": 0, "most": LONGEST_TERM})
        for name, value in (("least_months", least), ("most_months", most))
        if value is not None and not 0 <= value <= LONGEST_TERM
    ]
    if not odd and least is not None and most is not None and least > most:
        return [Issue("least_months", "longer_than_most", {"most": most})]
    return odd


def source_issues(said: str) -> list[Issue]:
    if not said:
        return [Issue("source", "required")]
    if len(said) > LONGEST_SOURCE:
        return [Issue("source", "too_long", {"longest": LONGEST_SOURCE, "length": len(said)})]
    return []


def choose(session: Session, name: str, value: str, *, by: Person, source: str) -> TermSetting:
    """Set how older decisions are judged, or whether 轻微 is shown, with the reason for it."""
    require_confirming(session, by)
    said = cleaning.line(source)
    issues = [] if value in CHOICES.get(name, ()) else [Issue("value", "not_a_choice", {})]
    refuse_issues(issues + source_issues(said))
    trail.lock(session)
    row = TermSetting(name=name, value=value, source=said, set_by_id=by.id, set_at=clock.now())
    session.add(row)
    session.flush()
    session.info.pop(LOADED, None)
    facts = {"setting": name, "value": value}
    trail.append(session, Event.TERM_SETTING_CHANGED, actor=by.key, about=f"term_setting:{name}", facts=facts)
    return row
