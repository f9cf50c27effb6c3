"""Taking in what a citizen reports: checked, throttled, routed to the unit that produced it, its clock started."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth import units
from content.auth.units import Unit
from content.display.models import PublicItem
from content.errors import Category, Issue, Refusal, refuse_issues
from content.feedback.models import Kind, Report
from content.working_calendar import deadlines, reckoning, rules, years
from content.working_calendar.models import Deadline
from content.working_calendar.reckoning import DayType, Terms

LONGEST_WRONG = 1000
LONGEST_CONTACT = 120
LONGEST_PAGE = 400
#: Signs that are not taken for one another when read out on the telephone.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
#: How many reports in an hour: from one sender, and altogether.
HOUR = timedelta(hours=1)
FROM_ONE, FROM_ALL = 5, 200
#: A sender's mark is of use for an hour and gone within a day; a contact goes this long after the answer.
MARK_KEPT = timedelta(days=1)
CONTACT_KEPT = timedelta(days=30)

#: The clock of each kind of report; its length and source are rows of the working calendar.
CLOCKS = {Kind.ERROR: "error_reply", Kind.OBJECTION: "objection_reply", Kind.REPAIRED: "repair_claim_reply"}
#: Who answers for pages that no unit produced.
HOUSE_UNIT = "xuanjiao"


def issues(page: str, wrong: str, contact: str, kind: Kind = Kind.ERROR) -> list[Issue]:
    """A claimed repair speaks by its document; everything else needs words."""
    found = [] if wrong or kind is Kind.REPAIRED else [Issue("mistake", "required")]
    for name, text, longest in (
        ("page", page, LONGEST_PAGE),
        ("mistake", wrong, LONGEST_WRONG),
        ("contact", contact, LONGEST_CONTACT),
    ):
        if len(text) > longest:
            found.append(Issue(name, "too_long", {"longest": longest, "length": len(text)}))
    return found


def receive(
    session: Session,
    *,
    page: str,
    wrong: str,
    contact: str,
    sender_mark: str,
    item_id: int | None = None,
    kind: Kind = Kind.ERROR,
    facts: dict[str, Any] | None = None,
) -> Report:
    """Store one report and start its clock. Raises ``to_mend`` or ``too_many_reports``."""
    page, wrong, contact = page.strip(), wrong.strip(), contact.strip()
    refuse_issues(issues(page, wrong, contact, kind))
    trail.lock(session)
    refuse_too_many(session, sender_mark)
    shown = session.get(PublicItem, item_id) if item_id is not None else None
    unit = answering_unit(session, shown)
    report = Report(
        receipt=new_receipt(kind),
        kind=kind.value,
        page=page,
        item_id=shown.item_id if shown else None,
        unit_id=unit.id,
        wrong=wrong,
        contact=contact,
        facts=facts or {},
        sender_mark=sender_mark,
        received_at=clock.now(),
    )
    session.add(report)
    session.flush()
    deadlines.start(session, CLOCKS[kind], about=report.key, on=clock.today(), unit_id=unit.id)
    told = {"kind": kind.value, "unit": unit.id}
    trail.append(session, Event.REPORT_RECEIVED, actor="public", about=report.key, facts=told)
    return report


def answering_unit(session: Session, shown: PublicItem | None) -> Unit:
    """The unit that produced what is wrong; the bureau's office for pages nobody produced."""
    return shown.unit if shown else units.by_code(session, HOUSE_UNIT)


def new_receipt(kind: Kind) -> str:
    """A number nobody can guess from another: it opens the answer without an account."""
    letters = {Kind.ERROR: "JC", Kind.OBJECTION: "YY", Kind.REPAIRED: "XF"}[kind]
    drawn = "".join(secrets.choice(SIGNS) for _sign in range(10))
    return f"{letters}{clock.today():%y%m%d}-{drawn[:5]}-{drawn[5:]}"


def refuse_too_many(session: Session, sender_mark: str) -> None:
    since = clock.now() - HOUR
    query = select(func.count()).select_from(Report).where(Report.received_at > since)
    from_one = session.scalar(query.where(Report.sender_mark == sender_mark)) or 0
    if from_one >= FROM_ONE or (session.scalar(query) or 0) >= FROM_ALL:
        raise Refusal("too_many_reports", Category.BUSY, minutes=60)


def due_if_received(session: Session, kind: Kind) -> date | None:
    """By when it would be answered if it came in today."""
    today = clock.today()
    rule = rules.in_force(session, CLOCKS[kind], on=today)
    reckoned = reckoning.due(Terms(today, rule.length, DayType(rule.day_type)), years.table(session, since=today))
    return reckoned.day if reckoned else None


def clock_of(session: Session, report: Report) -> Deadline | None:
    """The clock that runs, or ran, for a report."""
    clocks = deadlines.of_thing(session, report.key)
    return clocks[-1] if clocks else None


def sweep(session: Session) -> None:
    """Forget what is no longer needed: senders after a day, contacts a month after the answer."""
    now = clock.now()
    session.execute(update(Report).where(Report.received_at < now - MARK_KEPT).values(sender_mark=None))
    session.execute(update(Report).where(Report.approved_at < now - CONTACT_KEPT).values(contact=""))
