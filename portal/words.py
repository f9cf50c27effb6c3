"""Refusals and issues as sentences: where, what, and what to do next. Nothing below the portal knows them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from content.errors import Issue, Refusal
from portal import (
    clock_words,
    file_words,
    filters,
    labels,
    leaving_words,
    limit_words,
    objection_words,
    plan_words,
    quality_words,
    record_words,
    remark_words,
    search_words,
    sheet_words,
)

Words = Callable[[dict[str, Any]], str]


def newer_version(facts: dict[str, Any]) -> str:
    at = filters.format_minute(datetime.fromisoformat(facts["at"]))
    return pgettext("error", "%(name)s saved a newer version at %(time)s.", name=facts["name"], time=at)


def state_of(facts: dict[str, Any]) -> str:
    return str(labels.STATES[facts["state"]])


OWN_REFUSALS: dict[str, Words] = {
    "to_mend": lambda facts: _("Please mend what is marked below. Nothing was lost."),
    "not_permitted": lambda facts: _(
        "Your account has no right to do this. Ask your unit's administrator for the role."
    ),
    "own_work": lambda facts: pgettext("error", "You cannot approve your own work."),
    "publisher_is_approver": lambda facts: _(
        "You approved this edition, and your unit wants another person to publish it."
    ),
    "form_changed": lambda facts: _("The public form has changed since you opened it. Look at it again, then decide."),
    "findings_undecided": lambda facts: _(
        "%(count)s uncertain findings wait for your decision: show or hide each, then approve.",
        count=facts["count"],
    ),
    "not_in_this_state": lambda facts: _(
        "Somebody was faster: this edition is now “%(state)s”. Nothing was changed.", state=state_of(facts)
    ),
    "not_a_draft": lambda facts: _(
        "This edition is “%(state)s” and can no longer be edited. Nothing was lost.", state=state_of(facts)
    ),
    "edition_in_progress": lambda facts: _(
        "There is already an edition in progress: %(state)s.", state=state_of(facts)
    ),
    "newer_version": newer_version,
    "other_window": lambda facts: _("Another window of yours kept a newer text. Nothing was overwritten."),
    "too_long_to_keep": lambda facts: _(
        "Too long to be kept: at most %(longest)s characters.", longest=facts["longest"]
    ),
    "no_such_word": lambda facts: _("There is no such word in the list."),
    "no_such_template": lambda facts: _("There is no such template, or it belongs to another unit."),
    "no_text_document": lambda facts: _("Choose a Word or WPS document (docx, doc or wps)."),
    "no_such_phrase": lambda facts: _("There is no such phrase."),
    "nothing_to_copy": lambda facts: _(
        "There is no earlier text in this column to copy. Start from a template instead."
    ),
    "row_changed": lambda facts: _("Somebody changed this meanwhile. Look at it again, then decide."),
    "records_come_by_sheet": lambda facts: _(
        "A record is corrected by importing its sheet again, where identity numbers are locked away first."
    ),
    "no_public_record": lambda facts: _(
        "Nothing is public here under this code. That does not mean that there is nothing, and proves no good credit."
    ),
    "subject_moved": lambda facts: _("This company's records now stand under %(code)s.", code=facts["to"]),
    "field_is_never_shown": lambda facts: _("A field that is never shown stands in the display set of its kind."),
    "column_is_fixed": lambda facts: _("What has been public keeps its column."),
    "kind_not_in_column": lambda facts: _("This kind of text does not belong in that column. Choose another column."),
    "not_your_draft": lambda facts: _("Only somebody who worked on this draft can set it aside."),
    "no_such_item": lambda facts: _("There is no such item, or it belongs to another unit."),
    "no_such_edition": lambda facts: _("There is no such edition, or it belongs to another unit."),
    "no_such_person": lambda facts: _("There is no such person."),
    "no_such_role": lambda facts: _("This role was already taken away."),
    "no_such_unit": lambda facts: _("There is no such unit."),
    "no_such_kind": lambda facts: _("There is no such kind of text."),
    "no_such_column": lambda facts: _("There is no such column."),
    "no_such_page": lambda facts: _("There is no page at this address."),
    "left_the_public": lambda facts: pgettext("record", "No longer on display"),
    "last_administrator": lambda facts: _("This is the last administrator. Give somebody else the role first."),
    "wrong_sign_in": lambda facts: _("Account or password is not right. Check both and try again."),
    "too_many_attempts": lambda facts: _(
        "Too many attempts. Wait %(minutes)s minutes, then try again.", minutes=facts["minutes"]
    ),
    "form_changed_since_approval": lambda facts: _(
        "Masked by today's rules it would read otherwise than approved. Write a corrected edition and have it reviewed."
    ),
    "already_erased": lambda facts: _("This person was erased before."),
    "own_account": lambda facts: _("Nobody can do this to their own account. Ask another administrator."),
    "search_away": lambda facts: _(
        "Search is being prepared. Try again in a minute; every page can be reached by its column."
    ),
    "consent_is_recorded": lambda facts: _("This consent is recorded already, with the same evidence."),
    "nothing_to_urge": lambda facts: _("This unit's month is met, or it owes nothing. Nobody was told."),
    "link_is_noted": lambda facts: _("This address is noted already."),
    "no_such_likeness": lambda facts: _("These two items are no longer suspected of repeating each other."),
    "form_is_stale": lambda facts: _(
        "This form was open too long or did not come from this site. Open it again; what you typed can be copied."
    ),
    "too_fast": lambda facts: _(
        "This was sent faster than anyone can type. Wait %(seconds)s seconds, then send it again.",
        seconds=facts["seconds"],
    ),
    "too_many_reports": lambda facts: _(
        "Many reports came in within this hour. Try again in an hour, or call us; the number stands at the foot."
    ),
    "report_moved_on": lambda facts: _("Somebody was faster: this report has moved on. Nothing was changed."),
    "no_such_tag": lambda facts: _("There is no such topic or tag."),
    "no_such_report": lambda facts: _("There is no such report, or it belongs to another unit."),
    "nobody_answers": lambda facts: _("This cannot be public: it is not known who produced or reviewed it."),
}
REFUSALS = (
    record_words.REFUSALS
    | clock_words.REFUSALS
    | file_words.REFUSALS
    | leaving_words.REFUSALS
    | limit_words.REFUSALS
    | objection_words.REFUSALS
    | plan_words.REFUSALS
    | quality_words.REFUSALS
    | search_words.REFUSALS
    | sheet_words.REFUSALS
    | OWN_REFUSALS
)

OWN_ISSUES: dict[str, Words] = {
    "no_text_inside": lambda facts: _("The file holds no text that could be read. A scan is added as an attachment."),
    "word_is_listed": lambda facts: _("This word is in the list already."),
    "no_wrong_word": lambda facts: _(
        "Give at least %(shortest)s characters, and another word to replace it.", shortest=facts["shortest"]
    ),
    "identity_comes_by_sheet": lambda facts: _(
        "Identity numbers are not typed here: import them with the sheet, which keeps only their digest."
    ),
    "required": lambda facts: _("Fill this in."),
    "too_long": lambda facts: _(
        "Too long: %(length)s characters, at most %(longest)s.", length=facts["length"], longest=facts["longest"]
    ),
    "not_a_choice": lambda facts: _("Choose one of the values offered."),
    "bad_date": lambda facts: _("Write the date as 2026-11-22."),
    "in_the_future": lambda facts: _("The date is later than today (%(today)s). Check the year.", today=facts["today"]),
    "too_early": lambda facts: _("The date is before %(earliest)s. Check the year.", earliest=facts["earliest"]),
    "bad_document_number": lambda facts: _("Write the document number like 连交〔2026〕12号."),
    "bad_index_number": lambda facts: _("Write the index number like 014252524/2026-00001, or leave it empty."),
    "secrecy_not_checked": lambda facts: _("Tick the secrecy check before you submit: check first, publish after."),
    "not_a_number": lambda facts: _("Write a whole number from 1 to %(most)s, or leave it empty.", most=facts["most"]),
    "nothing_chosen": lambda facts: _("Tick at least one item."),
    "bad_link": lambda facts: _("Write the whole address, beginning with http:// or https://."),
    "one_link_each": lambda facts: _("An address belongs to one item: tick one alone."),
    "before_it_was_sent": lambda facts: _("This day is before the day of sending. Check both."),
    "late_change_unexplained": lambda facts: _(
        "The produced-on date was moved to a later day. Say why; the reason is shown to the bureau."
    ),
    "say_why": lambda facts: _("For “Other”, say in a few words what to mend."),
    "bad_username": lambda facts: _(
        "Use 2 to 40 small letters, digits, dots or hyphens, beginning with a letter or digit."
    ),
    "taken": lambda facts: _("The account %(username)s exists already. Choose another.", username=facts["username"]),
    "password_length": lambda facts: _(
        "Use %(shortest)s to %(longest)s characters.", shortest=facts["shortest"], longest=facts["longest"]
    ),
    "password_too_plain": lambda facts: _("Use at least five different characters."),
    "empty_in_source": lambda facts: _("Empty in the pasted text."),
    "missing_in_source": lambda facts: _("Not found in the pasted text."),
    "unreadable_date": lambda facts: _("The date in the pasted text could not be read. Fill it in by hand."),
    "ambiguous": lambda facts: _("The pasted text gives more than one value. Check which is right."),
    "source_updated_at": lambda facts: _(
        "The source was updated at %(at)s. Our own time of publication is set when it is published.",
        at=facts.get("value", ""),
    ),
    "wrong_password": lambda facts: _("This is not your present password."),
    "not_public": lambda facts: _("Nothing public stands at this address. Check the number."),
    "bad_slug": lambda facts: _("Use small letters and digits, with hyphens between them."),
    "slug_taken": lambda facts: _("Another topic has this short name. Choose another."),
    "explains_itself": lambda facts: _("An article cannot explain itself."),
    "nothing_pasted": lambda facts: _("Paste the text of the notice here first."),
}
ISSUES = (
    record_words.ISSUES
    | clock_words.ISSUES
    | file_words.ISSUES
    | leaving_words.ISSUES
    | limit_words.ISSUES
    | objection_words.ISSUES
    | plan_words.ISSUES
    | quality_words.ISSUES
    | search_words.ISSUES
    | sheet_words.ISSUES
    | remark_words.ISSUES
    | OWN_ISSUES
)


def refusal(error: Refusal) -> str:
    return REFUSALS[error.code](error.facts)


def issue(found: Issue) -> str:
    return ISSUES[found.code](found.facts)


def field_label(name: str) -> str:
    return str(labels.FORM_FIELDS.get(name, name))


def problems(errors: Mapping[str, list[str]]) -> list[dict[str, str]]:
    """All there is to mend, for the head of a form: each sentence with its field's name and a link to it.

    A field of one of many rows is called after what they share: ``reason-12`` after ``reason``.
    """
    return [
        {"text": _("%(field)s: %(problem)s", field=field_label(row_field(name)), problem=text), "href": f"#{name}"}
        for name, texts in errors.items()
        for text in texts
    ]


def row_field(name: str) -> str:
    return name if name in labels.FORM_FIELDS else name.partition("-")[0]


def typed(form: Mapping[str, str], *, but: Collection[str]) -> list[tuple[str, str]]:
    """The words somebody sent, under their labels, so that they can be shown again when they cannot be stored."""
    sent = {name: text for name, text in form.items() if text.strip() and name not in but and "reason-" not in name}
    return [(field_label(name.removeprefix("note-")), text) for name, text in sent.items()]


def by_field(issues: tuple[Issue, ...] | list[Issue]) -> dict[str, list[str]]:
    """The sentences of every issue, gathered under the field they belong to."""
    gathered: dict[str, list[str]] = {}
    for found in issues:
        gathered.setdefault(found.field, []).append(issue(found))
    return gathered
