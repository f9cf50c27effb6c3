"""What a batch at work needs next, as steps small enough that nobody else waits: the worker drives, a command may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.display import term_rules
from content.errors import Issue, Refusal
from content.importers import checking, glimpses, mapping, staging
from content.importers.checking import Checked, Rulings
from content.importers.mapping import Mapped
from content.importers.receiving import Vault
from content.items.batches import AT_WORK, Batch, BatchState
from content.kinds import reader
from content.records import codes
from content.spreadsheets import reading
from content.spreadsheets.sheet import Sheet
from content.workflow import batch_examining, batch_publishing
from content.workflow.moving import hold_batch, move_batch

#: How long the sheet of a published batch is kept while some of its rows wait to be mended.
KEPT = timedelta(days=30)

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Hands:
    """How steps reach the database. ``read`` hands out a session for reading; ``write`` runs a piece of work in a
    transaction of its own and commits it, or leaves no trace."""

    read: Callable[[], Session]
    write: Callable[[Callable[[Session], T]], T]


def at_work(session: Session) -> list[int]:
    """The batches that wait for a worker, the oldest first; among them those a reviewer's word sent back to be read."""
    states = [state.value for state in AT_WORK]
    ids = list(session.scalars(select(Batch.id).where(Batch.state.in_(states)).order_by(Batch.id)))
    submitted = select(Batch).where(Batch.state == BatchState.SUBMITTED.value).order_by(Batch.id)
    return ids + [batch.id for batch in session.scalars(submitted) if batch_examining.unexamined(session, batch, 1)]


def steps(batch_id: int, hands: Hands, vault: Vault) -> Iterator[int]:
    """Carry a batch on until it rests; each ``next`` is a short piece of work and answers how far the step is.

    Whatever happens in between, a new call goes on from what is stored.
    """
    while True:
        state = state_of(hands.read(), batch_id)
        if state is BatchState.READING:
            yield from read_and_store(batch_id, hands, vault)
        elif state is BatchState.STORING:
            yield from store_again(batch_id, hands, vault)
        elif state is BatchState.EXAMINING:
            yield from examine(batch_id, hands)
            hands.write(lambda session: batch_examining.finish(session, the(session, batch_id)))
        elif state is BatchState.SUBMITTED:
            yield from examine(batch_id, hands)
            return
        elif state is BatchState.PUBLISHING:
            yield from publish(batch_id, hands)
            if state_of(hands.read(), batch_id) is BatchState.PUBLISHING:
                hands.write(lambda session: batch_publishing.finish(session, the(session, batch_id)))
                if not the(hands.read(), batch_id).faulty:
                    forget_sheet(batch_id, hands, vault)
        elif state is BatchState.WITHDRAWING:
            passed = batch_publishing.Passed()
            yield from chunks(batch_id, hands, partial(batch_publishing.withdraw_chunk, passed=passed))
            hands.write(lambda session: conclude(session, batch_id, "withdrawn"))
            forget_sheet(batch_id, hands, vault)
        elif state is BatchState.UNDOING:
            yield from chunks(batch_id, hands, batch_publishing.undo_chunk)
            hands.write(lambda session: conclude(session, batch_id, "undone"))
            forget_sheet(batch_id, hands, vault)
        else:
            return


def the(session: Session, batch_id: int) -> Batch:
    return session.get_one(Batch, batch_id)


def on(batch_id: int, work: Callable[[Session, Batch, U], T], given: U) -> Callable[[Session], T]:
    """A piece of work on the batch as it stands in whatever session it is run."""
    return lambda session: work(session, the(session, batch_id), given)


def state_of(session: Session, batch_id: int) -> BatchState:
    session.expire_all()
    return the(session, batch_id).at_rest


def conclude(session: Session, batch_id: int, name: str) -> None:
    batch = hold_batch(session, the(session, batch_id))
    move_batch(session, batch, name, actor="system", facts={"rows": batch.stored})


def chunks(batch_id: int, hands: Hands, work: Callable[[Session, Batch], int]) -> Iterator[int]:
    done = 0
    while taken := hands.write(lambda session: work(session, the(session, batch_id))):
        done += taken
        yield done


def examine(batch_id: int, hands: Hands) -> Iterator[int]:
    """Forms are made outside the writing transaction: finding names takes its time."""
    done = last = 0
    while made := batch_examining.read_chunk(hands.read(), the(hands.read(), batch_id), after=last):
        done += hands.write(on(batch_id, batch_examining.keep_chunk, made))
        last = made[-1][0].edition_id
        yield done


def publish(batch_id: int, hands: Hands) -> Iterator[int]:
    """Forms are made outside the writing transaction here too."""
    done, passed = 0, batch_publishing.Passed()
    while True:
        ready = batch_publishing.make_ready(hands.read(), the(hands.read(), batch_id), passed)
        chunk = partial(batch_publishing.publish_chunk, ready=ready)
        taken = hands.write(on(batch_id, chunk, passed))
        if not taken:
            return
        done += taken
        yield done


def read_and_store(batch_id: int, hands: Hands, vault: Vault) -> Iterator[int]:
    """Check every row, note every fault, then store what may be stored. What an earlier reading stored goes first."""
    yield from chunks(batch_id, hands, batch_publishing.undo_chunk)
    outcome = Checked()
    try:
        sheet, mapped = opened(batch_id, hands, vault)
    except Refusal as refusal:
        issues = refusal.issues or (Issue("", refusal.code, refusal.facts),)
        hands.write(lambda session: refuse(session, batch_id, issues))
        return
    yield from check(batch_id, hands, vault, sheet, mapped, outcome)
    if hands.write(lambda session: settle(session, batch_id, outcome)) is BatchState.STORING:
        yield from store(batch_id, hands, outcome)


def store_again(batch_id: int, hands: Hands, vault: Vault) -> Iterator[int]:
    """After a crash: the sheet is read once more, and what is stored already is passed over."""
    outcome = Checked()
    sheet, mapped = opened(batch_id, hands, vault)
    yield from check(batch_id, hands, vault, sheet, mapped, outcome)
    yield from store(batch_id, hands, outcome)


def opened(batch_id: int, hands: Hands, vault: Vault) -> tuple[Sheet, Mapped]:
    """The sheet, and which of its columns is which field. Raises ``Refusal`` for what cannot be read or mapped."""
    session = hands.read()
    batch = the(session, batch_id)
    data = b"".join(vault.spool.read(batch.spooled or ""))
    sheet = reading.open_sheet(data, batch.file_name)
    glimpses.keep(vault, batch, sheet)
    chosen = mapping.remembered(session, batch.unit, batch.kind) | batch.mapping
    mapped = mapping.guess(reader.kind(batch.kind), sheet.headings, chosen)
    issues = [
        *sheet.issues,
        *(Issue(name, "column_is_missing") for name in mapped.missing),
        *(Issue(name, "column_is_twice") for name in mapped.twice),
    ]
    if issues:
        raise Refusal("sheet_cannot_be_read", issues=tuple(issues))
    notes = [{"code": issue.code, **issue.facts} for issue in sheet.warnings]
    notes += [{"code": "column_is_not_read", "heading": heading} for heading in mapped.unread]
    used = {heading: name or "" for heading, name in zip(sheet.headings, mapped.fields, strict=True) if heading}

    def note(session: Session) -> None:
        batch = the(session, batch_id)
        batch.notes, batch.mapping, batch.to_do = notes, used, sheet.height
        mapping.remember(session, batch.unit, batch.kind, used)

    hands.write(note)
    return sheet, mapped


def check(batch_id: int, hands: Hands, vault: Vault, sheet: Sheet, mapped: Mapped, outcome: Checked) -> Iterator[int]:
    rulings = rulings_of(hands.read(), batch_id, vault)
    rows = ((row.number, row.cells, row.issues) for row in sheet)
    for done in checking.check(rows, mapped, rulings, outcome):
        if done % (10 * checking.EVERY) == 0:
            hands.write(on(batch_id, note_done, done))
        yield done


def note_done(session: Session, batch: Batch, done: int) -> None:
    batch.done = done


def rulings_of(session: Session, batch_id: int, vault: Vault) -> Rulings:
    batch = the(session, batch_id)
    return Rulings(
        kind=reader.kind(batch.kind),
        unit=batch.unit.code,
        codes=codes.load(session),
        rules=term_rules.load(session),
        keys=vault.keys,
        today=clock.today(),
    )


def settle(session: Session, batch_id: int, outcome: Checked) -> BatchState:
    """All or none, or the good rows first: what the person chose."""
    batch = hold_batch(session, the(session, batch_id))
    staging.note_outcome(session, batch, outcome)
    batch.to_do = len(outcome.good)
    stops = not outcome.good or (outcome.faulty and batch.mode == "all")
    facts = {"rows": outcome.rows, "faulty": outcome.faulty, "good": len(outcome.good)}
    return move_batch(session, batch, "refuse" if stops else "store", actor="system", facts=facts).at_rest


def refuse(session: Session, batch_id: int, issues: tuple[Issue, ...]) -> None:
    """The sheet as a whole cannot be taken: every reason is kept, and where it stands."""
    batch = hold_batch(session, the(session, batch_id))
    where = [(issue, str(issue.facts.get("cell", ""))) for issue in issues]
    faults = [checking.Fault(issue.facts.get("row", 0), issue, cell) for issue, cell in where]
    staging.keep_faults(session, batch, faults)
    move_batch(session, batch, "refuse", actor="system", facts={"codes": sorted({issue.code for issue in issues})})


def store(batch_id: int, hands: Hands, outcome: Checked) -> Iterator[int]:
    done = staging.stored_rows(hands.read(), the(hands.read(), batch_id))
    goods = [good for good in outcome.good if good.row_number not in done]
    for start in range(0, len(goods), staging.CHUNK):
        some = goods[start : start + staging.CHUNK]
        hands.write(on(batch_id, staging.store_chunk, some))
        yield start + len(some)

    def stored(session: Session) -> None:
        batch = hold_batch(session, the(session, batch_id))
        facts = {name: getattr(batch, name) for name in ("fresh", "changed", "unchanged", "barred")}
        move_batch(session, batch, "examine", actor="system", facts=facts)
        batch.to_do = batch.stored

    hands.write(stored)


def outlived(session: Session) -> list[int]:
    """Batches that are out and keep their sheet longer than anybody may take to mend its faulty rows."""
    over = [BatchState.PUBLISHED.value, BatchState.WITHDRAWN.value]
    query = select(Batch.id).where(Batch.state.in_(over), Batch.spooled.is_not(None))
    return list(session.scalars(query.where(Batch.step_at < clock.now() - KEPT).order_by(Batch.id)))


def forget_sheet(batch_id: int, hands: Hands, vault: Vault) -> None:
    """The sheet goes with its batch: what it held is public by now, or was undone; faulty rows had their time."""
    batch = the(hands.read(), batch_id)
    if batch.spooled:
        glimpses.forget(vault, batch)
        vault.spool.drop(batch.spooled)
        hands.write(lambda session: note_forgotten(session, batch_id))


def note_forgotten(session: Session, batch_id: int) -> None:
    the(session, batch_id).spooled = None
