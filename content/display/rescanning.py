"""Looking again at everything that is live: detectors improve, and what they newly find becomes a task, not a gap."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column, undefer

from content import clock
from content.database import Base, BigId
from content.display import record_form
from content.display.models import PublicItem
from content.display.visibility import public_now
from content.kinds import reader
from content.masking import decisions, gate, rows
from content.masking.policy import Policy

CHUNK = 200


class LiveFinding(Base):
    """Something personal that is on display by now's detectors. It hides nothing by itself: people decide."""

    __tablename__ = "live_finding"
    __table_args__ = (UniqueConstraint("item_id", "field", "kind", "paragraph"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    field: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(40))
    paragraph: Mapped[int]
    found_at: Mapped[datetime]


@dataclass(frozen=True)
class Sighting:
    """What a second look found: where and of which kind, never the value."""

    item_id: int
    unit_id: int
    field: str
    kind: str
    paragraph: int


def with_bars(text: str) -> str:
    """Rows of a table as they were written, bars and a ruled head, so that a second look reads like the first."""
    lines: list[str] = []
    in_table = False
    for line in text.split("\n"):
        cells = line.split("\t")
        lines.append(line if len(cells) == 1 else f"| {' | '.join(cells)} |")
        if len(cells) > 1 and not in_table:
            lines.append("|" + " --- |" * len(cells))
        in_table = len(cells) > 1
    return "\n".join(lines)


def texts_of(shown: PublicItem) -> dict[str, str]:
    """What a person could be named in: of a record its texts alone, for its numbers are known for what they are."""
    if shown.is_record:
        return record_form.prose_of(reader.kind(shown.kind), shown.fields)
    own = {
        "title": shown.title,
        "summary": shown.summary,
        "body": with_bars(shown.text),
        "change_note": shown.change_note,
    }
    beside = [text for file in shown.files for text in (file["name"], file["caption"], file["alt"]) if text]
    files = {"files": "\n".join([*beside, shown.files_text]) if beside else ""}
    return own | files | {name: text for name, text in shown.fields.items() if isinstance(text, str)}


def sightings(session: Session, shown: PublicItem, policy: Policy) -> list[Sighting]:
    """Everything in one item's public form that today's gate would have hidden, set aside what was decided to show."""
    granted = decisions.of_item(session, shown.item_id)
    examined = gate.examine_fields(texts_of(shown), policy=policy, exceptions=granted)
    return [
        Sighting(shown.item_id, shown.unit_id, name, finding.kind, finding.place.paragraph if finding.place else 1)
        for name, examination in examined.items()
        for finding in examination.findings
        if finding.is_masked
    ]


def look(open_session: Callable[[], Session], *, chunk: int = CHUNK) -> Generator[int, None, list[Sighting]]:
    """Look at everything live, ``chunk`` items at a time, and return every sighting.

    Yields how many items are done; whoever looks may end the reading there and do other things. ``open_session`` is
    asked for each chunk, and so is the policy: it may have changed meanwhile.
    """
    found: list[Sighting] = []
    after, done = 0, 0
    while True:
        session = open_session()
        query = public_now().where(PublicItem.item_id > after).order_by(PublicItem.item_id).limit(chunk)
        shown = session.scalars(query.options(undefer(PublicItem.files_text))).all()
        if not shown:
            return found
        policy = rows.current(session)
        for item in shown:
            found += sightings(session, item, policy)
        after, done = shown[-1].item_id, done + len(shown)
        yield done


def rescan(session: Session, found: list[Sighting]) -> int:
    """Store what a look at the live site found, in place of the last look. Returns how many are new since then.

    A look takes its time: what is no longer public when it ends is left out.
    """
    rows_of = select(LiveFinding.item_id, LiveFinding.field, LiveFinding.kind, LiveFinding.paragraph)
    known = {tuple(key): at for *key, at in session.execute(rows_of.add_columns(LiveFinding.found_at))}
    session.execute(delete(LiveFinding))
    now = clock.now()
    unique = {(s.item_id, s.field, s.kind, s.paragraph): s for s in found}
    for key, sighting in unique.items():
        session.add(
            LiveFinding(
                item_id=sighting.item_id,
                unit_id=sighting.unit_id,
                field=sighting.field,
                kind=sighting.kind,
                paragraph=sighting.paragraph,
                found_at=known.get(key, now),
            )
        )
    session.flush()
    is_public = public_now().where(PublicItem.item_id == LiveFinding.item_id).exists()
    session.execute(delete(LiveFinding).where(~is_public))
    return len({tuple(key) for key in session.execute(rows_of)} - known.keys())


def open_findings(session: Session, unit_ids: frozenset[int] | None = None) -> list[LiveFinding]:
    """What waits for a decision, oldest first; of some units, or of all."""
    query = select(LiveFinding).order_by(LiveFinding.found_at, LiveFinding.id)
    if unit_ids is not None:
        query = query.where(LiveFinding.unit_id.in_(unit_ids))
    return list(session.scalars(query))
