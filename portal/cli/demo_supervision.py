"""What the boards of quality and supervision show in the demonstration: invented cases, receivers, one inspection."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.auth import people, units
from content.auth.people import Person
from content.database import begin_writing
from content.display.models import PublicItem
from content.items.models import Item
from content.quality import cases
from content.supervision import copies, inspecting, sampling
from content.supervision.models import CopyReceiver
from portal.database import db

RECEIVERS = ("示范市信用主管部门（虚构）", "示范省行业主管部门（虚构）")
PENALTIES, RATINGS = "zhifa", "gonglu"
#: Decisions that the invented case system knows and nobody handed in.
UNREPORTED = ("连交执罚〔2026〕90001号", "连交执罚〔2026〕90002号")


def plant(accounts: dict[str, tuple[str, str, str]]) -> None:
    db.session.rollback()
    session = db.session()
    begin_writing(session)
    session.add_all(CopyReceiver(name=name, source="连交〔2024〕98号 第7项") for name in RECEIVERS)
    session.flush()
    copies.open_rounds(session)
    copy_one(session, named(session, accounts[RATINGS][0]))
    compare(session, named(session, accounts[PENALTIES][0]))
    inspect_one(session, named(session, accounts[PENALTIES][0]))
    draw_one(session, named(session, accounts[RATINGS][0]))
    session.commit()


def named(session: Session, username: str) -> Person:
    person = people.by_username(session, username)
    assert person is not None  # noqa: S101 - the demonstration has just added them
    return person


def copy_one(session: Session, writer: Person) -> None:
    unit = units.by_code(session, RATINGS)
    waiting = copies.of_units(session, [unit.id], is_open=True, limit=1)
    for copy in waiting:
        copies.confirm_receipt(session, copy, clock.today(), "收文〔2026〕示范1号", by=writer)


def compare(session: Session, writer: Person) -> None:
    """Two of the public penalties, and two that nobody reported."""
    unit = units.by_code(session, PENALTIES)
    query = select(PublicItem.fields).where(PublicItem.unit_id == unit.id, PublicItem.kind == "penalty").limit(2)
    known = [(fields["document_number"], fields["decided_on"]) for fields in session.scalars(query)]
    unknown = [(number, clock.today().replace(day=1).isoformat()) for number in UNREPORTED]
    lines = ["文号,决定日期", *(f"{number},{day}" for number, day in known + unknown)]
    cases.upload(session, unit, "penalty", "\n".join(lines).encode(), name="办案台账（虚构）.csv", by=writer)


def inspect_one(session: Session, writer: Person) -> None:
    unit = units.by_code(session, PENALTIES)
    listed, _more = inspecting.listed(session, [unit.id], limit=1)
    for one in listed:
        item = session.get_one(Item, one.item_id)
        inspecting.inspect(session, item, clock.today(), "示范科室", "in_order", by=writer)


def draw_one(session: Session, writer: Person) -> None:
    """In whatever field and year an invented rating stands."""
    unit = units.by_code(session, RATINGS)
    query = select(PublicItem.fields).where(PublicItem.unit_id == unit.id, PublicItem.kind == "rating").limit(1)
    for fields in session.scalars(query):
        sampling.draw(session, unit, fields["field"], fields["year"], by=writer)
