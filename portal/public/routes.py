"""Every page for anyone, gathered."""

from portal.public import feedback, feeds, history, machine, pages, preferences, views
from portal.public.blueprint import public

__all__ = ["feedback", "feeds", "history", "machine", "pages", "preferences", "public", "views"]
