"""The boards beside each other."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext, lazy_pgettext

BOARDS = (
    ("oversight.overview", lazy_pgettext("menu", "Overview")),
    ("oversight.units", lazy_gettext("By unit and month")),
    ("oversight.columns", lazy_pgettext("quota", "Column coverage")),
    ("oversight.punctuality", lazy_gettext("Punctuality and returns")),
    ("oversight.quality", lazy_pgettext("quality", "Quality of permits and penalties")),
    ("oversight.data_sets", lazy_pgettext("quality", "Catalogue of data sets")),
    ("oversight.counties", lazy_gettext("Counties side by side")),
    ("oversight.scorecards", lazy_gettext("Monthly scorecards")),
    ("oversight.repetitions", lazy_gettext("Repetitions and moved dates")),
    ("oversight.inspection", lazy_gettext("Self-inspection")),
    ("oversight.plan", lazy_pgettext("menu", "Plan of the year")),
    ("oversight.assessment", lazy_pgettext("plan", "Self-assessment")),
    ("oversight.summaries", lazy_gettext("Reports and summaries")),
    ("oversight.targets_of_year", lazy_gettext("Targets")),
    ("oversight.supervision", lazy_pgettext("supervision", "Rules of supervision")),
)


def board_tabs() -> list[dict[str, Any]]:
    return [
        {"label": label, "url": url_for(endpoint), "is_current": request.endpoint == endpoint}
        for endpoint, label in BOARDS
    ]
