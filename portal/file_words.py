"""Words about files: what they are, where in them something stands, and why one cannot go out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_pgettext, pgettext

from content.errors import Issue
from portal import filters, labels

Words = Callable[[dict[str, Any]], str]

KINDS = {
    "docx": lazy_pgettext("file", "Word document"),
    "xlsx": lazy_pgettext("file", "Excel workbook"),
    "pdf": lazy_pgettext("file", "PDF document"),
    "png": lazy_pgettext("file", "picture"),
    "jpeg": lazy_pgettext("file", "picture"),
    "webp": lazy_pgettext("file", "picture"),
}
PICTURES = frozenset({"png", "jpeg", "webp"})
TICKS = {
    "faces": lazy_pgettext("tick", "Looked for faces: none, or none that may not be shown"),
    "plates": lazy_pgettext("tick", "Looked for vehicle plates: none, or none that may not be shown"),
    "signatures": lazy_pgettext("tick", "Looked for signatures and seals of persons: none"),
}
#: Where a person would look. Places that need their number or cell are worded below.
PLACES = {
    "file_name": lazy_pgettext("place", "file name"),
    "header": lazy_pgettext("place", "header or footer"),
    "footer": lazy_pgettext("place", "header or footer"),
    "footnote": lazy_pgettext("place", "footnote"),
    "endnote": lazy_pgettext("place", "footnote"),
    "text_box": lazy_pgettext("place", "text box"),
    "tracked_deletion": lazy_pgettext("place", "tracked change"),
    "hidden_text": lazy_pgettext("place", "hidden text"),
    "comment": lazy_pgettext("place", "comment"),
    "note": lazy_pgettext("place", "comment"),
    "comment_author": lazy_pgettext("place", "author of a comment"),
    "field_code": lazy_pgettext("place", "field"),
    "form_field": lazy_pgettext("place", "field"),
    "attribute": lazy_pgettext("place", "link or alternative text"),
    "link": lazy_pgettext("place", "link or alternative text"),
    "property": lazy_pgettext("place", "file properties"),
    "custom_xml": lazy_pgettext("place", "file properties"),
    "chart": lazy_pgettext("place", "chart or drawing"),
    "diagram": lazy_pgettext("place", "chart or drawing"),
    "drawing": lazy_pgettext("place", "chart or drawing"),
    "sheet_name": lazy_pgettext("place", "name of a sheet"),
    "defined_name": lazy_pgettext("place", "defined name"),
    "rule": lazy_pgettext("place", "choices offered in a cell"),
    "leftover_string": lazy_pgettext("place", "text left over that no cell shows"),
    "outline": lazy_pgettext("place", "bookmarks"),
}


def kind(code: str) -> str:
    return str(KINDS[code])


def place(found: Any, is_hidden: bool = False) -> str:
    """Sheet, row, page or part where something stands in a file; and that a reader does not see it, if so."""
    facts = {"sheet": found.name, "number": found.number, "row": found.row, "column": found.column}
    numbered = {
        "paragraph": lambda: pgettext("place", "paragraph %(number)s", **facts),
        "page": lambda: pgettext("place", "page %(number)s", **facts),
        "page_layer": lambda: pgettext("place", "page %(number)s, under or beside what is seen", **facts),
        "table_cell": lambda: pgettext("place", "table %(number)s, row %(row)s, column %(column)s", **facts),
        "cell": lambda: pgettext("place", "sheet “%(sheet)s”, row %(row)s, column %(column)s", **facts),
        "formula": lambda: pgettext("place", "formula in sheet “%(sheet)s”, row %(row)s, column %(column)s", **facts),
    }
    worded = numbered[found.code]() if found.code in numbered else str(PLACES.get(found.code, _("another part")))
    return pgettext("place", "%(place)s (hidden)", place=worded) if is_hidden else worded


def of_file(facts: dict[str, Any]) -> str:
    return _("“%(name)s”: %(problem)s", name=facts["name"], problem=issue(facts["issue"]))


def personal_data(facts: dict[str, Any]) -> str:
    kind, at = labels.FINDINGS.get(facts["kind"], facts["kind"]), place(facts["place"], facts["is_hidden"])
    if facts["place"].code == "file_name":
        return _("%(kind)s in the file name. Rename the file and add it again.", kind=kind)
    return _("%(kind)s, %(place)s. Take it out of the file and add the file again.", kind=kind, place=at)


def second_person(facts: dict[str, Any]) -> str:
    asked = [str(WHY_SECOND[reason]) for reason in facts["reasons"]]
    return _("A second person has to read it: %(why)s.", why=_("; ").join(asked))


def save_as(ending: str) -> Words:
    return lambda facts: _(
        "Old and other office files cannot be taken here. Save it as %(ending)s first.", ending=ending
    )


def listed(facts: dict[str, Any], name: str) -> str:
    return _(", ").join(facts.get(name, ()))


WHY_SECOND = {
    "scan_without_text": lazy_pgettext("why", "pages are pictures without text"),
    "unreadable": lazy_pgettext("why", "parts of it cannot be read by a machine"),
    "hidden_content": lazy_pgettext("why", "it holds hidden content, comments or tracked changes"),
}

REFUSALS: dict[str, Words] = {
    "file_is_empty": lambda facts: _("The file is empty. Choose another."),
    "file_too_large": lambda facts: _(
        "The file has %(size)s, at most %(most)s go through. Make it smaller or split it.",
        size=filters.format_size(facts["size"]),
        most=filters.format_size(facts["most"]),
    ),
    "kind_refused": lambda facts: _(
        "Files of this kind are not taken. Use one of these: %(endings)s.", endings=listed(facts, "accepted")
    ),
    "two_files_in_one": lambda facts: _("A second file is hidden in this one. Save it anew and add it again."),
    "encrypted": lambda facts: _("The file is locked by a password. Take the password off and add it again."),
    "has_macros": lambda facts: _("The file holds macros. Save it without macros and add it again."),
    "file_is_broken": lambda facts: _("The file is damaged and cannot be read. Save it anew and add it again."),
    "file_defeats_reader": lambda facts: _("The file could not be read in time. Save it anew, as PDF if need be."),
    "too_much_to_read": lambda facts: _("There is more in the file than can be examined. Split it."),
    "unpacks_too_large": lambda facts: _("The file unpacks to more than can be examined. Split it."),
    "embedded_object": lambda facts: _("Another file lies inside this one and cannot be examined. Take it out."),
    "picture_moves": lambda facts: _("Moving pictures are not taken. Save one picture of it."),
    "picture_too_large": lambda facts: _("The picture has more pixels than can be taken. Make it smaller."),
    "save_as_docx": save_as("docx"),
    "save_as_xlsx": save_as("xlsx"),
    "save_as_pdf": save_as("pdf"),
    "no_such_file": lambda facts: _("There is no such file, or it is no longer shown."),
    "no_such_tick": lambda facts: _("This cannot be ticked."),
    "spool_cannot_be_opened": lambda facts: _("The uploaded file can no longer be opened. Upload it again."),
    "files_open": lambda facts: _("The attachments still raise questions. Settle each, then approve."),
    "files_damaged": lambda facts: _("A stored attachment is no longer what was uploaded. Return it for a new upload."),
}

ISSUES: dict[str, Words] = {
    "of_file": of_file,
    "personal_data": personal_data,
    "embedded_object": REFUSALS["embedded_object"],
    "tick_missing": lambda facts: _("Not ticked yet: %(tick)s.", tick=TICKS[facts["tick"]]),
    "second_person_missing": second_person,
    "uncertain_findings": lambda facts: _("%(times)s uncertain findings wait for the reviewer.", times=facts["times"]),
    "no_file_chosen": lambda facts: _("Choose a file first."),
    "picture_needs_words": lambda facts: _("Say in a few words what the picture shows, for people who cannot see it."),
    "name_is_taken": lambda facts: _("A file of this name is already here. Remove it first, or rename the new one."),
    "too_many_files": lambda facts: _("At most %(most)s files go with one text.", most=facts["most"]),
    "name_is_missing": lambda facts: _("The file has no name. Rename it and add it again."),
    "name_too_long": lambda facts: _(
        "The file name is longer than %(most)s characters. Shorten it.", most=facts["most"]
    ),
    "name_has_forbidden_characters": lambda facts: _(
        'The file name holds signs such as \\ / : * ? " < > |. Rename it.'
    ),
    "name_is_reserved": lambda facts: _("A file cannot be called that on every computer. Rename it."),
    "name_does_not_match_content": lambda facts: _(
        "The ending of the name does not fit the content. It should be: %(endings)s.",
        endings=listed(facts, "extensions"),
    ),
}


def issue(found: Issue) -> str:
    return ISSUES[found.code](found.facts)
