"""What the worker does again and again, and the copies it keeps of what is public."""

from __future__ import annotations

from flask_babel import lazy_pgettext

from portal import leaving_words, quality_words, search_words

JOBS = (
    {
        "views": lazy_pgettext("job", "Count page views"),
        "sweep": lazy_pgettext("job", "Clear ended sign-ins"),
        "privacy": lazy_pgettext("job", "Look again at everything live"),
        "audit": lazy_pgettext("job", "Note the audit trail's head"),
        "targets": lazy_pgettext("job", "Set up the year's targets"),
        "scorecards": lazy_pgettext("job", "Close months that are over"),
        "inspection": lazy_pgettext("job", "Look at what fails a site"),
        "schedules": lazy_pgettext("job", "Publish what is due"),
        "reminders": lazy_pgettext("job", "Remind people of deadlines and targets"),
        "letters": lazy_pgettext("job", "Send letters"),
    }
    | leaving_words.JOBS
    | search_words.JOBS
    | quality_words.JOBS
)
SURFACES = {
    "search": lazy_pgettext("surface", "Search index"),
} | leaving_words.SURFACES
