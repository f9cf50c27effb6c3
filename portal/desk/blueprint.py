"""The desk's blueprint: nobody enters without having signed in, and every page knows the words for codes."""

from typing import Any

from flask import Blueprint

from portal import labels
from portal.security import guard

desk = guard(Blueprint("desk", __name__, url_prefix="/desk"))


@desk.context_processor
def page_words() -> dict[str, Any]:
    return {"states": labels.STATES, "tones": labels.STATE_TONES}
