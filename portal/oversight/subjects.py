"""Companies in the bureau's hands: a changed name, a merger, a split, and names that records wrote otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content.auth.permissions import Permission
from content.errors import Category, Issue, Refusal
from content.items import cleaning
from content.subjects import finding, naming
from content.subjects.models import Subject
from content.workflow import subject_records
from portal import labels, objection_words, words
from portal.database import db
from portal.errors import STATUS
from portal.oversight.blueprint import oversight
from portal.security import requires

FOUND = 50
LISTED = 100


@oversight.get("/subjects")
@requires(Permission.OVERSEE)
def subjects() -> ResponseReturnValue:
    asked = request.args.get("q", "")
    seen, count = finding.unsettled(db.session(), by=g.person, limit=FOUND)
    return render_template(
        "oversight/subjects.html",
        page_title=pgettext("menu", "Companies"),
        asked=asked,
        found=finding.asked_for(db.session(), asked, by=g.person, limit=FOUND),
        sorts=objection_words.SUBJECT_SORTS,
        seen=seen,
        seen_count=count,
    )


@oversight.get("/subjects/<int:subject_id>")
@requires(Permission.OVERSEE)
def company(subject_id: int) -> str:
    subject = finding.company(db.session(), subject_id, by=g.person)
    into = finding.company(db.session(), subject.merged_into_id, by=g.person) if subject.merged_into_id else None
    return render_template(
        "oversight/subject.html",
        page_title=subject.name,
        subject=subject,
        sort=objection_words.SUBJECT_SORTS[subject.sort],
        into=into,
        names=finding.names(db.session(), subject),
        endings=objection_words.NAME_ENDINGS,
        records=subject_records.listed(db.session(), subject, limit=LISTED),
        states=labels.STATES,
        tones=labels.STATE_TONES,
        changes=[(form, title) for form, title in titles().items()],
    )


def titles() -> dict[str, str]:
    return {
        "rename": _("Registered change of name"),
        "merge": _("Merged into another company"),
        "split": _("A company split off"),
    }


@oversight.get("/subjects/<int:subject_id>/<form>")
@requires(Permission.OVERSEE)
def company_form(subject_id: int, form: str) -> ResponseReturnValue:
    if form not in titles():
        raise Refusal("no_such_page", Category.MISSING)
    return form_page(finding.company(db.session(), subject_id, by=g.person), form)


def form_page(subject: Subject, form: str, refusal: Refusal | None = None) -> ResponseReturnValue:
    errors = words.by_field(refusal.issues) if refusal else {}
    page = render_template(
        "oversight/subject_change.html",
        page_title=titles()[form],
        subject=subject,
        form=form,
        action=url_for(f"oversight.{form}_company", subject_id=subject.id),
        records=record_choices(subject) if form == "split" else [],
        typed=request.form,
        chosen=request.form.getlist("records"),
        suggested=request.args.get("name", ""),
        errors=errors,
        problems=words.problems(errors),
    )
    return page, STATUS[refusal.category] if refusal else 200


def record_choices(subject: Subject) -> list[tuple[str, str, str]]:
    listed = subject_records.listed(db.session(), subject, limit=LISTED)
    return [(str(edition.item_id), edition.title, str(labels.STATES[edition.state])) for edition in listed]


def change(subject_id: int, form: str, verb: Callable[[Subject, date | None], Subject]) -> ResponseReturnValue:
    """Do it and lead to whom it concerns now; what is to mend stands at its field."""
    subject = finding.company(db.session(), subject_id, by=g.person)
    day, odd = cleaning.day("changed_on", request.form.get("changed_on", ""))
    try:
        if odd:
            raise Refusal("to_mend", issues=tuple(odd))
        led_to = verb(subject, day)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        db.session.rollback()
        return form_page(finding.company(db.session(), subject_id, by=g.person), form, refusal)
    flash(_("Entered. The public pages follow at once."), "success")
    return redirect(url_for("oversight.company", subject_id=led_to.id))


@oversight.post("/subjects/<int:subject_id>/rename")
@requires(Permission.OVERSEE)
def rename_company(subject_id: int) -> ResponseReturnValue:
    form = request.form

    def rename(subject: Subject, day: date | None) -> Subject:
        name, source = form.get("new_name", ""), form.get("source", "")
        return naming.rename(db.session(), subject, name, on=day, source=source, by=g.person)

    return change(subject_id, "rename", rename)


@oversight.post("/subjects/<int:subject_id>/merge")
@requires(Permission.OVERSEE)
def merge_company(subject_id: int) -> ResponseReturnValue:
    form = request.form

    def merge(subject: Subject, day: date | None) -> Subject:
        survivor = finding.by_code(db.session(), form.get("survivor", ""))
        if survivor is None:
            raise Refusal("to_mend", issues=(Issue("survivor", "unknown_company"),))
        source = form.get("source", "")
        return subject_records.merge(db.session(), subject, survivor, on=day, source=source, by=g.person)

    return change(subject_id, "merge", merge)


@oversight.post("/subjects/<int:subject_id>/split")
@requires(Permission.OVERSEE)
def split_company(subject_id: int) -> ResponseReturnValue:
    form = request.form

    def split(subject: Subject, day: date | None) -> Subject:
        return subject_records.split(
            db.session(),
            subject,
            code=form.get("new_code", ""),
            name=form.get("new_name", ""),
            item_ids=[int(number) for number in form.getlist("records") if number.isdecimal() and len(number) < 18],
            on=day,
            source=form.get("source", ""),
            by=g.person,
        )

    return change(subject_id, "split", split)


@oversight.post("/subjects/names/<int:seen_id>/keep")
@requires(Permission.OVERSEE)
def keep_name(seen_id: int) -> ResponseReturnValue:
    naming.keep_name(db.session(), finding.seen(db.session(), seen_id, by=g.person), by=g.person)
    flash(_("The register's name stays. This one is looked at no more."), "success")
    return redirect(url_for("oversight.subjects"))
