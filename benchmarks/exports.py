"""A whole data set on its way out as a file: the memory it takes at ten thousand rows and at a hundred thousand."""

from __future__ import annotations

import time
from pathlib import Path

from flask import Flask

from benchmarks import tables
from content.display import exporting
from content.spreadsheets.exporting import FORMATS, Table
from portal.database import db
from portal.public import open_data
from portal.public.tables import LONGEST_WORKBOOK

SIZES = (10_000, 100_000)
PAGE = 4096


def run(app: Flask) -> None:
    chosen = exporting.data_set("permits")
    with app.test_request_context("/open-data"):
        there = exporting.count(db.session(), chosen)
        db.session.remove()
    asked = [(ending, min(rows, there)) for ending in ("csv", "json") for rows in SIZES]
    asked += [("xlsx", min(rows, LONGEST_WORKBOOK, there)) for rows in SIZES]
    told = [
        (ending, f"{rows:,}", *(f"{figure:.1f}" for figure in exported(app, ending, rows))) for ending, rows in asked
    ]
    tables.show("A data set streamed out whole", ("file", "rows", "MB written", "seconds", "MB of memory more"), told)


def exported(app: Flask, ending: str, rows: int) -> tuple[float, float, float]:
    """Megabytes written, seconds, and by how many megabytes the process was larger than before at any piece."""
    chosen = exporting.data_set("permits")
    with app.test_request_context("/open-data"):
        before, begun, written, most = resident(), time.perf_counter(), 0, 0.0
        table = Table("", (), open_data.columns(chosen), open_data.records(chosen, rows))
        for piece in FORMATS[ending](table):
            written += len(piece)
            most = max(most, resident() - before)
        return written / 1e6, time.perf_counter() - begun, most


def resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6
