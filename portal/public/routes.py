"""Every page for anyone, gathered."""

from portal.public import feedback, feeds, history, lists, machine, open_data, pages, preferences, statistics, topics, views
from portal.public.blueprint import public

__all__ = [
    "feedback",
    "feeds",
    "history",
    "lists",
    "machine",
    "open_data",
    "pages",
    "preferences",
    "public",
    "statistics",
    "topics",
    "views",
]
