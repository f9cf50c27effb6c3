"""The search index as a kept copy of the public view: fed from the change log alone, by the index's own cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from content.clock import day_of, today
from content.display.models import PublicItem
from content.display.visibility import public_now, public_on
from content.outbox import change_log
from search_index import index as indexing
from search_index import rebuilding
from search_index.document import Document
from search_index.errors import WriterBusy
from search_index.index import Index, Setting

SURFACE = "search"
Busy = WriterBusy
CHUNK = 200


def document(shown: PublicItem) -> Document:
    """What can be found of a public item. Built from the public form, so the index never saw what is hidden."""
    codes = (shown.fields.get("document_number", ""), shown.fields.get("index_number", ""))
    own = (shown.summary, shown.fields.get("subject_words", ""), shown.fields.get("issuer", ""), shown.text)
    beside = [word for file in shown.files for word in (file["name"], file["caption"])]
    texts = (*own, *beside, shown.files_text)
    return Document(
        id=shown.item_id,
        title=shown.title,
        names=(shown.unit.name(), shown.unit.short_name()),
        text="\n".join(text for text in texts if text),
        codes=tuple(code for code in codes if code),
        facets={
            "column": shown.column,
            "kind": shown.kind,
            "unit": shown.unit.code,
            "year": str(day_of(shown.first_published_at).year),
        },
        day=day_of(shown.first_published_at),
        until=shown.last_day,
    )


def open_for_writing(folder: Path, engine: Setting) -> Index:
    return indexing.open_index(folder, engine)


def catch_up(session: Session, index: Index) -> int:
    """Take the next changes in. Returns how many; 0 when nothing is left. A crash in between costs a replay."""
    changes = change_log.after(session, index.cursor(), limit=CHUNK)
    if not changes:
        return 0
    ids = sorted({change.item_id for change in changes})
    query = public_now().where(PublicItem.item_id.in_(ids)).options(undefer(PublicItem.files_text))
    public = {item.item_id: item for item in session.scalars(query)}
    with index.writing() as batch:
        for item_id in ids:
            if item_id in public:
                batch.put(document(public[item_id]))
            else:
                batch.drop(item_id)
        batch.commit(cursor=changes[-1].number)
    return len(changes)


def count(session: Session) -> int:
    """How many documents a complete index holds."""
    return session.scalar(select(func.count()).select_from(PublicItem).where(public_on(today()))) or 0


def documents(session: Session) -> Iterator[Document]:
    """Every public item, by id, a chunk at a time."""
    after = 0
    while True:
        query = public_now().where(PublicItem.item_id > after).order_by(PublicItem.item_id).limit(CHUNK)
        chunk = session.scalars(query.options(undefer(PublicItem.files_text))).all()
        if not chunk:
            return
        for shown in chunk:
            yield document(shown)
        after = chunk[-1].item_id
        session.expunge_all()


def rebuild(session: Session, folder: Path, engine: Setting, *, on_progress: Callable[[int], None]) -> int:
    """Build the index anew beside the old one and switch. Returns the number of documents.

    Only reads the database, so nobody waits for it. The cursor is read before the documents, so what changes
    meanwhile is taken in again afterwards. Raises ``WriterBusy`` while another process writes to the index.
    """
    cursor = change_log.head(session)
    return rebuilding.rebuild(
        folder, documents(session), cursor=cursor, engine=engine, expected=count(session), on_progress=on_progress
    )


def wants_rebuild(index: Index) -> bool:
    """Missing, broken, made by other rules, or outgrown: the worker builds it anew without being asked."""
    return index.needs_rebuild is not None or rebuilding.should_change_over(index)
