"""A site with very many public items for searching: one goes the whole road, the others are rows made like its own.

What is measured is how searching grows; how rows come to be there is measured elsewhere.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from datetime import time as moment
from itertools import count, islice
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert, inspect, select
from sqlalchemy.orm import Session

from app import create_app
from benchmarks import kept, site
from benchmarks.invented_records import TODAY, documents
from benchmarks.search_engines import megabytes
from content.auth.units import Unit
from content.database import begin_writing
from content.display.models import PublicItem
from content.items.models import Edition, Item
from content.kinds import reader
from content.outbox.change_log import Change
from content.subjects.models import Subject
from content.surfaces import search
from portal.database import db
from portal.settings import Settings
from search_index.document import Document

AT_ONCE = 2_000
FIRST = 1_000  # ids below belong to what went the whole road


@contextmanager
def filled(records: int, articles: int, keep: Path | None = None) -> Iterator[tuple[Flask, Path]]:
    """An app over so many public items, not yet indexed; or the one that an earlier run left in the folder."""
    if keep and (keep / "rows.told").exists():
        yield create_app(Settings(data_dir=str(keep), demo="0")), keep
        return
    with site.generated(1, keep=keep) as (app, folder):
        kept.once(folder, "rows", lambda: fill(app, records, articles))
        yield app, folder


def fill(app: Flask, records: int, articles: int) -> str:
    began = time.perf_counter()
    with app.app_context():
        Filler(db.session()).fill(documents(records, articles))
        db.session.remove()
    return f"{records + articles:,} rows made in {time.perf_counter() - began:.0f} s"


class Filler:
    """Turns invented documents into rows, with one published item as the model of every value not told."""

    def __init__(self, session: Session) -> None:
        self.session = session
        model = session.scalars(select(PublicItem)).one()
        edition = session.get_one(Edition, model.edition_id)
        self.public, self.edition, self.item = map(values_of, (model, edition, edition.item))
        self.units = list(session.scalars(select(Unit.id).order_by(Unit.id)))
        self.subjects: dict[str, int] = {}
        self.numbers = count(1)
        self.columns = {"article": self.item["column"]} | {
            kind.code: kind.column for kind in reader.kinds().values() if kind.is_record
        }

    def fill(self, given: Iterable[Document]) -> None:
        documents = iter(given)
        while some := list(islice(documents, AT_ONCE)):
            begin_writing(self.session)
            self.session.execute(insert(Subject), self.new_subjects(some) or [self.nobody()])
            rows = [self.rows(document) for document in some]
            for model, place in ((Item, 0), (Edition, 1), (PublicItem, 2), (Change, 3)):
                self.session.execute(insert(model), [row[place] for row in rows])
            self.session.commit()

    def new_subjects(self, some: Iterable[Document]) -> list[dict[str, Any]]:
        made = []
        for document in some:
            if document.names and document.codes[1] not in self.subjects:
                number = self.subjects[document.codes[1]] = FIRST + next(self.numbers)
                made.append(self.subject(number, document.codes[1], document.names[0]))
        return made

    def subject(self, number: int, code: str, name: str) -> dict[str, Any]:
        return {"id": number, "sort": "organisation", "code": code, "name": name, "since": at(TODAY)}

    def nobody(self) -> dict[str, Any]:
        number = FIRST + next(self.numbers)
        return self.subject(number, f"C{number:017d}", "无记录企业")

    def rows(self, document: Document) -> tuple[dict[str, Any], ...]:
        number, is_record = FIRST + document.id, bool(document.names)
        kind = document.facets["kind"] if is_record else self.item["kind"]
        shared = {
            "kind": kind,
            "column": self.columns[kind if is_record else "article"],
            "unit_id": self.units[number % len(self.units)],
            "first_published_at": at(document.day),
            "subject_id": self.subjects[document.codes[1]] if is_record else None,
        }
        known = {"title": document.title, "fields": fields_of(document), "issued_on": document.day}
        item = self.item | shared | {"id": number}
        edition = self.edition | known | {"id": number, "item_id": number}
        public = self.public | shared | known
        public |= {"item_id": number, "edition_id": number, "is_record": is_record, "text": document.text}
        return item, edition, public, {"item_id": number, "effect": "shown", "at": at(document.day)}


def fields_of(document: Document) -> dict[str, str]:
    if not document.names:
        return {"index_number": document.codes[0]}
    return {
        "document_number": document.codes[0],
        "unified_code": document.codes[1],
        "subject_name": document.names[0],
    }


def values_of(row: Any) -> dict[str, Any]:
    return {attribute.key: getattr(row, attribute.key) for attribute in inspect(row).mapper.column_attrs}


def at(day: Any) -> datetime:
    return datetime.combine(day, moment(4, 0), UTC)


def index(app: Flask, folder: Path) -> str:
    """Build the index as the worker does."""
    began, cpu, place = time.perf_counter(), time.process_time(), folder / "search_index"
    with app.app_context():
        made = search.rebuild(db.session(), place, "auto", on_progress=lambda done: None)
        db.session.remove()
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    speed = f"{made / took:,.0f} a second, {made / cpu:,.0f} a second of processor time"
    return f"indexed {made:,} in {took:.1f} s: {speed}, {megabytes(place):.0f} MB on disk"
