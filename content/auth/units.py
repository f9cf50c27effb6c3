"""The tree of units, each with its settings."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from content.audit import trail
from content.audit.events import Event
from content.database import Base, table_of
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues

UNITS_FILE = Path(__file__).parent / "units.toml"
KINDS = ("bureau", "county", "centre", "office")
LOCALES = ("zh-Hans", "zh-Hant", "en")


class Unit(Base):
    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("kind IN ('bureau', 'county', 'centre', 'office')", name="unit_kind_is_known"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="unit_is_not_its_own_parent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    names: Mapped[dict[str, Any]]
    short_names: Mapped[dict[str, Any]]
    position: Mapped[int] = mapped_column(default=0)
    telephone: Mapped[str] = mapped_column(String(64), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    hours: Mapped[str] = mapped_column(String(200), default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    publisher_may_approve: Mapped[bool] = mapped_column(default=True)
    #: The days between which it is there, where somebody wrote them down: the first, and the first no longer.
    began_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    #: Names it bore before, the oldest first: ``{"names": …, "short_names": …, "until": "2026-07-01"}``.
    former_names: Mapped[list[Any] | None]

    def name(self, locale: str = "zh-Hans") -> str:
        return self.names.get(locale) or self.names["zh-Hans"]

    def name_on(self, day: date, locale: str = "zh-Hans") -> str:
        """The name it bore on a day: what came out under an old name stays signed with it."""
        borne = next((old["names"] for old in self.former_names or () if day.isoformat() < old["until"]), self.names)
        return str(borne.get(locale) or borne["zh-Hans"])

    def is_there_on(self, day: date) -> bool:
        return (self.began_on is None or self.began_on <= day) and (self.ended_on is None or day < self.ended_on)

    def short_name(self, locale: str = "zh-Hans") -> str:
        return self.short_names.get(locale) or self.short_names["zh-Hans"]


ROWS = table_of(Unit).c
#: Made once and past the mapper, for every search asks.
SHORT_NAMES = select(ROWS.code, ROWS.short_names).where(ROWS.is_active).order_by(ROWS.position, ROWS.id)


@cache
def seeds() -> tuple[dict[str, Any], ...]:
    """The units of the notice, in its order."""
    return tuple(tomllib.loads(UNITS_FILE.read_text(encoding="utf-8"))["unit"])


def plant(session: Session) -> None:
    """Add the notice's units that are not there yet; leave every existing one as people have set it."""
    known = set(session.scalars(select(Unit.code)))
    for position, seed in enumerate(seeds()):
        if seed["code"] in known:
            continue
        parent = by_code(session, "jtj") if seed["kind"] != "bureau" else None
        session.add(
            Unit(
                code=seed["code"],
                kind=seed["kind"],
                parent_id=parent.id if parent else None,
                names=seed["names"],
                short_names=seed["short"],
                position=position,
            )
        )
        session.flush()


def by_code(session: Session, code: str) -> Unit:
    unit = session.scalar(select(Unit).where(Unit.code == code))
    if unit is None:
        raise Refusal("no_such_unit", Category.MISSING, unit=code)
    return unit


def everyone(session: Session) -> list[Unit]:
    """All active units in the notice's order, the bureau first."""
    return list(session.scalars(select(Unit).where(Unit.is_active).order_by(Unit.position, Unit.id)))


def ever(session: Session) -> list[Unit]:
    """All units there are and were."""
    return list(session.scalars(select(Unit).order_by(Unit.position, Unit.id)))


def short_names(session: Session) -> dict[str, dict[str, str]]:
    """The same by code, with nothing but what each is called in short."""
    return {row.code: row.short_names for row in session.execute(SHORT_NAMES)}


LONGEST = {"telephone": 64, "address": 200, "hours": 200}
EDITABLE = ("names", "short_names", "telephone", "address", "hours", "publisher_may_approve")


def change_issues(changes: dict[str, Any]) -> list[Issue]:
    named = [field for field in ("names", "short_names") if field in changes]
    found = [Issue(field, "required", {}) for field in named if not changes[field].get("zh-Hans")]
    for field, longest in LONGEST.items():
        found += length_issues(field, changes.get(field, ""), longest)
    return found


def change(session: Session, unit: Unit, changes: dict[str, Any], *, by_key: str) -> Unit:
    """Set some of a unit's editable fields and write down which. Raises ``to_mend`` for an empty Chinese name."""
    refuse_issues(change_issues(changes))
    changed = {name: value for name, value in changes.items() if name in EDITABLE and getattr(unit, name) != value}
    if not changed:
        return unit
    trail.append(session, Event.UNIT_CHANGED, actor=by_key, about=f"unit:{unit.id}", facts={"fields": sorted(changed)})
    for name, value in changed.items():
        setattr(unit, name, value)
    return unit
