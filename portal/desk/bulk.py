"""Several at once: each text read on the page, decided by itself, in a transaction of its own, with its own result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth.permissions import Permission
from content.display import public_form
from content.display.public_form import PublicForm
from content.errors import Refusal
from content.items import cleaning, finding, openings
from content.items.models import Edition, State
from content.kinds import reader
from content.workflow import publishing as publication
from content.workflow import reviewing
from content.workflow.reviewing import REASONS, Reason
from portal import downloads, labels, words
from portal.database import db, each_by_itself
from portal.desk import file_lines, remarking
from portal.desk.blueprint import desk
from portal.security import requires

#: What somebody can still read with care in one sitting.
MOST = 20


@dataclass(frozen=True)
class Row:
    """One text as the page shows it: what would be public, and what speaks against deciding on it here."""

    edition: Edition
    form: PublicForm
    shown: str
    column: str
    found: list[dict[str, str]]
    hindrance: str


@dataclass(frozen=True)
class Result:
    title: str
    url: str
    text: str
    tone: str


def rows(waiting: list[Edition], hindrance: Callable[[Edition, PublicForm], str]) -> list[Row]:
    found = []
    for edition in waiting[:MOST]:
        openings.note(db.session(), edition.item)
        form = public_form.make(edition)
        column = reader.column(edition.item.column).label(labels.locale())
        remarks = remarking.lines(edition, form, with_missing=False)
        found.append(Row(edition, form, file_lines.pictured(edition, form), column, remarks, hindrance(edition, form)))
    return found


def bulk_page(heading: str, lead: str, found: list[Row], choices: list[tuple[str, str]], url: str) -> str:
    return render_template(
        "desk/bulk.html",
        page_title=heading,
        lead=lead,
        rows=found,
        choices=choices,
        url=url,
        reasons=[(code, str(labels.REASONS[code])) for code in REASONS],
        most=MOST,
    )


def to_review() -> list[Edition]:
    waiting = finding.in_state(db.session(), g.person, Permission.REVIEW, State.SUBMITTED, limit=5 * MOST)
    return [edition for edition in waiting if not edition.worked_on_by(g.person.id)]


def review_hindrance(_edition: Edition, form: PublicForm) -> str:
    return (
        _("Something in it waits for a decision of its own: open it.") if form.undecided or form.open_questions else ""
    )


@desk.get("/bulk/review")
@requires(Permission.REVIEW)
def bulk_review() -> str:
    choices = [("approve", pgettext("action", "Approve")), ("return", pgettext("action", "Return"))]
    return bulk_page(
        _("Decide on several"),
        _("Read each as the public will see it, then choose. Whatever you leave as it is keeps waiting."),
        rows(to_review(), review_hindrance),
        choices,
        url_for("desk.decide_several"),
    )


@desk.get("/bulk/publish")
@requires(Permission.PUBLISH)
def bulk_publish() -> str:
    waiting = finding.in_state(db.session(), g.person, Permission.PUBLISH, State.APPROVED, limit=MOST)
    return bulk_page(
        _("Publish several"),
        _("Choose which go out now. Each goes by itself; one that is refused holds up no other."),
        rows(waiting, lambda edition, form: ""),
        [("publish", pgettext("action", "Publish"))],
        url_for("desk.publish_several"),
    )


def chosen() -> list[tuple[int, str]]:
    """The editions something was chosen for, in the order of the page."""
    found = [(name.removeprefix("decide-"), choice) for name, choice in request.form.items() if "decide-" in name]
    return [(int(number), choice) for number, choice in found if choice and number.isdecimal() and len(number) < 19]


@desk.post("/bulk/review")
@requires(Permission.REVIEW)
def decide_several() -> ResponseReturnValue:
    picked = chosen()[:MOST]
    return results_page(picked, [lambda n=n, c=c: decide(n, c) for n, c in picked], "desk.review_queue")  # type: ignore[misc]


@desk.post("/bulk/publish")
@requires(Permission.PUBLISH)
def publish_several() -> ResponseReturnValue:
    picked = [(number, choice) for number, choice in chosen() if choice == "publish"][:MOST]
    return results_page(picked, [lambda n=n: send_out(n) for n, _c in picked], "desk.publish_queue")  # type: ignore[misc]


def decide(edition_id: int, choice: str) -> tuple[str, str]:
    form = request.form
    edition = finding.edition(db.session(), edition_id, by=g.person, permission=Permission.REVIEW)
    if choice == "return":
        code, note = form.get(f"reason-{edition_id}", ""), cleaning.line(form.get(f"note-{edition_id}", ""))
        given = [Reason("", code, note)] if code in REASONS else []
        reviewing.give_back(db.session(), edition, given, by=g.person)
        return _("Returned with your reasons."), "warning"
    seen = form.get(f"digest-{edition_id}", "")
    reviewing.approve(db.session(), edition, by=g.person, seen_digest=seen, store=downloads.store())
    return _("Approved. It can now be published."), "success"


def send_out(edition_id: int) -> tuple[str, str]:
    edition = finding.edition(db.session(), edition_id, by=g.person, permission=Permission.PUBLISH)
    publication.publish(db.session(), edition, by=g.person, store=downloads.store())
    if edition.at_rest is State.PUBLISHED:
        return _("Published. It is found by search within seconds."), "success"
    return pgettext("error", "The text changed after approval."), "warning"


def results_page(
    picked: list[tuple[int, str]], works: list[Callable[[], tuple[str, str]]], back: str
) -> ResponseReturnValue:
    done = each_by_itself(works)
    results = [result(edition_id, outcome) for (edition_id, _choice), outcome in zip(picked, done, strict=True)]
    return render_template(
        "desk/bulk_results.html",
        page_title=_("What became of them"),
        results=results,
        failed=sum(isinstance(outcome, Refusal) for outcome in done),
        back=url_for(back),
    )


def result(edition_id: int, outcome: tuple[str, str] | Refusal) -> Result:
    if isinstance(outcome, Refusal):
        issues = [words.issue(issue) for issue in outcome.issues]
        text, tone = " ".join([words.refusal(outcome), *issues]), "error"
        if outcome.code in ("no_such_edition", "not_permitted"):
            return Result(_("Edition %(number)s", number=edition_id), "", text, tone)
    else:
        text, tone = outcome
    edition = finding.edition(db.session(), edition_id, by=g.person)
    return Result(edition.title, url_for("desk.item", item_id=edition.item_id), text, tone)
