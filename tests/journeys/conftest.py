"""The front door."""

from tests.site import browser, planted, site

__all__ = ["browser", "planted", "site"]
