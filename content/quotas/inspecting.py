"""自查: every point on which a government site fails outright, judged by the year's limits, each with its evidence.

By 国办秘函〔2019〕19号: unreachable, home page or columns standing still, empty columns, no answer, faked dates,
leaks. What cannot be seen from inside the site is named as such and never called good.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import String, cast, func, literal, select
from sqlalchemy.orm import Session

from content import clock
from content.audit.events import Event
from content.audit.trail import AuditEntry
from content.display.models import PublicItem
from content.display.rescanning import LiveFinding
from content.quotas import coverage, limits, spans
from content.quotas.coverage import Renewal
from content.quotas.inspections import Inspection
from content.quotas.limits import SiteLimit
from content.working_calendar.models import Deadline

EVERY = timedelta(days=7)
MOST_EVIDENCE = 50
#: The publication time is the server's own; its entry in the trail is written in the same second.
TOLERANCE = timedelta(minutes=1)
ANSWERS = ("error_reply", "objection_reply")
CODES = ("unreachable", "home", "stale_columns", "neglected_columns", "empty_columns", "unanswered", "dates", "leaks")
GOOD, NEAR, FAILS, UNSEEN = "good", "near", "fails", "unseen"


@dataclass(frozen=True)
class Finding:
    """One point: ``count`` of what is wrong against ``limit``, from which the site fails; ``evidence`` names it."""

    code: str
    standing: str
    count: int = 0
    limit: int = 1
    source: str = ""
    evidence: list[dict[str, Any]] = field(default_factory=list)


def judged(code: str, evidence: Iterable[dict[str, Any]], limit: int = 1, source: str = "") -> Finding:
    """Good without anything wrong, failing from the limit on, near between."""
    found = list(evidence)
    standing = FAILS if len(found) >= limit else NEAR if found else GOOD
    return Finding(code, standing, len(found), limit, source, found[:MOST_EVIDENCE])


def look(session: Session, today: date) -> list[Finding]:
    rows = limits.of_year(session, today.year)
    bounds = {row.code: row for row in rows if row.code != "stale"}
    renewals = coverage.renewals(session, today)
    return [
        Finding("unreachable", UNSEEN),
        home(renewals, limits.stale_by_column(rows).get(limits.HOME), today),
        *columns(renewals, bounds, today),
        unanswered(session, bounds.get("unanswered"), today),
        judged("dates", odd_dates(session)),
        judged("leaks", leaks(session)),
    ]


def home(renewals: list[Renewal], limit: SiteLimit | None, today: date) -> Finding:
    last, stale_from = coverage.home(renewals, limit)
    is_stale = last is None or (stale_from is not None and stale_from <= today)
    evidence = [{"last": last.isoformat() if last else None}] if is_stale else []
    return judged("home", evidence, source=limit.source if limit else "")


def columns(renewals: list[Renewal], bounds: dict[str, SiteLimit], today: date) -> list[Finding]:
    """Columns the rule names for itself and those it does not are counted apart; empty ones apart from both."""
    stale = [one for one in renewals if one.is_stale(today)]
    named = [one for one in stale if one.limit and one.limit.column != limits.OTHERS]
    others = [one for one in stale if one not in named]
    parts = {"stale_columns": named, "neglected_columns": others, "empty_columns": [o for o in renewals if o.is_empty]}
    return [of_columns(code, found, bounds.get(code)) for code, found in parts.items()]


def of_columns(code: str, found: list[Renewal], bound: SiteLimit | None) -> Finding:
    evidence = [{"column": one.column.slug, "last": one.last.isoformat() if one.last else None} for one in found]
    return judged(code, evidence, bound.number if bound else 1, bound.source if bound else "")


def unanswered(session: Session, bound: SiteLimit | None, today: date) -> Finding:
    """Messages whose clock still runs after so many months. Only their keys: what people wrote is theirs."""
    since = months_before(today, bound.number if bound else 3)
    query = select(Deadline.about, Deadline.started_on).where(
        Deadline.rule_code.in_(ANSWERS), Deadline.stopped_on.is_(None), Deadline.started_on < since
    )
    evidence = [{"about": about, "last": on.isoformat()} for about, on in session.execute(query)]
    return judged("unanswered", evidence, source=bound.source if bound else "")


def months_before(day: date, months: int) -> date:
    first = spans.months_on(day.replace(day=1), -months)
    return min(first + timedelta(days=day.day - 1), spans.months_on(first, 1) - timedelta(days=1))


def odd_dates(session: Session) -> list[dict[str, Any]]:
    """Public articles whose publication time is not the one at which the trail saw them published."""
    seen = (
        select(AuditEntry.about, func.min(AuditEntry.at).label("at"))
        .where(AuditEntry.event == Event.EDITION_PUBLISHED.value)
        .group_by(AuditEntry.about)
        .subquery()
    )
    query = (
        select(PublicItem.item_id, PublicItem.title, PublicItem.first_published_at, seen.c.at)
        .join(seen, seen.c.about == literal("item:") + cast(PublicItem.item_id, String))
        .where(~PublicItem.is_record)
    )
    return [
        {"item": item_id, "title": title, "last": shown.isoformat()}
        for item_id, title, shown, at in session.execute(query)
        if abs(shown - at) > TOLERANCE
    ]


def leaks(session: Session) -> list[dict[str, Any]]:
    """What the nightly look over everything live found and nobody has decided on."""
    query = select(LiveFinding.item_id, LiveFinding.kind, LiveFinding.field).order_by(LiveFinding.id)
    return [{"item": item, "kind": kind, "field": name} for item, kind, name in session.execute(query)]


def inspect(session: Session) -> Inspection:
    """Look now and keep what was seen."""
    row = Inspection(made_at=clock.now(), findings=[asdict(finding) for finding in look(session, clock.today())])
    session.add(row)
    session.flush()
    return row


def inspect_when_due(session: Session) -> Inspection | None:
    """Once a week, whenever the worker comes by."""
    last = latest(session)
    return None if last and last.made_at > clock.now() - EVERY else inspect(session)


def latest(session: Session) -> Inspection | None:
    return session.scalar(select(Inspection).order_by(Inspection.id.desc()).limit(1))


def earlier(session: Session, *, limit: int = 26) -> list[Inspection]:
    return list(session.scalars(select(Inspection).order_by(Inspection.id.desc()).limit(limit)))
