"""Every page of the desk, gathered."""

from portal.desk import (
    deciding,
    files,
    hiding,
    history,
    keeping,
    merging,
    pasting,
    previewing,
    publishing,
    reviewing,
    starting,
    today,
    writing,
)
from portal.desk.blueprint import desk

__all__ = [
    "deciding",
    "desk",
    "files",
    "hiding",
    "history",
    "keeping",
    "merging",
    "pasting",
    "previewing",
    "publishing",
    "reviewing",
    "starting",
    "today",
    "writing",
]
