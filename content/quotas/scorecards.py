"""月度成绩单: a month's figures, frozen when it is over. Later corrections stand below as further lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import DDL, CheckConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base


class Scorecard(Base):
    """Line 1 is the month as it was when it closed; every further line is the month as it then stood. None changes."""

    __tablename__ = "scorecard"
    __table_args__ = (CheckConstraint("line >= 1", name="scorecard_lines_count_from_one"),)

    month: Mapped[date] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    frozen_at: Mapped[datetime]
    figures: Mapped[dict[str, Any]]


FORBID_SQLITE = """
CREATE TRIGGER scorecard_is_frozen_on_{verb} BEFORE {verb} ON scorecard
BEGIN SELECT RAISE(ABORT, 'a frozen scorecard gets another line, never another figure'); END
"""
FORBID_REPLACE_SQLITE = """
CREATE TRIGGER scorecard_is_frozen_on_REPLACE BEFORE INSERT ON scorecard
WHEN EXISTS (SELECT 1 FROM scorecard WHERE month = NEW.month AND line = NEW.line)
BEGIN SELECT RAISE(ABORT, 'a frozen scorecard gets another line, never another figure'); END
"""
FORBID_POSTGRESQL = """
CREATE OR REPLACE FUNCTION scorecard_is_frozen() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'a frozen scorecard gets another line, never another figure'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER scorecard_is_frozen BEFORE UPDATE OR DELETE ON scorecard
FOR EACH ROW EXECUTE FUNCTION scorecard_is_frozen();
"""
GUARDS = {
    "sqlite": (*(FORBID_SQLITE.format(verb=verb) for verb in ("UPDATE", "DELETE")), FORBID_REPLACE_SQLITE),
    "postgresql": (FORBID_POSTGRESQL.replace("%", "%%"),),
}
for dialect, statements in GUARDS.items():
    for statement in statements:
        event.listen(Scorecard.__table__, "after_create", DDL(statement).execute_if(dialect=dialect))
