"""A comparison of two texts as the diff component shows it, on the desk and for the public alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from content.markup.diff import Row

SEGMENTS = {"same": "same", "removed": "delete", "added": "insert"}


def blocks(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [block(row) for row in rows]


def block(row: Row) -> dict[str, Any]:
    if row.kind == "folded":
        return {"unchanged": row.changes[0].text.split("\n")}
    if row.kind == "same":
        return {"near": "".join(change.text for change in row.changes)}
    return {"segments": [(SEGMENTS[change.kind], change.text) for change in row.changes]}
