"""A site of its own for measuring: a temporary data folder with generated items that went through the real verbs."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path

from flask import Flask

from app import create_app
from content import clock
from content.auth import people, units
from content.auth.people import Person
from content.auth.roles import Role
from content.database import begin_writing
from content.display import public_view
from content.items import editing
from content.kinds import reader
from content.surfaces import search
from content.workflow import publishing, reviewing, submitting
from portal.cli.database import prepare
from portal.database import db
from portal.settings import Settings

TOPICS = [
    *("信用承诺", "信用评价", "双公示", "大件许可", "超限治理", "信易行", "信易航"),
    *("公路养护", "港口经营", "过闸船舶", "道路客运", "危货运输", "网约车", "四书同达"),
]
ACTS = ["推进", "规范", "开展", "深化", "优化", "完善", "探索", "落实", "加强", "组织"]
ENDS = [
    *("专项行动", "工作机制", "应用场景", "宣传活动", "培训班"),
    *("数据归集", "分级分类监管", "修复帮扶", "承诺清单", "试点"),
]
PLACES = ["东海", "灌云", "灌南", "赣榆", "海州", "连云", "徐圩", "板桥", "墟沟", "浦南"]


def title(rng: random.Random, number: int) -> str:
    return f"{rng.choice(PLACES)}{rng.choice(ACTS)}{rng.choice(TOPICS)}{rng.choice(ENDS)}（第{number}期）"


def body(rng: random.Random) -> str:
    """About 600 characters in six paragraphs under two headings, as a work update has."""
    sentences = [
        f"{rng.choice(PLACES)}{rng.choice(ACTS)}{rng.choice(TOPICS)}{rng.choice(ENDS)}，"
        f"覆盖企业{rng.randrange(10, 400)}家，办理{rng.randrange(10, 900)}件，{rng.choice(TOPICS)}水平稳步提升。"
        for _ in range(14)
    ]
    return "## 一、主要做法\n" + "\n".join(sentences[:7]) + "\n## 二、工作成效\n" + "\n".join(sentences[7:])


def staff(session) -> tuple[Person, ...]:  # noqa: ANN001
    found = []
    for name, role in (("w", Role.PRODUCER), ("r", Role.REVIEWER), ("p", Role.RESPONSIBLE)):
        person = people.add(session, f"bench-{name}", name, "bench-password-1")
        for unit in units.everyone(session):
            people.grant(session, person, unit, role)
        found.append(person)
    return tuple(found)


def publish(session, number: int, rng: random.Random, team: tuple[Person, ...]) -> None:  # noqa: ANN001
    writer, reviewer, publisher = team
    slug, column = rng.choice(list(reader.columns().items()))
    unit = rng.choice(units.everyone(session))
    edition = editing.start_item(session, unit=unit, column=slug, kind=column.kinds[0], by=writer)
    changes = {
        "title": title(rng, number),
        "body": body(rng),
        "produced_on": clock.today(),
        "issued_on": clock.today(),
        "fields": {
            "source": unit.name(),
            "issuer": unit.name(),
            "validity": "有效",
            "document_number": f"连交〔2026〕{number + 1}号",
        },
    }
    editing.save(session, edition, changes, version=edition.version, by=writer)
    submitting.submit(session, edition, by=writer, version=edition.version, secrecy_checked=True)
    reviewing.approve(session, edition, by=reviewer, seen_digest=public_view.digest(edition))
    publishing.publish(session, edition, by=publisher)


@contextmanager
def generated(items: int, *, seed: int = 1, keep: Path | None = None) -> Iterator[tuple[Flask, Path]]:
    """An app over `items` published items, indexed. Prints how fast they went through the whole road."""
    with nullcontext(str(keep)) if keep else tempfile.TemporaryDirectory(prefix="bench-") as folder:
        app = create_app(Settings(data_dir=folder, demo="0"))
        with app.app_context():
            prepare()
            session = db.session()
            begin_writing(session)
            team = staff(session)
            session.commit()
            rng = random.Random(seed)  # noqa: S311 - invented text
            started = clock.now()
            for first in range(0, items, 100):
                begin_writing(session)
                for number in range(first, min(first + 100, items)):
                    with clock.standing_at(started - timedelta(minutes=items - number)):
                        publish(session, number, rng, team)
                session.commit()
                session.expunge_all()
                team = tuple(session.merge(person, load=False) for person in team)
            took = (clock.now() - started).total_seconds()
            print(f"  {items} items written, reviewed and published in {took:.1f} s ({items / took:.0f} a second)")
            started = clock.now()
            search.rebuild(session, Path(folder) / "search_index", "auto", on_progress=lambda done: None)
            print(f"  indexed in {(clock.now() - started).total_seconds():.1f} s")
            db.session.remove()
        yield app, Path(folder)
