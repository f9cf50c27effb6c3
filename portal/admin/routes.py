"""Every page of the administration, gathered."""

from portal.admin import calendar, choices, masking, reorganising, synonyms, terms, views, wrong_words
from portal.admin.blueprint import admin

__all__ = ["admin", "calendar", "choices", "masking", "reorganising", "synonyms", "terms", "views", "wrong_words"]
