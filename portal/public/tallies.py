"""How much is public, counted once per change of the public view: a million rows are not counted for every page."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from flask import current_app

from content.display import finding
from portal.database import db
from portal.public import keeping

Moment = tuple[int, str]


@dataclass(frozen=True)
class Tally:
    """``kinds`` by column slug and kind, ``units`` by unit id."""

    kinds: dict[str, dict[str, int]]
    units: dict[int, int]

    def of_column(self, slug: str, kind: str | None = None) -> int:
        kinds = self.kinds[slug]
        return kinds.get(kind, 0) if kind else sum(kinds.values())

    @property
    def columns(self) -> dict[str, int]:
        return {slug: sum(kinds.values()) for slug, kinds in self.kinds.items()}


class Tallies:
    """The tally of one moment; the next change of the public view, or midnight, makes another."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.moment: Moment | None = None
        self.tally: Tally | None = None

    def now(self) -> Tally:
        moment = keeping.moment()[:2]
        with self.lock:
            if self.tally is not None and self.moment == moment:
                return self.tally
        session = db.session()
        tally = Tally(finding.counts_per_kind(session), finding.counts_per_unit(session))
        with self.lock:
            self.moment, self.tally = moment, tally
        return tally


def now() -> Tally:
    tallies: Tallies = current_app.extensions["tallies"]
    return tallies.now()
