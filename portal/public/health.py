"""Is the process alive, and is the site ready to serve? For watchdogs: short, and without inner details."""

from __future__ import annotations

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from content.display import searching
from content.migrations import walking
from portal.database import db

health = Blueprint("health", __name__)

#: An index further behind than this many changes is not fit to be asked.
MOST_BEHIND = 1000


@health.get("/healthz")
def alive() -> ResponseReturnValue:
    return jsonify(status="ok")


@health.get("/readyz")
def ready() -> ResponseReturnValue:
    checks = {"database": database_answers(), "index": False}
    if checks["database"]:
        behind = searching.behind(db.session(), current_app.extensions["search"])
        checks["index"] = behind is not None and behind <= MOST_BEHIND
    is_ready = all(checks.values())
    return jsonify(status="ready" if is_ready else "not ready", checks=checks), 200 if is_ready else 503


def database_answers() -> bool:
    """Is the database there, and its schema the one this code was written for?"""
    try:
        db.session.execute(text("SELECT 1"))
        return walking.is_current(db.engine)
    except SQLAlchemyError:
        current_app.logger.exception("the database does not answer")
        return False
