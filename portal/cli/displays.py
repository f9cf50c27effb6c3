"""What the worker does about the public's end of things: displays that end, terms that change, surfaces that lag."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from flask import Flask
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.database import begin_writing
from content.jobs.runs import Run
from content.surfaces import probing
from content.surfaces.probing import Outcome
from content.workflow import expiring
from portal import probes
from portal.database import db

T = TypeVar("T")
JOB = "terms"
#: How far back the nightly look goes, and of how many departures.
LOOKS_BACK = timedelta(days=3)
SAMPLE = 100


def write(work: Callable[[Session], T]) -> T:
    """One short writing transaction, committed, or nothing of it."""
    begin_writing(db.session())
    try:
        answer = work(db.session())
        db.session.commit()
    finally:
        db.session.remove()
    return answer


def end_displays() -> int:
    """End everything whose last day is over, a chunk at a time."""
    ended = 0
    while some := write(expiring.end_chunk):
        ended += some
    return ended


def reckon_terms() -> bool:
    """Reckon the last days of everything public anew, where a rule changed or began since the last time."""
    run = db.session.get(Run, JOB)
    wants = expiring.wants_reckoning(db.session(), since=run.last_good_at if run else None)
    db.session.remove()
    place: int | None = 0
    while wants and place is not None:
        place = reckon_from(place)
    return wants


def reckon_from(place: int) -> int | None:
    return write(lambda session: expiring.reckon_chunk(session, after=place))


def probe_surfaces(app: Flask) -> list[Outcome]:
    """Ask every surface about what left lately; who still shows it is named and told again."""
    outcomes = probing.look(db.session(), probes.probes(probes.in_process(app)))
    db.session.remove()
    if outcomes:
        write(lambda session: keep(session, outcomes))
    return outcomes


def look_back(app: Flask) -> list[Outcome]:
    """The nightly look at everything that left in the last days, wherever the cursors stand."""
    since = clock.now() - LOOKS_BACK
    found = probing.check(db.session(), probes.probes(probes.in_process(app)), since=since, limit=SAMPLE)
    db.session.remove()
    faulty = [outcome for outcome in found if outcome.still]
    if faulty:
        write(lambda session: repeat(session, faulty))
        raise RuntimeError("; ".join(f"{outcome.surface} {outcome.fault}" for outcome in faulty))
    return found


def keep(session: Session, outcomes: list[Outcome]) -> None:
    trail.lock(session)
    probing.repeat(session, probing.keep(session, outcomes))


def repeat(session: Session, outcomes: list[Outcome]) -> None:
    trail.lock(session)
    probing.repeat(session, sorted({item for outcome in outcomes for item in outcome.still}))
