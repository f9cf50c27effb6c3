"""The words for what the boards hand up as codes."""

from __future__ import annotations

from flask_babel import lazy_gettext, lazy_pgettext

BASES = {
    "published": lazy_pgettext("quota", "published on this site"),
    "sent": lazy_pgettext("quota", "Sent to the provincial site"),
    "adopted": lazy_pgettext("quota", "Accepted by the provincial site"),
}
CONFIDENCES = {
    "firm": lazy_gettext("resting on a year of figures"),
    "fair": lazy_gettext("resting on half a year of figures"),
    "weak": lazy_gettext("resting on few figures so far"),
}
FIGURES = {
    "done": lazy_gettext("Counted"),
    "articles": lazy_gettext("Articles"),
    "records": lazy_gettext("Records"),
    "in_time": lazy_gettext("In time"),
    "late": lazy_gettext("Late"),
    "decided": lazy_gettext("Decided on"),
    "returned": lazy_gettext("Returned"),
    "left": lazy_gettext("Left the public"),
    "repeated": lazy_gettext("Repetitions"),
}
MEASURES = {
    "week": lazy_pgettext("measure", "weeks"),
    "month": lazy_pgettext("measure", "months"),
    "column": lazy_pgettext("measure", "columns"),
    "percent": lazy_pgettext("measure", "percent"),
    "second": lazy_pgettext("measure", "seconds"),
}
POINTS = {
    "unreachable": lazy_pgettext("inspection", "Site unreachable"),
    "home": lazy_pgettext("inspection", "Home page without new information"),
    "stale_columns": lazy_pgettext("inspection", "News, notices and rules not renewed in time"),
    "neglected_columns": lazy_pgettext("inspection", "Other columns long without renewal"),
    "empty_columns": lazy_pgettext("inspection", "Empty columns"),
    "unanswered": lazy_pgettext("inspection", "Messages without an answer"),
    "dates": lazy_pgettext("inspection", "Publication times that are not the server's"),
    "leaks": lazy_pgettext("inspection", "Personal data on public pages"),
}
STANDINGS = {
    "good": (lazy_pgettext("inspection", "nothing found"), "success"),
    "near": (lazy_pgettext("inspection", "to be mended"), "warning"),
    "fails": (lazy_pgettext("inspection", "fails the site"), "error"),
    "unseen": (lazy_pgettext("inspection", "cannot be seen from inside"), "neutral"),
}
SORTS = {
    "copy": lazy_pgettext("likeness", "repeats most of it"),
    "split": lazy_pgettext("likeness", "titles differ by a number only"),
}
VERDICTS = {
    "open": (lazy_pgettext("likeness", "not decided"), "warning"),
    "apart": (lazy_pgettext("likeness", "stands apart: counts"), "success"),
    "same": (lazy_pgettext("likeness", "repetition: does not count"), "neutral"),
}
