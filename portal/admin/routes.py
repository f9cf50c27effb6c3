"""Every page of the administration, gathered."""

from portal.admin import masking, views
from portal.admin.blueprint import admin

__all__ = ["admin", "masking", "views"]
