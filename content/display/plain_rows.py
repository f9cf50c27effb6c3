"""Public items as plain rows, past objects that could be changed: lists and pages are asked for all day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows of a public item."""

    item_id: int
    kind: str
    column: str
    title: str
    fields: dict[str, Any]
    first_published_at: datetime
    last_day: date | None
    is_record: bool
    unit_id: int


@dataclass(frozen=True, slots=True)
class Hit(Listed):
    """The same where search found it: a piece of the text stands below."""

    text: str


@dataclass(frozen=True, slots=True)
class Whole:
    """What its own page shows of it."""

    item_id: int
    edition_number: int
    kind: str
    column: str
    title: str
    summary: str
    fields: dict[str, Any]
    html: str
    text: str
    issued_on: date | None
    change_note: str
    first_published_at: datetime
    published_at: datetime
    last_day: date | None
    repair_from: date | None
    kept_files: list[Any] | None
    digest: str
    is_record: bool
    subject_id: int | None
    unit_id: int
    producer_unit_id: int
    producer_office: str
    produced_at: datetime
    reviewer_unit_id: int
    reviewer_office: str
    reviewed_at: datetime

    @property
    def files(self) -> list[dict[str, Any]]:
        return self.kept_files or []
