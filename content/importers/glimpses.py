"""The first rows of an uploaded sheet, kept beside it under the same lock, for a page to show without reading all."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from itertools import islice

from content.errors import Refusal
from content.importers.mapping import Mapped
from content.importers.receiving import Vault
from content.items.batches import Batch
from content.kinds.reader import Kind
from content.masking import gate
from content.spreadsheets.cells import text_of
from content.spreadsheets.sheet import Sheet

#: Rows that are kept, and signs of a cell that are shown.
ROWS, SHOWN = 5, 24
HIDDEN = "＊＊＊"


@dataclass(frozen=True)
class Glimpse:
    """``rows`` are (number in the sheet, cells as text)."""

    sheet: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def place(batch: Batch) -> str:
    return f"{batch.spooled}-head"


def keep(vault: Vault, batch: Batch, sheet: Sheet) -> None:
    first = [(row.number, [text_of(cell) for cell in row.cells]) for row in islice(sheet, ROWS)]
    told = json.dumps({"sheet": sheet.name, "headings": sheet.headings, "rows": first}, ensure_ascii=False)
    vault.spool.put(place(batch), io.BytesIO(told.encode()))


def read(vault: Vault, batch: Batch) -> Glimpse | None:
    """None while nobody has opened the sheet, or when it could not be opened, or is gone."""
    if not batch.spooled:
        return None
    try:
        told = json.loads(b"".join(vault.spool.read(place(batch))))
    except Refusal:
        return None
    rows = tuple((number, tuple(cells)) for number, cells in told["rows"])
    return Glimpse(told["sheet"], tuple(told["headings"]), rows)


def forget(vault: Vault, batch: Batch) -> None:
    if batch.spooled:
        vault.spool.drop(place(batch))


def veiled(glimpse: Glimpse, mapped: Mapped, kind: Kind) -> list[tuple[int, list[str]]]:
    """The rows as a page may show them: identity numbers not at all, columns nobody reads masked by the gate."""
    identity = {field.name for field in kind.fields if field.privacy == "identity"}

    def cell(name: str | None, text: str) -> str:
        if not text:
            return ""
        if name in identity:
            return HIDDEN
        shown = text if name else gate.examine(text).public
        return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"

    return [
        (number, [cell(name, text) for name, text in zip(mapped.fields, cells, strict=False)])
        for number, cells in glimpse.rows
    ]
