"""The rules of display terms on a page: seen, tried out, put right, confirmed; by 法规处 and by administrators."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from content import clock
from content.display import term_rules, terms
from content.errors import Category, Refusal
from content.items import cleaning
from portal import leaving_words, words
from portal.database import db
from portal.errors import STATUS


def show(
    area: str, errors: dict[str, list[str]] | None = None, status: int = 200, *, of: str = ""
) -> ResponseReturnValue:
    """``area``: the blueprint the page stands in, where its forms post. ``of``: the setting that the errors are of."""
    found = errors or {}
    rows = term_rules.everything(db.session())
    page = render_template(
        "desk/terms.html",
        page_title=pgettext("menu", "Display terms"),
        area=area,
        rows=[(row, name_of(row)) for row in rows],
        rule_choices=[(name_of(row), label_of(row)) for row in rows],
        months=leaving_words.months,
        settings=[setting_line(row) for row in term_rules.settings(db.session())],
        may_confirm=term_rules.may_confirm(db.session(), g.person),
        person=g.person,
        tiers=[(tier, tier) for tier in terms.TIERS],
        tried=tried(),
        typed=request.form,
        asked=request.args,
        errors={f"{field}-{of}": told for field, told in found.items()} if of else found,
        problems=[line | {"href": f"{line['href']}-{of}" if of else line["href"]} for line in words.problems(found)],
        today=clock.today(),
    )
    return page, status


def setting_line(row: term_rules.TermSetting) -> dict[str, Any]:
    choices = leaving_words.CHOICES[row.name]
    return {
        "row": row,
        "label": leaving_words.SETTINGS[row.name],
        "value": choices[row.value],
        "choices": [(value, str(choices[value])) for value in term_rules.CHOICES[row.name]],
    }


def tried() -> dict[str, Any] | None:
    """A penalty somebody makes up in the address, and what today's rules make of it."""
    if not request.args.get("decided_on"):
        return None
    values = {name: request.args.get(name, "") for name in ("tier", "decided_on", "display_until")}
    rules = term_rules.load(db.session())
    window = terms.window("penalty", values, rules)
    return {
        "window": window,
        "steps": [leaving_words.step(step) for step in window.reasons],
        "issues": [words.issue(issue) for issue in terms.issues("penalty", values, rules)],
    }


def row_of(named: str) -> term_rules.TermRule:
    """The rule a form names as ``penalty|一般|3``."""
    kind, _bar, rest = named.partition("|")
    tier, _bar, version = rest.partition("|")
    if not version.isdecimal() or len(version) > 4:
        raise Refusal("no_such_term_rule", Category.MISSING)
    return term_rules.rule(db.session(), kind, tier, int(version))


def name_of(row: term_rules.TermRule) -> str:
    return f"{row.kind}|{row.tier}|{row.version}"


def label_of(row: term_rules.TermRule) -> str:
    return _("%(tier)s, version %(version)s", tier=row.tier, version=row.version)


def number(text: str) -> int | None:
    typed = text.strip()
    return int(typed) if typed.isdecimal() and len(typed) < 6 else -1 if typed else None


def confirm(area: str) -> ResponseReturnValue:
    term_rules.confirm(db.session(), row_of(request.form.get("rule", "")), by=g.person)
    flash(_("Confirmed. From now on the public learns from when repair may be asked for."), "success")
    return redirect(url_for(f"{area}.terms"))


def change(area: str) -> ResponseReturnValue:
    """Put an unconfirmed row right, or enter the next version where a first day is given."""
    form = request.form
    day, odd = cleaning.day("valid_from", form.get("valid_from", ""))
    row = row_of(form.get("rule", ""))
    values: dict[str, Any] = {
        "is_shown": form.get("is_shown") == "1",
        "least_months": number(form.get("least_months", "")),
        "most_months": number(form.get("most_months", "")),
        "source": form.get("source", ""),
    }
    try:
        if odd:
            raise Refusal("to_mend", issues=tuple(odd))
        if day is not None:
            term_rules.revise(db.session(), row.kind, row.tier, by=g.person, valid_from=day, **values)
        else:
            term_rules.mend(db.session(), row, by=g.person, **values)
    except Refusal as refusal:
        if not refusal.issues:
            raise
        db.session.rollback()
        return show(area, words.by_field(refusal.issues), STATUS[refusal.category])
    flash(_("Stored. Another person has to confirm it; last days are reckoned anew within the hour."), "success")
    return redirect(url_for(f"{area}.terms"))


def choose(area: str) -> ResponseReturnValue:
    form = request.form
    try:
        term_rules.choose(
            db.session(), form.get("name", ""), form.get("value", ""), by=g.person, source=form.get("source", "")
        )
    except Refusal as refusal:
        if not refusal.issues:
            raise
        db.session.rollback()
        known = form.get("name", "") if form.get("name") in term_rules.CHOICES else next(iter(term_rules.CHOICES))
        return show(area, words.by_field(refusal.issues), STATUS[refusal.category], of=known)
    flash(_("Stored. Last days are reckoned anew within the hour."), "success")
    return redirect(url_for(f"{area}.terms"))
