"""What many public pages ask alike, found once in an epoch: the newest of a column, the moment of the last change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar

from flask import current_app

from content.display import finding
from portal import locales
from portal.database import db
from portal.public import keeping
from portal.public.keeping import Epoch

Found = TypeVar("Found")
Key = tuple[Any, ...]


class Memory:
    """The findings of one epoch; the next epoch forgets them all. Nobody changes what was remembered."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.epoch: Epoch | None = None
        self.findings: dict[Key, Any] = {}

    def recall(self, now: Epoch, key: Key, find: Callable[[], Found]) -> Found:
        with self.lock:
            if self.epoch != now:
                self.epoch, self.findings = now, {}
            findings = self.findings
        if key not in findings:
            findings[key] = find()
        return findings[key]


def remembered(find: Callable[..., Found], *about: Any) -> Found:
    """``find(*about)`` in this language and path. What it is about must be few: the columns, or nothing at all."""
    memory: Memory = current_app.extensions["memory"]
    key = (find, about, *locales.place())
    return memory.recall(keeping.moment(), key, lambda: find(*about))


def updated_at() -> datetime | None:
    """The 数据更新至 of every list."""
    return remembered(last_change)


def last_change() -> datetime | None:
    return finding.updated_at(db.session())
