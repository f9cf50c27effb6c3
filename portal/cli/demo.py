"""`flask demo`: invented people and items, so that nobody meets an empty site. Put through the real verbs."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.auth import people, units
from content.auth.people import Person
from content.auth.roles import Role
from content.auth.units import Unit
from content.database import begin_writing
from content.display import public_form, public_view
from content.items import editing
from content.items.models import Edition, Item
from content.workflow import publishing, reviewing, submitting
from content.workflow.reviewing import Verdict
from portal.cli import demo_plan, demo_records, demo_supervision, demo_tags
from portal.cli.batches import write
from portal.cli.demo_records import named
from portal.database import db

group = AppGroup("demo", help="Invented people and items.")

ITEMS = Path(__file__).parent / "demo_items"
PASSWORD = "demo-2026-lyg"  # noqa: S105 - known to everybody, which is why it works on loopback only


@dataclass(frozen=True)
class DemoPerson:
    username: str
    display_name: str
    unit: str
    roles: tuple[Role, ...]
    office: str
    words: str


PEOPLE = (
    DemoPerson("caibian", "采编一", "zhifa", (Role.PRODUCER,), "信用科", "采编员, 执法支队"),
    DemoPerson("shenhe", "审核一", "zhifa", (Role.REVIEWER,), "法制科", "审核人, 执法支队"),
    DemoPerson("qianfa", "签发一", "zhifa", (Role.RESPONSIBLE,), "办公室", "签发人, 执法支队"),
    DemoPerson("xj-caibian", "采编二", "xuanjiao", (Role.PRODUCER,), "信用岗", "采编员, 宣教处"),
    DemoPerson("xj-shenhe", "审核二", "xuanjiao", (Role.REVIEWER,), "宣传岗", "审核人, 宣教处"),
    DemoPerson("xj-qianfa", "签发二", "xuanjiao", (Role.RESPONSIBLE,), "处领导岗", "签发人, 宣教处"),
    DemoPerson("jiandu", "统筹一", "xuanjiao", (Role.OVERSEER,), "信用岗", "统筹管理, 宣教处"),
    DemoPerson("admin", "管理一", "xuanjiao", (Role.ADMINISTRATOR,), "信息岗", "系统管理员"),
)
TRIO = (Role.PRODUCER, Role.REVIEWER, Role.RESPONSIBLE)
#: Who writes, reviews and publishes for every other unit: three invented people with a role in each.
OTHERS = (
    DemoPerson("demo-caibian", "采编三", "", (Role.PRODUCER,), "综合科", ""),
    DemoPerson("demo-shenhe", "审核三", "", (Role.REVIEWER,), "业务科", ""),
    DemoPerson("demo-qianfa", "签发三", "", (Role.RESPONSIBLE,), "办公室", ""),
)


def plant_if_new() -> None:
    """Plant once: a site that holds an item, or a person of its own, is left as it is."""
    if db.session.scalar(select(Person.id).limit(1)) or db.session.scalar(select(Item.id).limit(1)):
        db.session.rollback()
        return
    db.session.rollback()
    plant()


def plant() -> None:
    session = db.session()
    begin_writing(session)
    for demo in PEOPLE:
        add(session, demo, [units.by_code(session, demo.unit)])
    give_contacts(session)
    served = {demo.unit for demo in PEOPLE}
    rest = [unit for unit in units.everyone(session) if unit.code not in served]
    trio = tuple(add(session, demo, rest) for demo in OTHERS)
    staff = {unit.code: trio for unit in rest} | {code: announced(session, code) for code in served}
    accounts = {code: names(trio) for code, trio in staff.items()}
    session.commit()
    happenings = sorted([*items_to_come(accounts), *sheets_to_come(accounts)], key=lambda each: each.at)
    with click.progressbar(happenings, label="Invented items and records") as bar:
        for happening in bar:
            with clock.standing_at(happening.at):
                happening.act()
    demo_tags.plant()
    demo_plan.plant()
    demo_supervision.plant(accounts)


def names(trio: tuple[Person, ...]) -> tuple[str, str, str]:
    writer, reviewer, publisher = trio
    return writer.username, reviewer.username, publisher.username


@dataclass(frozen=True)
class Happening:
    """Something that came to pass before today. Made in order of their moments: the change log tells them in order."""

    at: datetime
    act: Callable[[], None]


def items_to_come(accounts: dict[str, tuple[str, str, str]]) -> list[Happening]:
    today = clock.today()
    return [Happening(moment_of(raw), partial(bring_out, raw, accounts[raw["unit"]], today)) for raw in read_items()]


def sheets_to_come(accounts: dict[str, tuple[str, str, str]]) -> list[Happening]:
    """Sheets of records: most are public, one waits for its reviewer, one for somebody to mend it."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    now = clock.now()
    return [
        Happening(
            now - timedelta(days=sheet.days_ago, minutes=20),
            partial(demo_records.carry, app, sheet, number, accounts[sheet.unit]),
        )
        for number, sheet in enumerate(demo_records.SHEETS)
    ]


def bring_out(raw: dict[str, Any], trio: tuple[str, str, str], today: date) -> None:
    write(lambda session: publish(session, raw, tuple(named(session, username) for username in trio), today))


def give_contacts(session: Session) -> None:
    """Whom to call: numbers and houses nobody has."""
    for unit in units.everyone(session):
        number = unit.position + 1
        unit.telephone = unit.telephone or f"0518-0000{number:04d}"
        unit.address = unit.address or f"连云港市示范路{number}号（虚构）"
        unit.hours = unit.hours or "工作日9:00—12:00，13:30—17:30"


def add(session: Session, demo: DemoPerson, where: list[Unit]) -> Person:
    person = people.add(session, demo.username, demo.display_name, PASSWORD, office=demo.office)
    person.is_demo = True
    for unit in where:
        for role in demo.roles:
            people.grant(session, person, unit, role)
    return person


def announced(session: Session, unit: str) -> tuple[Person, ...]:
    """Writer, reviewer and publisher of a unit whose people are named in the greeting."""
    found = {demo.roles[0]: people.by_username(session, demo.username) for demo in PEOPLE if demo.unit == unit}
    return tuple(person for role in TRIO if (person := found[role]) is not None)


def read_items() -> list[dict[str, Any]]:
    files = sorted(ITEMS.glob("*.toml"))
    return [item for path in files for item in tomllib.loads(path.read_text(encoding="utf-8"))["item"]]


def moment_of(raw: dict[str, Any]) -> datetime:
    """When an invented item would have come out: within office hours, up to two days after it was produced."""
    spread = sum(map(ord, raw["title"]))
    day = clock.now().astimezone(clock.SHANGHAI) - timedelta(days=max(0, raw["days_ago"] - spread % 3))
    moment = day.replace(hour=9 + spread % 8, minute=spread % 60, second=spread % 59, microsecond=0)
    return min(moment, clock.now() - timedelta(minutes=1))


def changes_of(raw: dict[str, Any], today: date) -> dict[str, Any]:
    produced = today - timedelta(days=raw["days_ago"])
    issued = today - timedelta(days=raw["issued_days_ago"]) if "issued_days_ago" in raw else produced
    names = ("source", "issuer", "category", "subject_words", "validity")
    fields = {name: raw.get(name, "") for name in names}
    fields["document_number"] = raw.get("document_number", "").replace("{year}", str(issued.year))
    texts = {name: raw.get(name, "") for name in ("title", "summary", "body")}
    return texts | {"produced_on": produced, "issued_on": issued, "fields": fields}


def publish(session: Session, raw: dict[str, Any], staff: tuple[Person, ...], today: date) -> Edition:
    """Through the same doors as everybody: write, submit, approve, publish."""
    writer, reviewer, publisher = staff
    unit = units.by_code(session, raw["unit"])
    edition = editing.start_item(session, unit=unit, column=raw["column"], kind=raw["kind"], by=writer)
    editing.save(session, edition, changes_of(raw, today), version=edition.version, by=writer)
    submitting.submit(session, edition, by=writer, version=edition.version, secrecy_checked=True)
    verdicts = [Verdict(flag.digest, True, "虚构内容，不涉及个人") for flag in public_form.make(edition).undecided]
    reviewing.decide(session, edition, verdicts, by=reviewer)
    reviewing.approve(session, edition, by=reviewer, seen_digest=public_view.digest(edition))
    return publishing.publish(session, edition, by=publisher)


@group.command("plant")
@with_appcontext
def plant_command() -> None:
    """Plant the invented people and items into an empty site."""
    if not current_app.extensions["settings"].is_demo:
        raise click.ClickException("The demonstration is for loopback only (HOST, DEMO).")
    plant_if_new()
