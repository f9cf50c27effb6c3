"""A database that holds the seeded calendar and rules."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from content.auth import units
from content.auth.people import Person
from content.auth.roles import Role
from content.auth.units import Unit
from content.database import Base, begin_writing, prepare_engine
from content.migrations import models as _every_model  # noqa: F401
from content.working_calendar import models as _models  # noqa: F401
from content.working_calendar import rules, years
from content.working_calendar.workdays import Table
from tests.factories.auth import person


@pytest.fixture(scope="session")
def planted() -> Iterator[sqlite3.Connection]:
    """Made once, from the models themselves: these rules ask nothing of the make of database or of its migrations."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    Base.metadata.create_all(prepare_engine(engine))
    with Session(engine) as session:
        begin_writing(session)
        units.plant(session)
        years.plant(session)
        rules.plant(session)
        session.commit()
    yield connection
    engine.dispose()


@pytest.fixture
def engine(planted: sqlite3.Connection) -> Iterator[Engine]:
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    planted.backup(copy)
    made = prepare_engine(create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool))
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as opened:
        begin_writing(opened)
        yield opened


@pytest.fixture
def unit(session: Session) -> Unit:
    return units.by_code(session, "xuanjiao")


@pytest.fixture
def keeper(session: Session, unit: Unit) -> Person:
    """Who may enter a year."""
    return person(session, unit, Role.ADMINISTRATOR)


@pytest.fixture
def producer(session: Session, unit: Unit) -> Person:
    return person(session, unit, Role.PRODUCER)


@pytest.fixture(scope="session")
def seeded() -> Table:
    """2010–2026 as shipped."""
    return years.seeded()
