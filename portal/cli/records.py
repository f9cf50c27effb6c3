"""`flask records`: invented records as a spreadsheet, in the columns a unit would fill in."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

import click
from flask.cli import AppGroup

from content import clock
from content.kinds import reader
from content.kinds.reader import Kind
from content.records import faults, generating
from content.records.faults import Planted
from content.spreadsheets.books import Book, writing

group = AppGroup("records", help="Credit records: permits, penalties, ratings, commitments, lists.")

#: A sheet has this many rows, the headings' among them.
ROWS_OF_A_SHEET = 1_048_576


class Out(Protocol):
    """Where rows of cells go, one after the other."""

    def __call__(self, cells: list[Any]) -> None: ...


@group.command()
@click.option("--kind", "code", required=True, type=click.Choice(sorted(generating.MAKERS)))
@click.option("--count", required=True, type=click.IntRange(1))
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same records.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day they were gathered; today if left out.")
@click.option("--faults", "wanted", default=0, help="Spoil so many rows, and list them in OUT.faults.csv.")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def generate(code: str, count: int, seed: int, today: datetime | None, wanted: int, out: Path) -> None:
    """Write invented records to OUT.xlsx or OUT.csv."""
    refuse_impossible(out, count, wanted)
    kind, day = reader.kind(code), today.date() if today else clock.today()
    rows = generating.rows(code, count, seed=seed, today=day)
    spoilt, planted = faults.faulty(rows, count=count, faults=wanted, seed=seed, today=day)
    with opened(kind, out) as write, click.progressbar(length=count, label=kind.label("en")) as bar:
        for number, row in enumerate(spoilt, 1):
            write([row.get(field.name) for field in kind.fields])
            if number % 1000 == 0:
                bar.update(1000)
        bar.update(count % 1000)
    if wanted:
        list_faults(out.with_name(f"{out.name}.faults.csv"), planted)
    click.echo(f"{count} records, {len(planted)} faults: {out}")


def refuse_impossible(out: Path, count: int, wanted: int) -> None:
    if out.suffix not in (".xlsx", ".csv"):
        raise click.UsageError("OUT ends in .xlsx or .csv.")
    if out.suffix == ".xlsx" and count >= ROWS_OF_A_SHEET:
        raise click.UsageError(f"A sheet holds {ROWS_OF_A_SHEET - 1} records; write a .csv instead.")
    if not 0 <= wanted <= count:
        raise click.UsageError("There cannot be more faults than records.")


@contextmanager
def opened(kind: Kind, out: Path) -> Iterator[Out]:
    """A file with its headings written: the fields' Chinese names, in the standard's order."""
    headings = [field.label() for field in kind.fields]
    with (workbook if out.suffix == ".xlsx" else table)(kind, out) as write:
        write(headings)
        yield write


@contextmanager
def workbook(kind: Kind, out: Path) -> Iterator[Out]:
    with writing(out, is_long=True) as book:
        yield rows_of(book, kind.label())


def rows_of(book: Book, name: str) -> Out:
    sheet, at = book.sheet(name), 0

    def write(cells: list[Any]) -> None:
        nonlocal at
        for column, cell in enumerate(cells):
            if cell is not None:
                book.write(sheet, at, column, cell)
        at += 1

    return write


@contextmanager
def table(kind: Kind, out: Path) -> Iterator[Out]:
    """UTF-8 with its mark, as Excel writes it."""
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        yield lambda cells: writer.writerow([as_text(cell) for cell in cells])


def as_text(cell: Any) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def list_faults(out: Path, planted: Iterable[Planted]) -> None:
    """Where each fault lies, by the row of the sheet, whose first row has the headings."""
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "field", "code"])
        writer.writerows([fault.row + 2, fault.field, fault.code] for fault in planted)
