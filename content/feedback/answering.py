"""A unit's answer: one person writes it, another says yes, and only then can the sender read it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import Category, Issue, Refusal, refuse_issues
from content.feedback import objecting
from content.feedback.models import Kind, Outcome, Report, Stage
from content.masking import gate
from content.working_calendar import deadlines

LONGEST_ANSWER = 1000
LONGEST_NOTE = 200
#: What stops the clock of either kind.
ANSWERED = "answered"


def text_issues(name: str, text: str, longest: int) -> list[Issue]:
    if not text:
        return [Issue(name, "required")]
    return [Issue(name, "too_long", {"longest": longest, "length": len(text)})] if len(text) > longest else []


def hold(session: Session, report: Report, *stages: Stage) -> None:
    """Take the chain's lock and refuse what somebody else has meanwhile done."""
    trail.lock(session)
    session.refresh(report)
    if report.stage not in [stage.value for stage in stages]:
        raise Refusal("report_moved_on", Category.CONFLICT)


def outcome_issues(report: Report, outcome: str) -> list[Issue]:
    """An objection is upheld or rejected, the answer says why; a report of an error is neither."""
    choices = [""] if report.kind == Kind.ERROR.value else [one.value for one in Outcome]
    return [] if outcome in choices else [Issue("ruling", "not_a_choice", {"choices": choices})]


def draft(session: Session, report: Report, text: str, *, by: Person, outcome: str = "") -> Report:
    """Write the answer, or write it anew; it waits for another person of the unit."""
    require(by, Permission.WRITE, unit=report.unit_id)
    hold(session, report, Stage.RECEIVED, Stage.DRAFTED)
    said = text.strip()
    refuse_issues(outcome_issues(report, outcome) + text_issues("answer", said, LONGEST_ANSWER))
    report.answer, report.outcome = said, outcome
    report.answered_by, report.answered_at = by, clock.now()
    report.returned_note = ""
    report.stage = Stage.DRAFTED.value
    session.flush()
    trail.append(session, Event.REPORT_DRAFTED, actor=by.key, about=report.key)
    return report


def approve(session: Session, report: Report, *, by: Person) -> Report:
    """Let the sender read the answer, masked like everything public. Nobody approves their own.

    Raises ``nothing_follows`` for an objection upheld while the record stands as it stood.
    """
    require(by, Permission.REVIEW, unit=report.unit_id)
    hold(session, report, Stage.DRAFTED)
    if report.answered_by_id == by.id:
        raise Refusal("own_work", Category.FORBIDDEN)
    if report.outcome == Outcome.UPHELD.value and not objecting.is_followed(session, report):
        raise Refusal("nothing_follows", Category.CONFLICT)
    report.answer = gate.public_text(report.answer)
    report.approved_by, report.approved_at = by, clock.now()
    report.stage = Stage.ANSWERED.value
    session.flush()
    deadlines.happened(session, ANSWERED, about=report.key, on=clock.today())
    facts = {"outcome": report.outcome} if report.outcome else {}
    trail.append(session, Event.REPORT_ANSWERED, actor=by.key, about=report.key, facts=facts)
    return report


def give_back(session: Session, report: Report, note: str, *, by: Person) -> Report:
    """Not yet: say what the answer lacks."""
    require(by, Permission.REVIEW, unit=report.unit_id)
    hold(session, report, Stage.DRAFTED)
    said = note.strip()
    refuse_issues(text_issues("note", said, LONGEST_NOTE))
    report.returned_note = said
    report.stage = Stage.RECEIVED.value
    session.flush()
    trail.append(session, Event.REPORT_RETURNED, actor=by.key, about=report.key)
    return report
