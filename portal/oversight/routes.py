"""Every page of the bureau's view, gathered."""

from portal.oversight import (
    boards,
    exporting,
    hidden,
    inspection,
    repetitions,
    scorecards,
    subjects,
    tags,
    targets,
    urging,
    views,
)
from portal.oversight.blueprint import oversight

__all__ = [
    "boards",
    "exporting",
    "hidden",
    "inspection",
    "oversight",
    "repetitions",
    "scorecards",
    "subjects",
    "targets",
    "urging",
    "tags",
    "views",
]
