"""Every page for anyone, gathered."""

from portal.public import feedback, feeds, history, lists, machine, open_data, pages, preferences, topics, views
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
    "topics",
    "views",
]
