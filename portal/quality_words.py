"""The words of quality and supervision: figures, refusals, events, results."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, lazy_pgettext, pgettext

Words = Callable[[dict[str, Any]], str]

#: The figures of 双公示 that lead to rows, in the order of the board.
FIGURES = {
    "handed_in": lazy_pgettext("quality", "Rows handed in"),
    "faulty": lazy_pgettext("quality", "Rows with faults"),
    "decided": lazy_pgettext("quality", "Records by day of decision"),
    "late": lazy_pgettext("quality", "Late"),
    "missing": lazy_pgettext("quality", "Missing"),
    "returned": lazy_pgettext("quality", "Returned at review"),
    "corrected": lazy_pgettext("quality", "Corrected in public"),
    "left": lazy_pgettext("quality", "Taken down as wrong"),
}
FREQUENCIES = {
    "week": lazy_pgettext("frequency", "weekly"),
    "month": lazy_pgettext("frequency", "monthly"),
    "quarter": lazy_pgettext("frequency", "quarterly"),
    "year": lazy_pgettext("frequency", "yearly"),
    "event": lazy_pgettext("frequency", "as it happens"),
}
RESULTS = {
    "in_order": lazy_pgettext("inspection result", "In order"),
    "to_mend": lazy_pgettext("inspection result", "To be mended"),
    "referred": lazy_pgettext("inspection result", "Handed on for enforcement"),
}
RESULT_TONES = {"in_order": "success", "to_mend": "warning", "referred": "error"}
FIELDS = {
    "table": lazy_pgettext("field", "Sheet"),
    "receipt": lazy_gettext("Receipt"),
    "copied_on": lazy_gettext("Copied on"),
    "made_on": lazy_gettext("Inspected on"),
    "made_by": lazy_gettext("Inspected by"),
    "result": lazy_gettext("Result"),
    "frequency": lazy_gettext("How often"),
    "percent": lazy_gettext("Share drawn"),
    "grade": lazy_pgettext("field", "Grade"),
    "ratio_source": lazy_pgettext("field", "Source"),
}
EVENTS = {
    "cases.compared": lazy_pgettext("event", "Own cases compared"),
    "catalogue.changed": lazy_pgettext("event", "Catalogue of data sets changed"),
    "copy_receiver.changed": lazy_pgettext("event", "Receiver of copies changed"),
    "ratings.copied": lazy_pgettext("event", "Ratings copied"),
    "subject.inspected": lazy_pgettext("event", "Listed subject inspected"),
    "sampling_ratio.set": lazy_pgettext("event", "Sampling ratio set"),
    "sample.drawn": lazy_pgettext("event", "Sample drawn"),
}
JOBS = {
    "rating_copies": lazy_pgettext("job", "Open copies of confirmed ratings"),
    "own_cases": lazy_pgettext("job", "Compare own cases with records"),
}
REFUSALS: dict[str, Words] = {
    "too_many_cases": lambda facts: _(
        "The list is longer than %(most)s rows. Divide it, for example by month.", most=facts["most"]
    ),
    "case_columns_not_found": lambda facts: _(
        "The list needs a column whose heading ends with 文号 and one whose heading ends with 决定日期."
    ),
    "no_such_data_set": lambda facts: _("There is no such data set in the catalogue."),
    "no_such_receiver": lambda facts: _("There is no such receiver."),
    "no_such_copy": lambda facts: _("There is no such copy, or it belongs to another unit."),
    "copied_already": lambda facts: _("Somebody entered this receipt already."),
    "not_on_the_list": lambda facts: _("This subject is not on the list any more."),
    "no_such_draw": lambda facts: _("There is no such draw, or it belongs to another unit."),
    "nobody_to_draw": lambda facts: _(
        "No confirmed rating of this field and year is public. Check both, then draw again."
    ),
}
ISSUES: dict[str, Words] = {
    "not_a_share": lambda facts: _("Write a whole number from 0 to 100."),
    "name_is_used": lambda facts: _("This name is in the list already."),
}


def at_cell(said: str, facts: dict[str, Any]) -> str:
    return pgettext("sheet", "%(cell)s: %(problem)s", cell=facts["cell"], problem=said) if "cell" in facts else said
