"""Words about spreadsheets: why one cannot be read or fetched, and what is wrong at which cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

Words = Callable[[dict[str, Any]], str]


def listed(names: list[str]) -> str:
    return _(", ").join(names)


def several(places: list[str], times: int) -> str:
    """The first places by name, and how many there are when not all are named."""
    named = listed([str(place) for place in places])
    return named if times <= len(places) else _("%(places)s and others, %(times)s in all", places=named, times=times)


REFUSALS: dict[str, Words] = {
    "not_a_sheet": lambda facts: _("This is no spreadsheet. Use an .xlsx or a .csv file."),
    "sheet_is_empty": lambda facts: _("There is nothing in the sheet. Fill it in and choose it again."),
    "several_sheets": lambda facts: _(
        "Several sheets hold data: %(sheets)s. Say which is meant, or empty the others.", sheets=listed(facts["sheets"])
    ),
    "no_such_sheet": lambda facts: _(
        "There is no sheet called “%(sheet)s”. There are: %(sheets)s.",
        sheet=facts["sheet"],
        sheets=listed(facts["sheets"]),
    ),
    "too_many_rows": lambda facts: _(
        "Something stands in row %(row)s; at most %(most)s rows go through at once. Split the sheet, or delete what "
        "stands below the data.",
        row=facts["row"],
        most=facts["most"],
    ),
    "too_many_columns": lambda facts: _(
        "Something stands in cell %(cell)s; at most %(most)s columns go through. Delete what stands beside the data.",
        cell=facts["cell"],
        most=facts["most"],
    ),
    "cell_too_long": lambda facts: _(
        "Cell %(cell)s holds more than %(most)s characters. Shorten it.", cell=facts["cell"], most=facts["most"]
    ),
    "encoding_unknown": lambda facts: _(
        "The characters in line %(line)s cannot be read. Save the file as “CSV UTF-8” or as .xlsx and choose it again.",
        line=facts["line"],
    ),
    "garbled": lambda facts: _(
        "The characters in cell %(cell)s are garbled: the file was saved in the wrong encoding. "
        "Export it anew, as .xlsx or “CSV UTF-8”.",
        cell=facts["cell"],
    ),
    "broken_csv": lambda facts: _(
        "A quotation mark in line %(row)s is not closed. Mend it, or save the sheet as .xlsx.", row=facts["row"]
    ),
    "formulas_everywhere": lambda facts: _(
        "The sheet is full of formulas, the first in cell %(cell)s. Copy all and paste it as values.",
        cell=facts["cell"],
    ),
    "errors_everywhere": lambda facts: _(
        "The sheet is full of error values, the first in cell %(cell)s. Mend them first.", cell=facts["cell"]
    ),
    "merged_everywhere": lambda facts: _(
        "The sheet is full of merged cells, the first at %(cell)s. Unmerge them and fill in each row.",
        cell=facts["cell"],
    ),
    "too_many_downloads": lambda facts: _(
        "Too many downloads from your address. Wait %(minutes)s minutes, then try again.", minutes=facts["minutes"]
    ),
    "downloads_busy": lambda facts: _("Several large files are being fetched just now. Try again in a minute."),
    "hidden_everywhere": lambda facts: _(
        "%(rows)s rows of the sheet are hidden. Show them, and delete what does not belong.", rows=facts["rows"]
    ),
}

ISSUES: dict[str, Words] = {
    "formula": lambda facts: _("Cell %(cell)s holds a formula. Paste its result as a value.", cell=facts["cell"]),
    "error_value": lambda facts: _("Cell %(cell)s holds an error value such as #N/A. Write what is meant.", **facts),
    "merged_cell": lambda facts: _(
        "Cell %(cell)s belongs to the merged cells %(span)s. Unmerge them and fill in each row.", **facts
    ),
    "merged_heading": lambda facts: _(
        "The headings %(span)s are merged. Give each column a heading of its own.", span=facts["span"]
    ),
    "heading_twice": lambda facts: _(
        "The heading “%(heading)s” stands there more than once: %(cells)s.",
        heading=facts["heading"],
        cells=listed(facts["cells"]),
    ),
    "no_heading": lambda facts: _("Cell %(cell)s stands under no heading. Move it, or name its column.", **facts),
    "hidden_row": lambda facts: _("Row %(row)s is hidden in the sheet.", row=facts["row"]),
    "hidden_rows": lambda facts: _(
        "Hidden rows are taken in as well: %(rows)s.", rows=several(facts["rows"], facts["times"])
    ),
    "hidden_columns": lambda facts: _(
        "Hidden columns are taken in as well: %(columns)s.", columns=listed(facts["columns"])
    ),
    "hidden_sheets": lambda facts: _("Hidden sheets are left out: %(sheets)s.", sheets=listed(facts["sheets"])),
    "comments": lambda facts: _(
        "Comments are left out. They stand at: %(cells)s.", cells=several(facts["cells"], facts["times"])
    ),
}
