"""The append-only trail: one entry per event, chained to the one before. Nothing here updates or deletes an entry."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, CheckConstraint, String, event, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from content import clock
from content.audit.chain import GENESIS, Link, link_hash
from content.audit.events import Event
from content.database import Base, BigId


class AuditEntry(Base):
    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    event: Mapped[str] = mapped_column(String(64), index=True)
    actor: Mapped[str] = mapped_column(String(64))
    about: Mapped[str] = mapped_column(String(64), index=True)
    facts: Mapped[dict[str, Any]]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    @property
    def link(self) -> Link:
        return Link(self.number, self.at, self.event, self.actor, self.about, self.facts, self.previous_hash)


class AuditHead(Base):
    """The single row that says where the chain ends; locking it orders every writing transaction of the house."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="audit_has_one_head"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    number: Mapped[int] = mapped_column(BigId, default=0)
    hash: Mapped[str] = mapped_column(String(64), default=GENESIS)


FORBID_CHANGE_SQLITE = """
CREATE TRIGGER audit_entry_is_append_only_on_{verb} BEFORE {verb} ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit entries are added, never changed'); END
"""
#: REPLACE deletes the old row without asking the trigger on DELETE.
FORBID_REPLACE_SQLITE = """
CREATE TRIGGER audit_entry_is_append_only_on_REPLACE BEFORE INSERT ON audit_entry
WHEN EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'audit entries are added, never changed'); END
"""
FORBID_CHANGE_POSTGRESQL = """
CREATE OR REPLACE FUNCTION audit_entry_is_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'audit entries are added, never changed'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_entry_is_append_only();
CREATE TRIGGER audit_entry_is_never_emptied BEFORE TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_append_only();
"""
GUARDS = {
    "sqlite": (*(FORBID_CHANGE_SQLITE.format(verb=verb) for verb in ("UPDATE", "DELETE")), FORBID_REPLACE_SQLITE),
    "postgresql": (FORBID_CHANGE_POSTGRESQL.replace("%", "%%"),),
}
for dialect, statements in GUARDS.items():
    for statement in statements:
        event.listen(AuditEntry.__table__, "after_create", DDL(statement).execute_if(dialect=dialect))


def lock(session: Session) -> AuditHead:
    """Take the chain's lock. The first thing a writing transaction does, so that log order is commit order."""
    head = session.scalar(
        select(AuditHead).where(AuditHead.id == 1).with_for_update().execution_options(populate_existing=True)
    )
    if head is None:
        head = AuditHead(id=1, number=0, hash=GENESIS)
        session.add(head)
        session.flush()
    return head


def append(session: Session, what: Event, *, actor: str, about: str, facts: dict[str, Any] | None = None) -> AuditEntry:
    """Add one entry. ``actor`` and ``about`` are keys such as ``person:7`` and ``item:12``, never names or numbers.

    ``facts`` say what happened, not the personal value that was hidden; they must survive JSON unchanged.
    """
    head = lock(session)
    link = Link(head.number + 1, clock.now(), what.value, actor, about, facts or {}, head.hash)
    entry = AuditEntry(**link.fields(), hash=link_hash(link))
    session.add(entry)
    head.number, head.hash = entry.number, entry.hash
    session.flush()
    return entry


def about(session: Session, key: str) -> list[AuditEntry]:
    """Every entry about one thing, oldest first."""
    return list(session.scalars(select(AuditEntry).where(AuditEntry.about == key).order_by(AuditEntry.number)))
