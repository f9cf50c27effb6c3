"""Starting an item and changing a draft. Nothing here moves an edition; that is ``workflow``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.attachments import rows as attached
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.auth.units import Unit
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.identifiers import document_number, index_number
from content.items import checks, cleaning, clocks, produced_on
from content.items.models import IN_PROGRESS, WAS_PUBLIC, Edition, IndexSerial, Item, State
from content.kinds import reader
from content.kinds.reader import Kind

TEXTS = {"title": cleaning.line, "summary": cleaning.prose, "body": cleaning.prose, "change_note": cleaning.line}
DAYS = ("produced_on", "issued_on")
#: What the database has room for, in words of what may be submitted; a draft may break every other limit until then.
STORED = 400
STORED_REASON = 200
LONGEST = {"title": checks.LONGEST_TITLE, "change_note": STORED}
COPIED = ("title", "summary", "body", "fields", "produced_on", "issued_on")


def start_item(session: Session, *, unit: Unit, column: str, kind: str, by: Person) -> Edition:
    """A new item of the unit with its first draft. Raises ``kind_not_in_column`` when the two do not go together."""
    require(by, Permission.WRITE, unit=unit)
    if unit.ended_on is not None:
        raise Refusal("unit_has_ended", Category.CONFLICT)
    if kind not in reader.column(column).kinds:
        raise Refusal("kind_not_in_column", kind=kind, column=column)
    now = clock.now()
    trail.lock(session)
    item = Item(unit=unit, kind=kind, column=column, started_by_id=by.id, started_at=now)
    session.add(item)
    session.flush()
    facts = {"unit": unit.code, "kind": kind, "column": column}
    trail.append(session, Event.ITEM_STARTED, actor=by.key, about=item.key, facts=facts)
    edition = Edition(
        item=item, number=1, author_id=by.id, last_editor_id=by.id, editor_ids=[by.id], started_at=now, edited_at=now
    )
    edition.fields = {"source": unit.short_name()}
    session.add(edition)
    session.flush()
    return edition


def normal_field(name: str, value: str) -> str:
    """A field as stored: one line, and numbers in their one written form where they have one."""
    typed = cleaning.line(value)
    shapes = {"document_number": document_number.normal, "index_number": index_number.normal}
    return shapes[name](typed) or typed if name in shapes else typed


def refuse_stale(edition: Edition, version: int) -> None:
    """Raise ``newer_version`` with who saved it and when; the caller still holds what was typed."""
    if edition.version != version:
        raise Refusal(
            "newer_version",
            Category.CONFLICT,
            name=edition.last_editor.display_name,
            at=edition.edited_at.isoformat(),
            version=edition.version,
        )


def save(session: Session, edition: Edition, changes: dict[str, Any], *, version: int, by: Person) -> Edition:
    """Store a draft's changed parts. ``version`` is the one the person started from.

    ``changes`` may hold title, summary, body, change_note (text), produced_on, issued_on (date or None), column,
    produced_on_reason (why 产生日期 moves late) and ``fields`` (name → text, merged into the stored ones). Raises
    ``newer_version`` when somebody saved meanwhile, ``not_a_draft`` once submitted and ``to_mend`` for a line there is
    no room for. Incomplete is fine: only submitting asks for completeness.
    """
    require(by, Permission.WRITE, item=edition.item)
    trail.lock(session)
    session.refresh(edition)
    if edition.at_rest is not State.DRAFT:
        raise Refusal("not_a_draft", Category.CONFLICT, state=edition.state)
    refuse_in_batch(edition)
    refuse_stale(edition, version)
    texts = {name: clean(changes[name]) for name, clean in TEXTS.items() if name in changes}
    overlong = {name: text for name, text in texts.items() if name in LONGEST and len(text) > STORED}
    refuse_issues([issue for name, text in overlong.items() for issue in length_issues(name, text, LONGEST[name])])
    if "column" in changes:
        move_to_column(edition, changes["column"])
    if "produced_on" in changes:
        reason = cleaning.line(changes.get("produced_on_reason", ""))[:STORED_REASON]
        produced_on.note(session, edition, changes["produced_on"], reason=reason, by=by)
        if reason:
            produced_on.explain(session, edition.item_id, reason)
    for name, text in texts.items():
        setattr(edition, name, text)
    for name in DAYS:
        if name in changes:
            setattr(edition, name, changes[name])
    kind = reader.kind(edition.item.kind)
    typed = changes.get("fields", {})
    refuse_issues(raw_numbers(kind, typed))
    edition.fields = edition.fields | {
        field.name: normal_field(field.name, typed[field.name]) for field in kind.fields if field.name in typed
    }
    clocks.keep(session, edition, by_key=by.key)
    return touch(session, edition, by)


def raw_numbers(kind: Kind, typed: Mapping[str, str]) -> list[Issue]:
    """An identity number is never stored as it was typed: only a sheet's importer makes its digest and masked form."""
    named = (field.name for field in kind.fields if field.privacy == "identity")
    return [Issue(name, "identity_comes_by_sheet") for name in named if any(map(str.isdigit, typed.get(name, "")[-4:]))]


def touch(session: Session, edition: Edition, by: Person) -> Edition:
    edition.version += 1
    edition.last_editor_id = by.id
    edition.editor_ids = sorted({*edition.editor_ids, by.id})
    edition.edited_at = clock.now()
    session.flush()
    session.expire(edition, ["last_editor"])
    return edition


def move_to_column(edition: Edition, slug: str) -> None:
    """Another column, while nothing was ever public: an address keeps its place afterwards."""
    item = edition.item
    if slug == item.column:
        return
    if item.first_published_at:
        raise Refusal("column_is_fixed", Category.CONFLICT)
    if item.kind not in reader.column(slug).kinds:
        raise Refusal("kind_not_in_column", kind=item.kind, column=slug)
    item.column = slug


def newest(session: Session, item: Item) -> Edition:
    return session.scalars(
        select(Edition).where(Edition.item_id == item.id).order_by(Edition.number.desc()).limit(1)
    ).one()


def newest_kept(session: Session, item: Item) -> Edition | None:
    """The newest edition that nobody set aside."""
    kept = select(Edition).where(Edition.item_id == item.id, Edition.state != State.DISCARDED.value)
    return session.scalar(kept.order_by(Edition.number.desc()).limit(1))


def refuse_in_batch(edition: Edition) -> None:
    """A row of a batch is decided on with its batch; nobody edits it while that is on its way."""
    if edition.batch_id is not None and edition.at_rest is State.DRAFT:
        raise Refusal("in_a_batch", Category.CONFLICT, batch=edition.batch_id)


def start_next(session: Session, item: Item, *, by: Person) -> Edition:
    """The next draft, copied from the newest edition not set aside: to mend it, or to correct what is public.

    Words that were never public keep their author and every editor, so that nobody comes to approve their own by
    having them returned or set aside first. Raises ``edition_in_progress`` while one is being worked on.
    """
    require(by, Permission.WRITE, item=item)
    trail.lock(session)
    last = newest(session, item)
    if last.at_rest in IN_PROGRESS:
        raise Refusal("edition_in_progress", Category.CONFLICT, state=last.state)
    number, last = last.number + 1, newest_kept(session, item) or last
    mends = last.at_rest not in WAS_PUBLIC
    now = clock.now()
    edition = Edition(
        item=item,
        number=number,
        author_id=last.author_id if mends else by.id,
        last_editor_id=by.id,
        editor_ids=sorted({*last.editor_ids, by.id}) if mends else [by.id],
        started_at=now,
        edited_at=now,
        change_note=last.change_note if mends else "",
        **{name: getattr(last, name) for name in COPIED},
    )
    session.add(edition)
    session.flush()
    attached.carry_on(session, last.id, edition.id)
    clocks.keep(session, edition, by_key=by.key)
    facts = {"item": item.key, "number": edition.number}
    trail.append(session, Event.EDITION_STARTED, actor=by.key, about=item.key, facts=facts)
    return edition


def number_for_index(session: Session, edition: Edition) -> None:
    """Give the edition the next 索引号 of its year where none was typed. The caller holds the audit chain's lock."""
    if edition.fields.get("index_number"):
        return
    year = clock.today().year
    serial = session.get(IndexSerial, (index_number.BUREAU, year))
    if serial is None:
        serial = IndexSerial(organisation=index_number.BUREAU, year=year, last=0)
        session.add(serial)
    serial.last += 1
    edition.fields = edition.fields | {"index_number": index_number.make(year, serial.last)}
