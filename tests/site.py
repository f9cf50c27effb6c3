"""A whole site with two units at their desks, for tests that go in through the front door."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from app import create_app
from content.auth import people, units
from content.auth.roles import Role
from content.database import begin_writing
from content.items.models import Edition
from content.surfaces import search
from portal.database import db
from portal.settings import Settings
from tests.browser import Browser
from tests.factories import auth, workflow
from tests.factories.auth import Staff

SECRET = "a secret of the tests and of nobody else"
TRIO = (("{}-writer", Role.PRODUCER), ("{}-reviewer", Role.REVIEWER), ("{}-publisher", Role.RESPONSIBLE))


@dataclass
class Site:
    """``zhifa-writer``, ``zhifa-reviewer``, ``zhifa-publisher`` and the same of xuanjiao; ``keeper`` administers,
    ``overseer`` oversees."""

    app: Flask

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A writing session of the site's own database, committed at the end."""
        with self.app.app_context():
            session = db.session()
            begin_writing(session)
            yield session
            session.commit()
            db.session.remove()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self.app.app_context():
            yield db.session()
            db.session.remove()

    def staff(self, session: Session, unit: str = "zhifa") -> Staff:
        named = [people.by_username(session, pattern.format(unit)) for pattern, _role in TRIO]
        return Staff(units.by_code(session, unit), *named)

    def make(self, state: str = "published", unit: str = "zhifa", **changes: Any) -> tuple[int, int]:
        """An item whose edition stands in this state, through the real verbs. Returns item id and edition id."""
        maker = getattr(workflow, state) if state != "draft" else workflow.items.draft
        with self.writing() as session:
            edition: Edition = maker(session, self.staff(session, unit), **changes)
            session.flush()
            found = edition.item_id, edition.id
        self.index()
        return found

    def index(self) -> None:
        """What the worker does: bring the index up to date from the change log."""
        settings = self.app.extensions["settings"]
        with self.app.app_context():
            index = search.open_for_writing(settings.index_folder, settings.engine)
            if search.wants_rebuild(index):
                search.rebuild(db.session(), settings.index_folder, settings.engine, on_progress=lambda done: None)
            while search.catch_up(db.session(), index):
                pass
            db.session.remove()


def people_of(session: Session) -> None:
    for code in ("zhifa", "xuanjiao"):
        unit = units.by_code(session, code)
        for pattern, role in TRIO:
            auth.person(session, unit, role, username=pattern.format(code))
    bureau = units.by_code(session, "xuanjiao")
    auth.person(session, bureau, Role.OVERSEER, username="overseer")
    auth.person(session, bureau, Role.ADMINISTRATOR, username="keeper")


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A data folder with people at their desks and an empty index, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(sqlite_template, folder / "site.db")
    app = create_app(Settings(data_dir=str(folder), secret_key=SECRET))
    found = Site(app)
    with found.writing() as session:
        people_of(session)
    found.index()
    with app.app_context():
        db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def site(planted: Path, tmp_path: Path) -> Iterator[Site]:
    folder = tmp_path / "instance"
    shutil.copytree(planted, folder)
    app = create_app(Settings(data_dir=str(folder), secret_key=SECRET))
    app.testing = True
    yield Site(app)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def browser(site: Site) -> Browser:
    return Browser(site.app)
