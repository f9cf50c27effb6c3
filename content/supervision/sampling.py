"""抽查: of each grade its share is drawn. The same seed draws the same subjects, so that anyone may check it."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import defaultdict
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, may, require
from content.auth.units import Unit
from content.display.models import PublicItem
from content.display.visibility import public_on
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning
from content.kinds import reader
from content.supervision.copies import CONFIRMED
from content.supervision.models import SamplingDraw, SamplingRatio

RATIOS_FILE = Path(__file__).parent / "ratios.toml"
KIND = "rating"
#: A ratio of this field holds where a field has none of its own.
EVERY_FIELD = "*"
LONGEST_SOURCE = 200
Pool = dict[str, list[int]]


@cache
def seeds() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(RATIOS_FILE.read_text(encoding="utf-8"))["ratio"])


def plant(session: Session) -> None:
    """What a site begins with that has no ratio at all."""
    if not session.scalar(select(SamplingRatio.id).limit(1)):
        session.add_all(SamplingRatio(**seed) for seed in seeds())
        session.flush()


def ratios(session: Session) -> list[SamplingRatio]:
    return list(session.scalars(select(SamplingRatio).order_by(SamplingRatio.field, SamplingRatio.id)))


def of_field(session: Session, field: str) -> dict[str, int]:
    """Percent by grade: the field's own, else those of every field."""
    found: dict[str, dict[str, int]] = {EVERY_FIELD: {}, field: {}}
    for row in ratios(session):
        if row.field in found:
            found[row.field][row.grade] = row.percent
    return found[EVERY_FIELD] | found[field]


def set_ratio(
    session: Session, field: str, grade: str, percent: int | None, *, source: str, by: Person
) -> SamplingRatio:
    require(by, Permission.OVERSEE)
    said = cleaning.line(source)
    issues = [] if percent is not None and 0 <= percent <= 100 else [Issue("percent", "not_a_share")]
    issues += [
        Issue(name, "required") for name, value in (("field", field), ("grade", grade), ("source", said)) if not value
    ]
    refuse_issues(issues + length_issues("source", said, LONGEST_SOURCE))
    trail.lock(session)
    row = session.scalar(select(SamplingRatio).where(SamplingRatio.field == field, SamplingRatio.grade == grade))
    if row is None:
        row = SamplingRatio(field=field, grade=grade)
        session.add(row)
    row.percent, row.source = percent or 0, said
    session.flush()
    facts = {"field": field, "grade": grade, "percent": percent}
    trail.append(session, Event.SAMPLING_RATIO_SET, actor=by.key, about=f"sampling_ratio:{row.id}", facts=facts)
    return row


# Drawing


def rank(seed: str, item_id: int) -> str:
    return hashlib.sha256(f"{seed}:{item_id}".encode()).hexdigest()


def pick(seed: str, shares: dict[str, int], pool: Pool) -> Pool:
    """Of each grade its share, rounded up, in the order of their digests with the seed."""
    return {
        grade: sorted(sorted(ids, key=lambda one: rank(seed, one))[: ceil(len(ids) * shares.get(grade, 0) / 100)])
        for grade, ids in pool.items()
    }


def digest(drawn: Any) -> str:
    return hashlib.sha256(json.dumps(drawn, sort_keys=True).encode()).hexdigest()


def pool_of(session: Session, unit: Unit, field: str, year: str) -> Pool:
    """The confirmed ratings of a unit in a field and year that are public today, the newest of each subject."""
    query = (
        select(PublicItem.item_id, PublicItem.subject_id, PublicItem.fields)
        .where(PublicItem.column == reader.kind(KIND).column, PublicItem.kind == KIND)
        .where(PublicItem.unit_id == unit.id, public_on(clock.today()))
        .where(PublicItem.fields["field"].as_string() == field, PublicItem.fields["year"].as_string() == year)
        .where(PublicItem.fields["stage"].as_string().in_(CONFIRMED))
        .order_by(PublicItem.issued_on, PublicItem.item_id)
    )
    newest = {subject or -item: (item, fields["grade"]) for item, subject, fields in session.execute(query)}
    pool: Pool = defaultdict(list)
    for item_id, grade in sorted(newest.values()):
        pool[grade].append(item_id)
    return dict(pool)


def draw(session: Session, unit: Unit, field: str, year: str, *, by: Person) -> SamplingDraw:
    """Draw whom to inspect. Nobody chooses the seed: it is where the audit trail ended a moment before."""
    require(by, Permission.SEE, unit=unit)
    refuse_issues([Issue(name, "required") for name, value in (("field", field), ("year", year)) if not value])
    seed = trail.lock(session).hash
    shares, pool = of_field(session, field), pool_of(session, unit, field, year)
    if not pool:
        raise Refusal("nobody_to_draw", Category.CONFLICT)
    row = SamplingDraw(
        unit_id=unit.id,
        field=field,
        year=year,
        seed=seed,
        ratios=shares,
        pool=pool,
        picked=pick(seed, shares, pool),
        drawn_by_id=by.id,
        drawn_at=clock.now(),
    )
    session.add(row)
    session.flush()
    trail.append(session, Event.SAMPLE_DRAWN, actor=by.key, about=row.key, facts=published(row))
    return row


def published(row: SamplingDraw) -> dict[str, Any]:
    """What the trail keeps of a draw: enough to see that neither pool nor picks were touched afterwards."""
    facts = {"seed": row.seed, "field": row.field, "year": row.year, "ratios": row.ratios}
    return facts | {"pool": digest(row.pool), "picked": digest(row.picked)}


def holds(session: Session, row: SamplingDraw) -> bool:
    """Draw again: the same seed, ratios and pool give the same picks, and the trail says so too."""
    [entry] = [one for one in trail.about(session, row.key) if one.event == Event.SAMPLE_DRAWN.value]
    return entry.facts == published(row) and pick(row.seed, row.ratios, row.pool) == row.picked


# Found


def by_id(session: Session, draw_id: int, *, by: Person) -> SamplingDraw:
    found = session.get(SamplingDraw, draw_id)
    allowed = found and (may(by, Permission.SEE, unit=found.unit_id) or may(by, Permission.OVERSEE))
    if found is None or not allowed:
        raise Refusal("no_such_draw", Category.MISSING)
    return found


def of_units(session: Session, unit_ids: Any, *, limit: int) -> list[SamplingDraw]:
    query = select(SamplingDraw).where(SamplingDraw.unit_id.in_(list(unit_ids)))
    return list(session.scalars(query.order_by(SamplingDraw.id.desc()).limit(limit)))


def names(session: Session, item_ids: list[int]) -> dict[int, PublicItem]:
    """The drawn ratings that are still public, by item id."""
    query = select(PublicItem).where(PublicItem.item_id.in_(item_ids), public_on(clock.today()))
    return {item.item_id: item for item in session.scalars(query)}
