"""Templates and standard phrases: what a new text begins with, of one unit or of the whole bureau."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, String, Text, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from content import clock
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.auth.units import Unit
from content.database import Base
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import checks, cleaning
from content.kinds import reader

SEEDS = Path(__file__).with_name("templates.toml")
LONGEST_NAME = 60
LONGEST_PHRASE = 400


class Template(Base):
    """A beginning for one kind of text in one column. Without a unit it serves every unit."""

    __tablename__ = "template"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    kind: Mapped[str] = mapped_column(String(32))
    column: Mapped[str] = mapped_column("column_slug", String(32))
    title: Mapped[str] = mapped_column(String(400), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]
    unit: Mapped[Unit | None] = relationship(lazy="joined")


class Phrase(Base):
    """标准用语: a sentence that is used again and again, put into a text by choice."""

    __tablename__ = "phrase"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    words: Mapped[str] = mapped_column(String(LONGEST_PHRASE))
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]
    unit: Mapped[Unit | None] = relationship(lazy="joined")


def plant(session: Session) -> None:
    """The bureau's first templates and phrases, for a site that has none."""
    if session.scalar(select(Template.id).limit(1)) or session.scalar(select(Phrase.id).limit(1)):
        return
    seeds = tomllib.loads(SEEDS.read_text(encoding="utf-8"))
    now = clock.now()
    session.add_all(Template(**seed, changed_at=now) for seed in seeds["template"])
    session.add_all(Phrase(words=words, changed_at=now) for words in seeds["phrases"])
    session.flush()


def of_units(model: type[Template] | type[Phrase], unit_ids: frozenset[int] | set[int]) -> ColumnElement[bool]:
    return or_(model.unit_id.is_(None), model.unit_id.in_(unit_ids))


def offered(session: Session, unit_ids: frozenset[int]) -> list[Template]:
    """What the people of these units may begin with: their own first, then the bureau's."""
    query = select(Template).where(Template.is_active, of_units(Template, unit_ids))
    return list(session.scalars(query.order_by(Template.unit_id.is_(None), Template.column, Template.id)))


def phrases(session: Session, unit_ids: frozenset[int] | set[int]) -> list[Phrase]:
    query = select(Phrase).where(Phrase.is_active, of_units(Phrase, unit_ids))
    return list(session.scalars(query.order_by(Phrase.unit_id.is_(None), Phrase.id)))


def by_id(session: Session, template_id: int, unit_ids: frozenset[int]) -> Template:
    """A template these units may use; another unit's is missing."""
    found = session.get(Template, template_id)
    if found is None or not found.is_active or (found.unit_id is not None and found.unit_id not in unit_ids):
        raise Refusal("no_such_template", Category.MISSING)
    return found


def require_keeper(by: Person, unit: Unit | None) -> None:
    """A unit's writers keep its templates; those of the whole bureau are an administrator's."""
    require(by, Permission.WRITE if unit else Permission.ADMINISTER, unit=unit)


def issues(values: dict[str, Any]) -> list[Issue]:
    found = [Issue("template_name", "required")] if not values["name"] else []
    found += length_issues("template_name", values["name"], LONGEST_NAME)
    for name, longest in (("title", checks.LONGEST_TITLE), ("body", checks.LONGEST_BODY)):
        found += length_issues(name, values[name], longest)
    return found


def store(
    session: Session,
    template: Template | None,
    *,
    unit: Unit | None,
    column: str,
    name: str,
    title: str = "",
    summary: str = "",
    body: str = "",
    fields: dict[str, str] | None = None,
    version: int = 0,
    by: Person,
) -> Template:
    """Add a template or change one as its form was opened. Raises ``row_changed`` when somebody was faster."""
    require_keeper(by, template.unit if template else unit)
    if template is not None and template.version != version:
        raise Refusal("row_changed", Category.CONFLICT)
    values = {
        "name": cleaning.line(name),
        "column": reader.column(column).slug,
        "kind": reader.column(column).kinds[0],
        "title": cleaning.line(title),
        "summary": cleaning.prose(summary),
        "body": cleaning.prose(body),
    }
    refuse_issues(issues(values))
    if template is None:
        template = Template(unit_id=unit.id if unit else None, version=0, fields=fields or {})
        session.add(template)
    for key, value in values.items():
        setattr(template, key, value)
    return touched(session, template, by)


def retire(session: Session, row: Template | Phrase, *, by: Person) -> None:
    """Out of use; what was begun with it stays as it is."""
    require_keeper(by, row.unit)
    row.is_active = False
    touched(session, row, by)


def touched(session: Session, row: Any, by: Person) -> Any:
    row.version, row.changed_by_id, row.changed_at = row.version + 1, by.id, clock.now()
    session.flush()
    return row


def add_phrase(session: Session, unit: Unit | None, words: str, *, by: Person) -> Phrase:
    require_keeper(by, unit)
    words = cleaning.line(words)
    refuse_issues(
        [Issue("words", "required")] if not words else length_issues("words", words, LONGEST_PHRASE),
    )
    phrase = Phrase(unit_id=unit.id if unit else None, words=words, version=0)
    session.add(phrase)
    added: Phrase = touched(session, phrase, by)
    return added


def phrase_by_id(session: Session, phrase_id: int) -> Phrase:
    found = session.get(Phrase, phrase_id)
    if found is None or not found.is_active:
        raise Refusal("no_such_phrase", Category.MISSING)
    return found
