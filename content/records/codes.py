"""Code tables: planted as rows from a file, read whole into a frozen snapshot that thousands of rows are checked by."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.records.models import CodeValue, RatingBand

CODES_FILE = Path(__file__).parent / "codes.toml"
BEGINNING, END = "0001-01-01", "9999-12-31"


@dataclass(frozen=True)
class Value:
    """One value of a code table. Days are ISO texts, as checked values are: comparing them is comparing text."""

    value: str
    meaning: str
    takes_name: bool
    valid_from: str
    valid_to: str

    def is_valid(self, on: str) -> bool:
        return self.valid_from <= on <= self.valid_to


@dataclass(frozen=True)
class Band:
    """One band of a field of rating, open ends as infinite numbers."""

    grade: str
    word: str
    score_from: float
    score_below: float
    bad_points_from: float
    bad_points_below: float
    valid_from: str
    valid_to: str

    @property
    def asks_bad_points(self) -> bool:
        return self.bad_points_from > float("-inf") or self.bad_points_below < float("inf")


@dataclass(frozen=True, eq=False)
class Codes:
    """Every code table at one moment. Compared by identity: a snapshot is read once and checked by many times."""

    tables: Mapping[str, tuple[Value, ...]]
    bands: Mapping[str, tuple[Band, ...]]

    def offered(self, code_set: str, on: date) -> list[str]:
        """What may be chosen on a day, in the table's order, each value once."""
        day = on.isoformat()
        return list(dict.fromkeys(row.value for row in self.tables.get(code_set, ()) if row.is_valid(day)))

    def meaning(self, code_set: str, value: str) -> str:
        """What a sign stands for; a value that speaks for itself is its own meaning."""
        found = (row.meaning for row in self.tables.get(code_set, ()) if row.value == value)
        return next(found, "") or value

    def bands_on(self, field: str, day: str) -> list[Band]:
        """The bands of a field of rating that a decision of that day goes by; none where no rule is known."""
        return [band for band in self.bands.get(field, ()) if band.valid_from <= day <= band.valid_to]


def seeds() -> Mapping[str, Any]:
    return tomllib.loads(CODES_FILE.read_text(encoding="utf-8"))


def seeded_values() -> list[CodeValue]:
    rows: list[CodeValue] = []
    for seed in seeds()["set"]:
        begun = sum(row.code_set == seed["code"] for row in rows)
        for position, value in enumerate(seed["values"], begun + 1):
            rows.append(
                CodeValue(
                    code_set=seed["code"],
                    value=value,
                    meaning=seed.get("signs", {}).get(value, ""),
                    takes_name=value in seed.get("named", ()),
                    position=position,
                    valid_from=seed.get("from"),
                    valid_to=seed.get("to"),
                    source=seed["source"],
                )
            )
    return rows


def seeded_bands() -> list[RatingBand]:
    return [
        RatingBand(
            field=field, valid_from=seed.get("from"), valid_to=seed.get("to"), source=seed["source"], **open_band(band)
        )
        for seed in seeds()["band"]
        for field in seed["fields"]
        for band in seed["bands"]
    ]


def open_band(band: Mapping[str, Any]) -> dict[str, Any]:
    return {"score_below": None, "bad_points_from": None, "bad_points_below": None} | dict(band)


def plant(session: Session) -> None:
    """Enter every table and every field's bands the database does not have. What people changed stays as it is."""
    known = set(session.scalars(select(CodeValue.code_set).distinct()))
    session.add_all(row for row in seeded_values() if row.code_set not in known)
    rated = set(session.scalars(select(RatingBand.field).distinct()))
    session.add_all(row for row in seeded_bands() if row.field not in rated)
    session.flush()


def load(session: Session) -> Codes:
    """The tables as they stand in the database."""
    values = session.scalars(select(CodeValue).order_by(CodeValue.code_set, CodeValue.position, CodeValue.id))
    return snapshot(values, session.scalars(select(RatingBand).order_by(RatingBand.id)))


@cache
def seeded() -> Codes:
    """The tables as a new site begins with them: for what has no database, such as invented records."""
    return snapshot(seeded_values(), seeded_bands())


def snapshot(values: Iterable[CodeValue], bands: Iterable[RatingBand]) -> Codes:
    tables: dict[str, list[Value]] = {}
    for row in values:
        known = Value(row.value, row.meaning, row.takes_name, first_day(row.valid_from), last_day(row.valid_to))
        tables.setdefault(row.code_set, []).append(known)
    fields: dict[str, list[Band]] = {}
    for band in bands:
        fields.setdefault(band.field, []).append(frozen(band))
    return Codes(
        {code_set: tuple(rows) for code_set, rows in tables.items()},
        {field: tuple(rows) for field, rows in fields.items()},
    )


def frozen(band: RatingBand) -> Band:
    return Band(
        band.grade,
        band.word,
        band.score_from,
        float("inf") if band.score_below is None else band.score_below,
        float("-inf") if band.bad_points_from is None else band.bad_points_from,
        float("inf") if band.bad_points_below is None else band.bad_points_below,
        first_day(band.valid_from),
        last_day(band.valid_to),
    )


def first_day(day: date | None) -> str:
    return day.isoformat() if day else BEGINNING


def last_day(day: date | None) -> str:
    return day.isoformat() if day else END
