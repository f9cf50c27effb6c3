"""Forgetting who objected: a while after the answer, words, contact and proofs go; receipt, times and answer stay."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.choices import keeping as choices
from content.feedback.models import Kind, Report

CHOICE = "objection_kept_days"
AT_ONCE = 200
#: What stays of an erased objection: no word of whom it was.
KEPT_FACTS = frozenset({"role"})


def erase(session: Session, report: Report) -> None:
    report.wrong, report.contact, report.sender_mark = "", "", None
    report.facts = {name: value for name, value in report.facts.items() if name in KEPT_FACTS}
    report.erased_at = clock.now()


def erase_due(session: Session) -> int:
    """Erase what was answered long enough ago by the site's choice. The files themselves go with the next sweep."""
    until = clock.now() - timedelta(days=choices.number(session, CHOICE))
    query = (
        select(Report)
        .where(Report.kind != Kind.ERROR.value, Report.erased_at.is_(None), Report.approved_at < until)
        .order_by(Report.id)
        .limit(AT_ONCE)
    )
    due = list(session.scalars(query))
    for report in due:
        erase(session, report)
    if due:
        session.flush()
        trail.append(session, Event.REPORT_ERASED, actor="system", about="report", facts={"count": len(due)})
    return len(due)
