"""Every page of the bureau's view, gathered."""

from portal.oversight import (
    assessment,
    boards,
    exporting,
    hidden,
    inspection,
    plan,
    quality,
    repetitions,
    scorecards,
    subjects,
    summaries,
    supervision,
    tags,
    targets,
    urging,
    views,
)
from portal.oversight.blueprint import oversight

__all__ = [
    "assessment",
    "boards",
    "exporting",
    "hidden",
    "inspection",
    "oversight",
    "plan",
    "quality",
    "repetitions",
    "scorecards",
    "subjects",
    "summaries",
    "supervision",
    "tags",
    "targets",
    "urging",
    "views",
]
