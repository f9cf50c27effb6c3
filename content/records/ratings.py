"""Whether a grade is what the rule of its field gives for its score. Where no rule speaks, nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from content.errors import Issue
from content.records.codes import Band, Codes


def issues(values: Mapping[str, str], codes: Codes) -> Iterator[Issue]:
    """A field without bands, or a rating without a score, is taken as issued."""
    score, grade = values.get("score"), values.get("grade")
    bands = codes.bands_on(values.get("field", ""), values.get("decided_on", ""))
    if not score or not grade or not bands:
        return
    fitting = [band for band in bands if band.score_from <= float(score) < band.score_below]
    points = values.get("bad_points")
    if points is None and fitting and all(band.asks_bad_points for band in fitting):
        yield Issue("bad_points", "bad_points_needed", {"score": score})
        return
    given = [band for band in fitting if suits(band, float(points or 0))]
    if not given:
        yield Issue("score", "no_grade_for_score", {"score": score, "points": points or "0"})
    elif all(band.grade != grade for band in given):
        yield Issue("grade", "grade_does_not_fit", {"score": score, "grade": given[0].grade})


def suits(band: Band, points: float) -> bool:
    return band.bad_points_from <= points < band.bad_points_below
