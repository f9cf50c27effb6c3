"""Units as public pages name them, found once in an epoch: every list and every foot of a page asks for some."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from content.auth import reorganising, units
from content.auth.units import Unit
from content.display import finding
from portal.database import db
from portal.public.remembering import remembered


@dataclass(frozen=True)
class Standing:
    """A unit, who goes on with its work today (itself, while it is there), and those whose work it goes on with."""

    unit: Unit
    following: Unit
    earlier: tuple[Unit, ...]

    @property
    def all(self) -> tuple[Unit, ...]:
        return self.unit, *self.earlier


class Known(dict[int, Unit]):
    """Units by number. One that came after the epoch began is asked for when it first signs something."""

    def __missing__(self, unit_id: int) -> Unit:
        found = loaded()
        self.update(found)
        return found[unit_id]


def every() -> dict[int, Unit]:
    """By their number, those that ended too: what came out under one stays signed with it."""
    return remembered(every_unit)


def of(unit_id: int) -> Unit:
    return every()[unit_id]


def standing(code: str) -> Standing:
    """Raises ``no_such_page`` for a code no unit ever had."""
    return remembered(find_standing, code)


def every_unit() -> dict[int, Unit]:
    return Known(loaded())


def loaded() -> dict[int, Unit]:
    with Session(db.engine) as session:
        found = {unit.id: unit for unit in units.ever(session)}
        session.expunge_all()
    return found


def find_standing(code: str) -> Standing:
    with Session(db.engine) as session:
        named = finding.unit_named(session, code)
        earlier = tuple(reorganising.before(session, named))
        found = Standing(named, reorganising.successor_of(session, named), earlier)
        session.expunge_all()
    return found
