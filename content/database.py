"""Base class, column types and engine habits shared by every model. Knows SQLAlchemy and nothing above it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Insert,
    Integer,
    MetaData,
    Table,
    Update,
    bindparam,
    event,
    insert,
    update,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

#: Seconds that anybody waits for the one who writes, and how often a waiting writer asks.
PATIENCE, ASKS_EVERY = 15.0, 0.002
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

#: 64-bit where the database has them; SQLite's own row id is INTEGER and already 64-bit.
BigId = BigInteger().with_variant(Integer, "sqlite")


#: Where something that changes nothing is asked: in somebody's session, or past it on a connection alone.
Asked = Session | Connection


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. Refuses naive values instead of guessing their zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON, list[Any]: JSON}


def table_of(model: type[Base]) -> Table:
    """The plain table below a model: for tens of thousands of rows at once, without the cost of objects."""
    return cast(Table, model.__table__)


def insert_rows(
    session: Session, model: type[Base], shared: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert rows of one shape by their columns' names. What all of them share is made ready for the driver once.

    Nothing is filled in: every column that has a default of its own must be named.
    """
    if rows:
        _run(session, insert(table_of(model)), _columns(model), shared, rows)


def update_rows(
    session: Session, model: type[Base], shared: Mapping[str, Any], rows: Sequence[tuple[int, Mapping[str, Any]]]
) -> None:
    """Write columns of the rows with these ids, of each the same ones. Objects that are loaded do not hear of it."""
    if rows:
        columns = _columns(model)
        chosen = update(table_of(model)).where(columns["id"] == bindparam("which"))
        _run(
            session,
            chosen,
            columns | {"which": columns["id"]},
            shared,
            [{"which": row_id, **values} for row_id, values in rows],
        )


def _run(
    session: Session,
    statement: Insert | Update,
    columns: Mapping[str, Column[Any]],
    shared: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Past the compiler for each row: SQLAlchemy would make up every parameter of each anew."""
    connection = session.connection()
    names = [name for name in (*shared, *rows[0]) if name != "which"]
    compiled = statement.compile(dialect=connection.dialect, column_keys=names, for_executemany=True)
    to_driver = {name: _to_driver(columns[name], connection.dialect) for name in (*shared, *rows[0])}
    ready = {name: to_driver[name](value) for name, value in shared.items()}
    varying = [(name, to_driver[name]) for name in rows[0]]
    whole = (ready | {name: change(row[name]) for name, change in varying} for row in rows)
    in_order = itemgetter(*compiled.positiontup) if compiled.positiontup else dict
    connection.exec_driver_sql(str(compiled), [in_order(row) for row in whole])


def _columns(model: type[Base]) -> dict[str, Column[Any]]:
    return {column.name: column for column in table_of(model).c}


def _to_driver(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any]:
    return column.type.dialect_impl(dialect).bind_processor(dialect) or _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def prepare_engine(engine: Engine) -> Engine:
    """Give SQLite the habits the house relies on; leave other databases as they are.

    WAL, foreign keys on, full synchronisation, a patient lock, and no implicit BEGIN by the driver: a transaction that
    may write begins IMMEDIATE (see ``begin_writing``), every other one is deferred. Read-then-write in a deferred
    transaction loses updates in silence (see the libraries' study), so nothing here relies on it.
    """
    if engine.dialect.name != "sqlite":
        return engine

    @event.listens_for(engine, "connect")
    def set_habits(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            "synchronous=FULL",
            f"busy_timeout={int(PATIENCE * 1000)}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql("BEGIN")
        elif not take_turn(connection.connection.driver_connection):
            raise OperationalError("BEGIN IMMEDIATE", None, sqlite3.OperationalError("database is locked"))

    return engine


def take_turn(driver: Any, *, patience: float = PATIENCE) -> bool:
    """Begin to write as soon as nobody else does. False where somebody wrote all that time.

    Left to itself SQLite asks again after up to a tenth of a second, and beside a worker that writes chunk after chunk
    it would ask at the wrong moment for seconds.
    """
    ends = time.monotonic() + patience
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
                return True
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
            if time.monotonic() > ends:
                return False
            time.sleep(ASKS_EVERY)
    finally:
        driver.execute(f"PRAGMA busy_timeout={int(PATIENCE * 1000)}")


def begin_writing(session: Session) -> None:
    """Declare, before its first statement, that this transaction may write."""
    session.connection(execution_options={"writes": True})
