"""The worker's long looks, a little at a time, so that the change log is followed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Generator

from content.database import begin_writing
from content.display import rescanning
from content.surfaces import drift
from content.surfaces.search import SearchIndex
from portal.database import db

#: Names in prose take their time: so few items hold nothing else up for long.
ITEMS = 10
#: Work in steps; returns the fault, or "" when all is well.
Steps = Generator[int, None, str]


class Look:
    """One run at a time of work that is made anew for each."""

    def __init__(self, make: Callable[[], Steps]) -> None:
        self.make = make
        self.steps: Steps | None = None

    @property
    def is_going(self) -> bool:
        return self.steps is not None

    def go_on(self) -> str | None:
        """One more step, the first one begins. The fault, or "", once the look has ended; None until then."""
        self.steps = self.steps or self.make()
        try:
            next(self.steps)
            return None
        except StopIteration as end:
            self.steps = None
            return str(end.value)
        except Exception as error:  # noqa: BLE001 - what cannot be read is a finding, not the worker's end
            self.steps = None
            return f"{type(error).__name__}: {error}"
        finally:
            db.session.remove()


def compare_index(index: SearchIndex) -> Steps:
    """What has drifted from the public view is mended, and the fault says what it was."""
    found = yield from drift.compare(db.session, index)
    yield from drift.repair(db.session, index, found)
    return f"{found.fault} (mended)" if found.ids else ""


def look_at_what_is_live() -> Steps:
    """Everything public by today's detectors: what they newly find becomes a task."""
    found = yield from rescanning.look(db.session, chunk=ITEMS)
    db.session.remove()
    begin_writing(db.session())
    rescanning.rescan(db.session(), found)
    db.session.commit()
    return ""
