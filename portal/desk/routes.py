"""Every page of the desk, gathered."""

from portal.desk import deciding, hiding, history, publishing, reviewing, today, writing
from portal.desk.blueprint import desk

__all__ = ["deciding", "desk", "hiding", "history", "publishing", "reviewing", "today", "writing"]
