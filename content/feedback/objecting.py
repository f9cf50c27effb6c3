"""异议申诉 and 已修复，请同步: about one record, by its subject or an agent with proof; what follows from a yes."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from content import clock
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.display import finding as shown_now
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.feedback import proofs as proofs_needed
from content.feedback import receiving
from content.feedback.models import Kind, Report, Stage
from content.items import cleaning, finding
from content.items.models import Edition, Item, State
from content.masking import gate
from content.workflow import leaving_requests
from content.workflow.leaving_rows import LeavingRequest

#: As whom somebody objects.
ROLES = ("subject", "agent")
LONGEST_NUMBER = leaving_requests.LONGEST_NUMBER


def issues(kind: Kind, role: str, wrong: str, number: str, day: date | None) -> list[Issue]:
    found = [] if role in ROLES else [Issue("role", "not_a_choice", {"choices": list(ROLES)})]
    if kind is Kind.OBJECTION:
        return found
    found += length_issues("document_number", number, LONGEST_NUMBER)
    found += [] if number else [Issue("document_number", "required")]
    if day is None:
        return [*found, Issue("document_date", "required")]
    late = day > clock.today()
    return found + ([Issue("document_date", "in_the_future", {"today": clock.today().isoformat()})] if late else [])


def refuse_unfit(
    session: Session,
    item_id: int,
    kind: Kind,
    *,
    role: str,
    wrong: str,
    contact: str,
    files: int,
    document_number: str = "",
    document_date: date | None = None,
    odd: list[Issue] | None = None,
) -> None:
    """Everything that can be told before the proofs are looked at. Raises ``to_mend`` with every issue at once."""
    if not shown_now.item(session, item_id).is_record:
        raise Refusal("not_a_record", Category.CONFLICT)
    number = cleaning.line(document_number)
    found = [issue for issue in issues(kind, role, wrong, number, document_date) if not (odd and same(issue, odd))]
    typed = receiving.issues("", wrong.strip(), contact.strip(), kind)
    refuse_issues([*found, *(odd or []), *typed, *proofs_needed.count_issues(files)])


def same(issue: Issue, others: list[Issue]) -> bool:
    return any(other.field == issue.field for other in others)


def receive(
    session: Session,
    item_id: int,
    kind: Kind,
    *,
    role: str,
    wrong: str,
    contact: str,
    proofs: list[dict[str, Any]],
    sender_mark: str,
    document_number: str = "",
    document_date: date | None = None,
) -> Report:
    """Take it in for the unit that answers for the record. Numbers of persons in its words are hidden before they are
    stored: the proofs say who it is."""
    refuse_unfit(
        session,
        item_id,
        kind,
        role=role,
        wrong=wrong,
        contact=contact,
        files=len(proofs),
        document_number=document_number,
        document_date=document_date,
    )
    facts: dict[str, Any] = {"role": role, "proofs": proofs}
    if kind is Kind.REPAIRED:
        day = document_date.isoformat() if document_date else ""
        facts |= {"document_number": gate.public_text(cleaning.line(document_number)), "document_date": day}
    said = gate.public_text(cleaning.prose(wrong))
    return receiving.receive(
        session,
        page=f"/items/{item_id}",
        wrong=said,
        contact=contact,
        sender_mark=sender_mark,
        item_id=item_id,
        kind=kind,
        facts=facts,
    )


def is_disputed(session: Session, item_id: int) -> bool:
    """Does an objection to this record wait for its answer?"""
    waits = (Report.item_id == item_id, Report.kind == Kind.OBJECTION.value, Report.stage != Stage.ANSWERED.value)
    return bool(session.scalar(select(exists().where(*waits))))


# What follows from a yes


def item_of(session: Session, report: Report) -> Item | None:
    return session.get(Item, report.item_id) if report.item_id else None


def propose_repair(session: Session, report: Report, *, by: Person) -> LeavingRequest:
    """Enter the claimed repair as a request, by the document the subject named; another person confirms it."""
    require(by, Permission.SEE, unit=report.unit_id)
    item = item_of(session, report)
    if report.kind != Kind.REPAIRED.value or item is None or report.stage == Stage.ANSWERED.value:
        raise Refusal("report_moved_on", Category.CONFLICT)
    day = report.facts.get("document_date")
    return leaving_requests.ask(
        session,
        item,
        "repaired",
        by=by,
        document_number=report.facts.get("document_number", ""),
        document_date=date.fromisoformat(day) if day else None,
    )


def is_followed(session: Session, report: Report) -> bool:
    """Has what a yes promises begun: the record taken down or on its way, or a corrected edition started?"""
    item = item_of(session, report)
    standing = finding.standing(session, item.id) if item else None
    if item is None or standing is None:
        return True
    asked = select(LeavingRequest.id).where(
        LeavingRequest.item_id == item.id,
        LeavingRequest.entered_at >= report.received_at,
        LeavingRequest.outcome != "refused",
    )
    if report.kind == Kind.REPAIRED.value:
        return session.scalar(asked.where(LeavingRequest.cause == "repaired").limit(1)) is not None
    corrected = select(Edition.id).where(
        Edition.item_id == item.id,
        Edition.started_at >= report.received_at,
        Edition.state != State.DISCARDED.value,
        or_(Edition.id != standing.id, Edition.published_at > report.received_at),
    )
    return session.scalar(asked.limit(1)) is not None or session.scalar(corrected.limit(1)) is not None
