"""The reviewer's yes and no. Nobody decides on their own work, whoever they are."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from content import clock
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.display import public_view
from content.errors import Category, Issue, Refusal, refuse_issues
from content.items.models import Edition, State
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


def approve(session: Session, edition: Edition, *, by: Person, seen_digest: str) -> Edition:
    """Bind a reviewer's yes to exactly what will be shown.

    ``seen_digest`` is that of the public form on the reviewer's screen; raises ``form_changed`` when it would look
    different by now, and ``own_work`` for author, any editor or submitter.
    """
    require(by, Permission.REVIEW, unit=edition.item.unit)
    hold(session, edition)
    refuse_unless_possible(edition, "approve")
    refuse_own_work(edition, by)
    digest = public_view.digest(edition)
    if digest != seen_digest:
        raise Refusal("form_changed", Category.CONFLICT)
    edition.reviewer_id, edition.reviewed_at, edition.approved_digest = by.id, clock.now(), digest
    return move(session, edition, "approve", actor=by.key, facts={"digest": digest})


def reason_issues(reasons: list[Reason]) -> list[Issue]:
    if not reasons:
        return [Issue("reasons", "required")]
    issues = [Issue("reasons", "not_a_choice", {"choices": list(REASONS)}) for r in reasons if r.code not in REASONS]
    return issues + [
        Issue("reasons", "say_why", {"field": r.field}) for r in reasons if r.code == "other" and not r.note.strip()
    ]


def give_back(session: Session, edition: Edition, reasons: list[Reason], *, by: Person) -> Edition:
    """Return a submitted edition, or recall an approved one, with a reason per field. The edition stays as it was."""
    require(by, Permission.REVIEW, unit=edition.item.unit)
    hold(session, edition)
    name = "recall" if edition.at_rest is State.APPROVED else "return"
    refuse_unless_possible(edition, name)
    refuse_own_work(edition, by)
    refuse_issues(reason_issues(reasons))
    edition.return_reasons = [asdict(reason) | {"by": by.key} for reason in reasons]
    codes = [{"field": reason.field, "code": reason.code} for reason in reasons]
    return move(session, edition, name, actor=by.key, facts={"reasons": codes})
