"""Words about the rows of a sheet of records: what is wrong in which field, and the cure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from content.kinds import reader
from portal import labels, sheet_words

Words = Callable[[dict[str, Any]], str]
#: Longer lists of values stand in the template; a sentence names the first.
MOST_OFFERED = 8


def field_name(kind: str, name: str) -> str:
    """A field as the data standard heads its column, in the reader's language."""
    found = next((field for field in reader.kind(kind).fields if field.name == name), None)
    return found.label(labels.locale()) if found else ""


def numeric_cell(facts: dict[str, Any]) -> str:
    if facts["has_lost_digits"]:
        return _("The cell is a number, and Excel has lost its last digits. Set the column to text and type it again.")
    return _("The cell is a number, and leading zeros may be lost. Set the column to text and check it.")


def unified_code(facts: dict[str, Any]) -> str:
    """Where exactly it goes wrong, where that can be told."""
    if facts["reason"] == "length":
        return _("A unified social credit code has 18 characters. Count them.")
    if facts["likely"]:
        return _("The check character does not match. Is %(likely)s meant? Compare with the licence.", **facts)
    if facts["reason"] == "letter":
        return _("Character %(place)s never stands in a unified social credit code (no I, O, Z, S, V).", **facts)
    return _("The check character does not match. Compare with the licence, character by character.")


def not_in_table(facts: dict[str, Any]) -> str:
    offered = facts["offered"]
    named = sheet_words.listed(offered[:MOST_OFFERED])
    if len(offered) > MOST_OFFERED:
        return _("Not in the code table. Write one of its values, such as: %(values)s.", values=named)
    return _("Not in the code table. Write one of: %(values)s.", values=named)


def needed_because(facts: dict[str, Any]) -> str:
    field = field_name(facts["kind"], facts["field"])
    if facts["value"]:
        return _("Fill this in, because “%(field)s” is “%(value)s”.", field=field, value=facts["value"])
    return _("Fill this in, because “%(field)s” is filled.", field=field)


ISSUES: dict[str, Words] = {
    "nothing_ticked": lambda facts: _("Tick at least one first."),
    "numeric_cell": numeric_cell,
    "error_cell": lambda facts: _("The cell holds an error value such as #N/A. Write what is meant."),
    "bad_unified_code": unified_code,
    "resident_id_as_code": lambda facts: _(
        "A person's id number stands where a code belongs. Move it to the column of id numbers."
    ),
    "placeholder_for_household_only": lambda facts: _(
        "17 zeros and X are for household businesses without a code only. Write the code."
    ),
    "bad_organisation_code": lambda facts: _("This is no organisation code: 8 characters and a check character."),
    "bad_registration_number": lambda facts: _("This is no business registration number: 13 or 15 digits."),
    "bad_tax_number": lambda facts: _("This is no tax number: 15 digits or capital letters."),
    "bad_institution_number": lambda facts: _("This is no number of an institution: 12 digits."),
    "no_number": lambda facts: _("The document number holds no digit. Copy it from the document."),
    "no_such_day": lambda facts: _("There is no such day in the calendar. Check month and day."),
    "bad_amount": lambda facts: _("Write the amount in 万元 as a number, such as 0.2 for 2,000 yuan."),
    "amount_in_yuan": lambda facts: _("Write the amount in 万元 without a unit: 2000元 is 0.2."),
    "below_nought": lambda facts: _("The amount is below zero. Check it."),
    "too_large": lambda facts: _("The amount is too large. It is in 万元: check that it was not typed in yuan."),
    "too_many_decimals": lambda facts: _("At most %(places)s decimals. Round it as in the decision.", **facts),
    "bad_count": lambda facts: _("Write a whole number."),
    "bad_year": lambda facts: _("Write the year with four digits, such as 2026."),
    "not_in_code_table": not_in_table,
    "other_needs_name": lambda facts: _("Write what it is: %(value)s-名称.", value=facts["value"]),
    "not_in_use_then": lambda facts: _(
        "“%(value)s” was not in use on %(on)s. Check the date of the decision, or choose another value.", **facts
    ),
    "needed_because": needed_because,
    "must_be_empty": lambda facts: _("Leave this empty: the subject is “%(subject_type)s”.", **facts),
    "ends_before_it_begins": lambda facts: _("It ends before it begins (%(begins)s). Check both dates.", **facts),
    "code_of_a_household": lambda facts: _(
        "The code begins with 92: the subject is a household business (个体工商户)."
    ),
    "code_of_no_household": lambda facts: _("The code of a household business begins with 92. Check type and code."),
    "name_of_no_organisation": lambda facts: _("Too short for the name of an organisation. Write it as registered."),
    "name_of_no_person": lambda facts: _(
        "This is the name of an organisation, but the type says a person. Check both."
    ),
    "number_in_a_name": lambda facts: _("A long number stands in the name. Move it to its own column."),
    "bad_certificate": lambda facts: _("The number does not fit “%(type)s”. Compare with the certificate.", **facts),
    "of_a_minor": lambda facts: _("The person is under 18: nothing of it may be handed in or shown. Delete the row."),
    "must_be_above_nought": lambda facts: _("A fine is among the categories, so its amount is above zero."),
    "amount_without_category": lambda facts: _(
        "There is an amount, but the categories do not hold “%(categories)s”. Mend one of the two.",
        categories=sheet_words.listed(facts["categories"]),
    ),
    "summary_procedure": lambda facts: _("Penalties of the summary procedure are not handed in. Delete the row."),
    "secret_document": lambda facts: _("The row is marked as secret. Delete it and ask the secrecy office at once."),
    "year_not_begun": lambda facts: _("The rated year has not begun on the day of the decision. Check both."),
    "bad_points_needed": lambda facts: _(
        "With a score of %(score)s the grade depends on the bad points. Fill them in.", **facts
    ),
    "no_grade_for_score": lambda facts: _(
        "No grade belongs to a score of %(score)s with %(points)s bad points. Check both.", **facts
    ),
    "grade_does_not_fit": lambda facts: _("By the rule a score of %(score)s is grade %(grade)s. Check both.", **facts),
    "term_only_shortens": lambda facts: _(
        "Later than the rule allows: at most %(latest)s. The term may only be shortened.", **facts
    ),
    "column_is_missing": lambda facts: _(
        "The sheet has no column for this. Add it, or choose its column under “Columns”."
    ),
    "column_is_twice": lambda facts: _("Two columns are read as this. Choose one under “Columns”."),
    "twice_in_the_sheet": lambda facts: _(
        "The same record stands in row %(row)s already. Delete one of them.", row=facts["row"]
    ),
    "record_has_left": lambda facts: _(
        "This record was taken off the public earlier; a sheet does not bring it back. Start it by hand if it must be."
    ),
    "record_is_on_its_way": lambda facts: _(
        "Another edition of this record is on its way. Wait until it is decided, then hand the row in again."
    ),
}

REFUSALS: dict[str, Words] = {
    "no_such_batch": lambda facts: _("There is no such batch, or it belongs to another unit."),
    "no_record_kind": lambda facts: _("No records of this kind are handed in by sheet."),
    "no_such_mode": lambda facts: _("Choose: all rows or none, or the good rows first."),
    "same_sheet": lambda facts: _(
        "This very file is on its way already, as batch %(batch)s. Undo that one first.", batch=facts["batch"]
    ),
    "sheet_cannot_be_read": lambda facts: _("The sheet cannot be read as it stands."),
    "sheet_is_gone": lambda facts: _("The sheet is no longer kept. Choose the file again."),
    "batch_is_empty": lambda facts: _("There is nothing to submit: every row is known already or was kept out."),
    "examination_is_running": lambda facts: _(
        "%(left)s rows are still being looked at for personal data. Wait a moment.", left=facts["left"]
    ),
    "batch_not_in_this_state": lambda facts: _("Somebody was faster: this batch has moved on. Nothing was changed."),
    "in_a_batch": lambda facts: _(
        "This record is a row of batch %(batch)s, which is on its way. Decide on it there.", **facts
    ),
    "month_is_not_over": lambda facts: _("This month is not over yet."),
    "month_has_records": lambda facts: _(
        "There are %(count)s records of this month already, so it was no month without cases.", count=facts["count"]
    ),
    "month_was_reported": lambda facts: _("This month was reported already."),
    "kind_is_not_generated": lambda facts: _("No invented records can be made of this kind."),
}

#: What a batch's notes say, and what became of it.
NOTES: dict[str, Words] = {
    "column_is_not_read": lambda facts: _("The column “%(heading)s” is not read.", heading=facts["heading"]),
    "numbers_seen": lambda facts: _(
        "%(field)s: %(count)s × %(what)s. Hidden in public, or decided on by the reviewer; better to take it out.",
        **facts,
    ),
}
