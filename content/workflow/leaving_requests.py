"""Leaving on somebody's word: one person asks with the document in hand, another confirms, and it is gone at once."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, may, require, units_where
from content.display import public_view, term_rules, terms
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning, clocks, finding
from content.items.models import Edition, Item, State
from content.kinds import reader
from content.masking import gate
from content.workflow.leaving import LONGEST_REASON
from content.workflow.leaving_rows import LeavingRequest
from content.workflow.moving import hold, move
from content.working_calendar import deadlines

CAUSES = ("repaired", "annulled", "changed", "error", "privacy")
#: Rest on a document somebody else wrote.
BY_DOCUMENT = frozenset({"repaired", "annulled", "changed"})
#: The law wants these said in public, with the reason (行政处罚法 art. 48).
TOLD = frozenset({"annulled", "changed"})
LONGEST_NUMBER = 128
CLOCK = "withdrawal"


def ask(
    session: Session,
    item: Item,
    cause: str,
    *,
    by: Person,
    document_number: str = "",
    document_date: date | None = None,
    reason: str = "",
) -> LeavingRequest:
    """Enter that a public record has to leave. Raises ``to_mend`` with every issue at once.

    A repair before the minimum term is refused where the rule is confirmed; where it is not, whoever confirms is told.
    """
    require(by, Permission.SEE, item=item)
    if not reader.kind(item.kind).is_record:
        raise Refusal("not_a_record", Category.CONFLICT)
    trail.lock(session)
    edition = finding.standing(session, item.id)
    if edition is None:
        raise Refusal("nothing_to_leave", Category.CONFLICT)
    if open_of_item(session, item.id) is not None:
        raise Refusal("leaving_is_asked", Category.CONFLICT)
    number, said = cleaning.line(document_number), gate.public_text(cleaning.line(reason))
    issues = issues_of(cause, number, document_date, said, edition)
    is_early = cause == "repaired" and is_before_minimum(session, edition, document_date)
    if is_early:
        issues += minimum_issues(session, edition)
    refuse_issues(issues)
    row = LeavingRequest(
        item=item,
        unit_id=item.unit_id,
        cause=cause,
        document_number=number,
        document_date=document_date,
        reason=said,
        is_before_minimum=is_early,
        due_on=due_on(session, item, cause, document_date),
        entered_by=by,
        entered_at=clock.now(),
    )
    session.add(row)
    session.flush()
    facts = {"cause": cause, "request": row.key}
    trail.append(session, Event.LEAVING_ASKED, actor=by.key, about=item.key, facts=facts)
    return row


def issues_of(cause: str, number: str, day: date | None, said: str, edition: Edition) -> list[Issue]:
    if cause not in CAUSES:
        return [Issue("cause", "not_a_choice", {"choices": list(CAUSES)})]
    issues = length_issues("document_number", number, LONGEST_NUMBER) + length_issues("reason", said, LONGEST_REASON)
    if cause in BY_DOCUMENT:
        issues += [] if number else [Issue("document_number", "required")]
        issues += day_issues(day, edition)
    if cause != "repaired" and not said:
        issues.append(Issue("reason", "required"))
    return issues


def day_issues(day: date | None, edition: Edition) -> list[Issue]:
    if day is None:
        return [Issue("document_date", "required")]
    if day > clock.today():
        return [Issue("document_date", "in_the_future", {"today": clock.today().isoformat()})]
    decided_on = terms.day_in(edition.fields, "decided_on", "listed_from")
    if decided_on is not None and day < decided_on:
        return [Issue("document_date", "too_early", {"earliest": decided_on.isoformat()})]
    return []


def is_before_minimum(session: Session, edition: Edition, day: date | None) -> bool:
    earliest = term_rules.window_of(session, edition.item.kind, edition.fields).earliest_repair
    return day is not None and earliest is not None and day < earliest


def minimum_issues(session: Session, edition: Edition) -> list[Issue]:
    window = term_rules.window_of(session, edition.item.kind, edition.fields)
    if not window.is_confirmed or window.earliest_repair is None:
        return []
    return [Issue("document_date", "before_minimum_term", {"earliest": window.earliest_repair.isoformat()})]


def due_on(session: Session, item: Item, cause: str, document_date: date | None) -> date | None:
    """Annulled or changed, three working days from the document's date, as a clock that runs; else today."""
    if cause not in TOLD or document_date is None:
        return clock.today()
    clocks.begin(session, item, "annulled", on=document_date)
    running = deadlines.running(session, item.key, CLOCK)
    return running.due_on if running else clock.today()


def confirm(session: Session, request: LeavingRequest, *, by: Person) -> LeavingRequest:
    """The second person's yes: from this moment nothing of the record is public. Nobody confirms their own request.

    Where it left in between by itself, the request ends as ``overtaken``.
    """
    refuse_unless_deciding(session, request, by)
    edition = finding.standing(session, request.item_id)
    if edition is None:
        return settle(session, request, "overtaken", by)
    hold(session, edition)
    name = "withdraw_hidden" if edition.at_rest is State.HIDDEN else "withdraw"
    facts = {"cause": request.cause, "request": request.key}
    move(session, edition, name, actor=by.key, facts=facts)
    public_view.take_down_many(
        session,
        [request.item_id],
        at=clock.now(),
        reason=request.reason if request.cause in TOLD and request.item.kind == "penalty" else "",
        is_final=request.cause == "repaired",
    )
    return settle(session, request, "done", by)


def refuse_unless_deciding(session: Session, request: LeavingRequest, by: Person) -> None:
    require(by, Permission.WITHDRAW, unit=request.unit_id)
    trail.lock(session)
    session.refresh(request)
    if not request.is_open:
        raise Refusal("leaving_is_decided", Category.CONFLICT)
    if request.entered_by_id == by.id:
        raise Refusal("own_request", Category.FORBIDDEN)


def settle(session: Session, request: LeavingRequest, outcome: str, by: Person) -> LeavingRequest:
    request.outcome, request.decided_by, request.decided_at = outcome, by, clock.now()
    session.flush()
    if outcome != "refused":
        clocks.end(session, request.item, "withdrawn")
        if request.cause == "repaired":  # also where its term ended before anybody confirmed
            public_view.bar(session, request.item_id)
    what = Event.LEAVING_REFUSED if outcome == "refused" else Event.LEAVING_CONFIRMED
    facts = {"cause": request.cause, "request": request.key, "outcome": outcome}
    trail.append(session, what, actor=by.key, about=request.item.key, facts=facts)
    return request


def refuse(session: Session, request: LeavingRequest, *, by: Person) -> LeavingRequest:
    """The second person's no: the record stays on display, and its clock goes on for whoever asks again."""
    refuse_unless_deciding(session, request, by)
    return settle(session, request, "refused", by)


# Found


def by_id(session: Session, request_id: int, *, by: Person) -> LeavingRequest:
    """A request of one's own unit; a stranger's is ``missing``."""
    found = session.get(LeavingRequest, request_id)
    if found is None or not may(by, Permission.SEE, unit=found.unit_id):
        raise Refusal("no_such_request", Category.MISSING)
    return found


def open_of_item(session: Session, item_id: int) -> LeavingRequest | None:
    return session.scalar(select(LeavingRequest).where(LeavingRequest.item_id == item_id, LeavingRequest.outcome == ""))


def waiting(session: Session, person: Person, *, limit: int) -> list[LeavingRequest]:
    """What waits in this person's units, the most urgent first."""
    units = units_where(person, Permission.SEE)
    query = select(LeavingRequest).where(LeavingRequest.unit_id.in_(units), LeavingRequest.outcome == "")
    return list(session.scalars(query.order_by(LeavingRequest.due_on, LeavingRequest.id).limit(limit)))


def decided(session: Session, person: Person, *, limit: int) -> list[LeavingRequest]:
    """What was decided last, newest first; lines of a list stand with their list."""
    units = units_where(person, Permission.SEE)
    query = select(LeavingRequest).where(
        LeavingRequest.unit_id.in_(units), LeavingRequest.outcome != "", LeavingRequest.list_id.is_(None)
    )
    return list(session.scalars(query.order_by(LeavingRequest.id.desc()).limit(limit)))
