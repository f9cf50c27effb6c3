"""Every page of the desk, gathered."""

from portal.desk import history, publishing, reviewing, today, writing
from portal.desk.blueprint import desk

__all__ = ["desk", "history", "publishing", "reviewing", "today", "writing"]
