"""The worker's nightly look at the index: a little at a time, so that the change log is followed meanwhile."""

from __future__ import annotations

from collections.abc import Generator

from content.surfaces import drift, search
from content.surfaces.drift import Drift
from portal.database import db


class IndexCheck:
    """One comparison at a time; what has drifted is mended, and the run's fault says what it was."""

    def __init__(self) -> None:
        self.steps: Generator[int, None, Drift] | None = None
        self.index: search.SearchIndex | None = None

    def begin(self, index: search.SearchIndex) -> None:
        self.index = index
        self.steps = drift.compare(db.session, index)

    @property
    def is_going(self) -> bool:
        return self.steps is not None

    def go_on(self) -> str | None:
        """One more chunk. The fault, or "" when all is well, once the comparison has ended; None until then."""
        try:
            if self.steps is not None:
                next(self.steps)
            return None
        except StopIteration as end:
            self.steps = None
            return self.mend(end.value)
        except Exception as error:  # noqa: BLE001 - an index that cannot be read is a finding, not the worker's end
            self.steps = None
            return f"{type(error).__name__}: {error}"
        finally:
            db.session.remove()

    def mend(self, found: Drift) -> str:
        if self.index is not None:
            for _done in drift.repair(db.session, self.index, found):
                pass
        return f"{found.fault} (mended)" if found.ids else ""
