"""Words of searching as its keepers see it: synonyms, and how the index is checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_pgettext

FIELDS = {
    "synonyms": lazy_pgettext("field", "Words that mean the same"),
    "synonym_source": lazy_pgettext("field", "Source of the synonyms"),
}
EVENTS = {"synonym.changed": lazy_pgettext("event", "Synonyms changed")}
JOBS = {"search_check": lazy_pgettext("job", "Compare the search index with what is public")}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "no_such_synonym": lambda facts: _("There are no such synonyms in the list."),
}
ISSUES: dict[str, Callable[[dict[str, Any]], str]] = {
    "not_a_set": lambda facts: _(
        "Give from %(fewest)s to %(most)s words, each on a line of its own.", fewest=facts["fewest"], most=facts["most"]
    ),
    "odd_synonym": lambda facts: _(
        "“%(word)s” is not from %(shortest)s to %(longest)s characters long.",
        word=facts["word"],
        shortest=facts["shortest"],
        longest=facts["longest"],
    ),
    "synonym_is_listed": lambda facts: _("“%(word)s” stands among other synonyms already.", word=facts["word"]),
}
