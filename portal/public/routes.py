"""Every page for anyone, gathered."""

from portal.public import (
    feedback,
    feeds,
    history,
    home,
    lists,
    machine,
    objections,
    open_data,
    pages,
    persons,
    preferences,
    statistics,
    topics,
    views,
)
from portal.public.blueprint import public

__all__ = [
    "feedback",
    "feeds",
    "history",
    "home",
    "lists",
    "machine",
    "objections",
    "open_data",
    "pages",
    "persons",
    "preferences",
    "public",
    "statistics",
    "topics",
    "views",
]
