"""The search index as a kept copy of the public view: fed from the change log alone, by the index's own cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer, joinedload, raiseload, undefer

from content.clock import day_of, today
from content.display.models import PublicItem
from content.display.visibility import public_now, public_on
from content.outbox import change_log
from search_index import index as indexing
from search_index import rebuilding
from search_index.document import Document, digest
from search_index.errors import IndexUnavailable, WriterBusy
from search_index.index import Batch, Index, Setting

SURFACE = "search"
Busy = WriterBusy
Away = IndexUnavailable
SearchIndex = Index
CHUNK = 200
#: The fields of an item that it is known by.
CODES = ("document_number", "index_number", "unified_code", "certificate_number")

#: What a document is made of besides the row itself.
WHOLE = (
    undefer(PublicItem.files_text),
    joinedload(PublicItem.subject),
    defer(PublicItem.html, raiseload=True),
    raiseload(PublicItem.producer_unit),
    raiseload(PublicItem.reviewer_unit),
)


def document(shown: PublicItem) -> Document:
    """What can be found of a public item. Built from the public form, so the index never saw what is hidden."""
    codes = [shown.fields.get(name, "") for name in CODES]
    own = (shown.summary, shown.fields.get("subject_words", ""), shown.fields.get("issuer", ""), shown.text)
    beside = [word for file in shown.files for word in (file["name"], file["caption"])]
    texts = (*own, *beside, shown.files_text)
    return Document(
        id=shown.item_id,
        title=shown.title,
        names=names(shown),
        text="\n".join(text for text in texts if text),
        codes=tuple(code for code in codes if code),
        facets=facets(shown),
        day=day_of(shown.first_published_at),
        until=shown.last_day,
    )


def names(shown: PublicItem) -> tuple[str, ...]:
    """The unit, and the company a record is about: a person has no name here."""
    company = shown.fields.get("subject_name", "") if shown.subject is not None and not shown.subject.is_person else ""
    return tuple(name for name in (company, shown.unit.name(), shown.unit.short_name()) if name)


def facets(shown: PublicItem) -> dict[str, str]:
    """A record's year is that of its decision, an article's that of its publication, which is about no subject."""
    day = shown.issued_on if shown.is_record and shown.issued_on else day_of(shown.first_published_at)
    subject = shown.subject.sort if shown.subject is not None else ""
    known = {"column": shown.column, "kind": shown.kind, "unit": shown.unit.code}
    return known | {"year": str(day.year), "subject": subject}


def open_for_writing(folder: Path, engine: Setting) -> Index:
    return indexing.open_index(folder, engine)


def catch_up(session: Session, index: Index) -> int:
    """Take the next changes in. Returns how many; 0 when nothing is left. A crash in between costs a replay."""
    changes = change_log.after(session, index.cursor(), limit=CHUNK)
    if not changes:
        return 0
    with index.writing() as batch:
        fill(session, batch, sorted({change.item_id for change in changes}))
        batch.commit(cursor=changes[-1].number)
    return len(changes)


def fill(session: Session, batch: Batch, ids: list[int]) -> None:
    """Put those of the items that are public now, drop the others."""
    query = public_now().where(PublicItem.item_id.in_(ids)).options(*WHOLE)
    public = {item.item_id: item for item in session.scalars(query)}
    for item_id in ids:
        if item_id in public:
            batch.put(document(public[item_id]))
        else:
            batch.drop(item_id)


def refill(read: Callable[[], Session], index: Index, ids: list[int]) -> None:
    """Bring single items up to date where the index stands; what the log names later is taken in as ever.

    They are read after the writer's lock was taken, so nothing older than what is there can be put.
    """
    with index.writing() as batch:
        session = read()
        session.rollback()
        fill(session, batch, ids)
        batch.commit(cursor=index.cursor())


def count(session: Session) -> int:
    """How many documents a complete index holds."""
    return session.scalar(select(func.count()).select_from(PublicItem).where(public_on(today()))) or 0


def documents(session: Session) -> Iterator[Document]:
    """Every public item, by id, a chunk at a time."""
    after = 0
    while chunk := documents_after(session, after):
        yield from chunk
        after = chunk[-1].id


def documents_after(session: Session, after: int) -> list[Document]:
    """The next chunk of public items by id; empty when that was all."""
    query = public_now().where(PublicItem.item_id > after).order_by(PublicItem.item_id).limit(CHUNK)
    made = [document(shown) for shown in session.scalars(query.options(*WHOLE))]
    session.expunge_all()
    return made


def digests_after(session: Session, after: int) -> list[tuple[int, int]]:
    """The same as id and checksum, to be compared with what the index holds."""
    return [(each.id, digest(each)) for each in documents_after(session, after)]


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
