"""What a survey found, as issues of the rows and warnings of the sheet it was found in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from content.errors import Issue, Refusal
from content.spreadsheets.addresses import address, letters
from content.spreadsheets.headings import Headings
from content.spreadsheets.limits import Limits
from content.spreadsheets.sheet import cell_issue
from content.spreadsheets.survey import Span, Survey

#: How many places a sentence names before it only counts.
MOST_NAMED = 20


def by_row(survey: Survey, headings: Headings, last_row: int, limits: Limits) -> dict[int, list[Issue]]:
    """The issues of each row below the headings, from left to right."""
    found: dict[int, list[Issue]] = defaultdict(list)
    for code, places in (("formula", survey.formulas), ("error_value", survey.errors)):
        for row, column in places:
            if row > headings.row:
                found[row].append(cell_issue(code, row, column))
    _merged(survey, headings, last_row, limits, found)
    for issues in found.values():
        issues.sort(key=lambda issue: (issue.facts["column"], issue.code))
    return found


def _merged(survey: Survey, headings: Headings, last_row: int, limits: Limits, found: dict[int, list[Issue]]) -> None:
    touched = 0
    for span in survey.merged:
        (first, column), (last, _) = span
        rows = range(max(first, headings.row + 1), min(last, last_row) + 1)
        touched += len(rows)
        if touched > limits.rows + limits.marks:
            raise Refusal("merged_everywhere", cell=address(first, column))
        for row in rows:
            found[row].append(cell_issue("merged_cell", row, column, span=_name(span)))


def of_headings(survey: Survey, headings: Headings) -> Iterator[Issue]:
    """Cells merged over headings leave columns without a name."""
    for span in survey.merged:
        (first, left), (last, right) = span
        if first <= headings.row <= last and left < right:
            yield Issue("", "merged_heading", {"span": _name(span), "cell": address(headings.row, left)})
    for row, column in sorted(survey.formulas | survey.errors):
        if row == headings.row:
            yield cell_issue("formula", row, column)


def hidden(survey: Survey, headings: Headings, last_row: int) -> Iterator[Issue]:
    """What a person does not see and would hand in all the same."""
    rows = sorted(row for row in survey.hidden_rows if headings.row < row <= last_row)
    if rows:
        yield Issue("", "hidden_rows", {"rows": rows[:MOST_NAMED], "times": len(rows)})
    width = len(headings.names)
    columns = sorted({at for first, last in survey.hidden_columns for at in range(first, min(last, width) + 1)})
    if columns:
        named = [headings.names[at - 1] for at in columns]
        yield Issue("", "hidden_columns", {"columns": [letters(at) for at in columns], "headings": named})


def _name(span: Span) -> str:
    return ":".join(address(*corner) for corner in span)
