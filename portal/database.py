"""Flask-SQLAlchemy over content's plain models, and the web's only commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from json import JSONEncoder
from typing import TypeVar

from flask import Flask, Response, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Session

from content.database import Base, begin_writing, prepare_engine
from content.errors import Refusal
from content.migrations import models
from portal.settings import Settings

Done = TypeVar("Done")

#: Chinese as it is written: half the bytes of its escapes.
json_text = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

db = SQLAlchemy(metadata=Base.metadata)

assert models.metadata is db.metadata  # every table is known before the first request


def configure(settings: Settings) -> dict[str, object]:
    options: dict[str, object] = {"pool_pre_ping": True}
    if settings.database.startswith("sqlite"):
        settings.folder.mkdir(parents=True, exist_ok=True)
        options = {}
    address = settings.database.replace("postgresql://", "postgresql+psycopg://", 1)
    options["json_serializer"] = json_text
    return {"SQLALCHEMY_DATABASE_URI": address, "SQLALCHEMY_ENGINE_OPTIONS": options}


def init_app(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    app.before_request(begin)
    app.after_request(finish)


def begin() -> None:
    """A request that may change something says so before its first statement; every other one only reads."""
    if request.method not in SAFE and request.endpoint not in (None, "static"):
        begin_writing(db.session())


def finish(response: Response) -> Response:
    """Commit what a successful request changed; forget what a refused one began."""
    if request.method in SAFE or request.endpoint in (None, "static"):
        return response
    if response.status_code < 400:
        db.session.commit()
    else:
        db.session.rollback()
    return response


def let_go() -> None:
    """End this request's transaction: nobody waits while something slow is looked at. ``begin`` starts the next."""
    db.session.rollback()


def each_by_itself(works: Iterable[Callable[[], Done]]) -> list[Done | Refusal]:
    """One transaction for each piece of work: what is refused leaves no trace, and nothing before or after it waits."""
    db.session.rollback()
    results: list[Done | Refusal] = []
    for work in works:
        begin_writing(db.session())
        try:
            results.append(work())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            results.append(refusal)
    return results


def write_beside(note: Callable[[Session], None], *, is_going_on: bool) -> None:
    """Write something down on the way to an answer: with what the request changes where it goes on and is committed,
    else in a transaction of its own, since a look or a refusal commits nothing. So does a look after the last of
    several pieces of work: it began as one that only reads, and would be refused if others wrote since."""
    if is_going_on and db.session.connection().get_execution_options().get("writes"):
        note(db.session())
        return
    db.session.rollback()
    begin_writing(db.session())
    note(db.session())
    db.session.commit()


def commit_refused_sign_in() -> None:
    """The one commit on the way to a refusal: failed attempts must outlive the request."""
    db.session.commit()
