"""Every page of the bureau's view, gathered."""

from portal.oversight import (
    boards,
    exporting,
    hidden,
    inspection,
    quality,
    repetitions,
    scorecards,
    subjects,
    supervision,
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
    "quality",
    "repetitions",
    "scorecards",
    "supervision",
    "subjects",
    "targets",
    "urging",
    "tags",
    "views",
]
