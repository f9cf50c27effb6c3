"""The reviewer's yes and no. Nobody decides on their own work, whoever they are."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from content import clock
from content.attachments import vouching
from content.attachments.models import Attachment
from content.attachments.storing import Store
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.display import public_files, public_form
from content.display.public_form import PublicForm
from content.errors import Category, Issue, Refusal, refuse_issues
from content.items import files
from content.items.models import Edition, State
from content.masking import decisions
from content.workflow import schedules
from content.workflow.moving import hold, move, refuse_unless_possible

REASONS = ("facts", "wording", "personal_data", "source_missing", "dates", "wrong_column", "layout", "other")


@dataclass(frozen=True)
class Reason:
    """Why something goes back: which field ("" for the whole), a code of ``REASONS``, and words for the author."""

    field: str
    code: str
    note: str = ""


def refuse_own_work(edition: Edition, person: Person) -> None:
    if edition.worked_on_by(person.id):
        raise Refusal("own_work", Category.FORBIDDEN)


def approve(session: Session, edition: Edition, *, by: Person, seen_digest: str, store: Store | None = None) -> Edition:
    """Bind a reviewer's yes to exactly what will be shown.

    ``seen_digest`` is that of the public form on the reviewer's screen; raises ``form_changed`` when it would look
    different by now, and ``own_work`` for author, any editor or submitter. Of files nothing may be open, and each must
    lie whole in the ``store``.
    """
    require(by, Permission.REVIEW, item=edition.item)
    hold(session, edition)
    refuse_unless_possible(edition, "approve")
    refuse_own_work(edition, by)
    form = public_form.make(edition)
    if form.digest != seen_digest:
        raise Refusal("form_changed", Category.CONFLICT)
    if form.undecided:
        raise Refusal("findings_undecided", Category.CONFLICT, count=len(form.undecided))
    if form.open_questions:
        raise Refusal("files_open", Category.CONFLICT, tuple(form.open_questions))
    if not public_files.are_whole(edition, store):
        raise Refusal("files_damaged", Category.CONFLICT)
    edition.reviewer_id, edition.reviewed_at, edition.approved_digest = by.id, clock.now(), form.digest
    return move(session, edition, "approve", actor=by.key, facts={"digest": form.digest})


@dataclass(frozen=True)
class Verdict:
    """A reviewer's word on one finding of the form: ``digest`` names the span, ``shows`` says whether it stays."""

    digest: str
    shows: bool
    reason: str = ""


def decide(session: Session, edition: Edition, verdicts: list[Verdict], *, by: Person) -> int:
    """Store a reviewer's words on findings of a submitted edition, all or none. Returns how many were stored.

    Showing what would be hidden needs a reason; one that covers a finding no longer there is left out. Raises
    ``own_work`` like an approval, and ``to_mend`` naming every finding without a reason.
    """
    require(by, Permission.REVIEW, item=edition.item)
    hold(session, edition)
    refuse_unless_possible(edition, "approve")
    refuse_own_work(edition, by)
    kinds = kinds_by_digest(public_form.make(edition))
    known = [verdict for verdict in verdicts if verdict.digest in kinds]
    refuse_issues(
        [
            Issue(f"reason-{verdict.digest}", "required")
            for verdict in known
            if verdict.shows and not verdict.reason.strip()
        ]
    )
    for verdict in known:
        decisions.decide(
            session,
            edition.item_id,
            kind=kinds[verdict.digest],
            digest=verdict.digest,
            shows=verdict.shows,
            reason=verdict.reason,
            author_id=edition.submitter_id or edition.author_id,
            by=by,
        )
    return len(known)


def kinds_by_digest(form: PublicForm) -> dict[str, str]:
    """Every finding that may be decided on, in the texts and in the files."""
    in_files = {flag.digest: flag.found.finding.kind for file in form.files for flag in file.flags}
    return in_files | {flag.digest: flag.finding.kind for flag in form.flagged}


def vouch(session: Session, edition: Edition, attachment_id: int, *, by: Person) -> Attachment:
    """A second person has read a file with their own eyes where no machine could, hidden places too."""
    require(by, Permission.REVIEW, item=edition.item)
    hold(session, edition)
    refuse_unless_possible(edition, "approve")
    refuse_own_work(edition, by)
    attached = vouching.vouch(files.of_edition(edition, attachment_id), by=by.id)
    facts = {"edition": edition.key, "number": edition.number, "file": attached.digest}
    trail.append(session, Event.FILE_VOUCHED, actor=by.key, about=edition.item.key, facts=facts)
    return attached


def reason_issues(reasons: list[Reason]) -> list[Issue]:
    if not reasons:
        return [Issue("reasons", "required")]
    issues = [Issue("reasons", "not_a_choice", {"choices": list(REASONS)}) for r in reasons if r.code not in REASONS]
    return issues + [
        Issue("reasons", "say_why", {"field": r.field}) for r in reasons if r.code == "other" and not r.note.strip()
    ]


def give_back(session: Session, edition: Edition, reasons: list[Reason], *, by: Person) -> Edition:
    """Return a submitted edition, or recall an approved one, with a reason per field. The edition stays as it was."""
    require(by, Permission.REVIEW, item=edition.item)
    hold(session, edition)
    name = "recall" if edition.at_rest is State.APPROVED else "return"
    refuse_unless_possible(edition, name)
    refuse_own_work(edition, by)
    refuse_issues(reason_issues(reasons))
    schedules.settle(session, edition, schedules.OVERTAKEN)
    edition.return_reasons = [asdict(reason) | {"by": by.key} for reason in reasons]
    codes = [{"field": reason.field, "code": reason.code} for reason in reasons]
    return move(session, edition, name, actor=by.key, facts={"reasons": codes})
