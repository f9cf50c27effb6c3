"""Every page of the administration, gathered."""

from portal.admin import calendar, masking, synonyms, terms, views, wrong_words
from portal.admin.blueprint import admin

__all__ = ["admin", "calendar", "masking", "synonyms", "terms", "views", "wrong_words"]
