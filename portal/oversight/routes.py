"""Every page of the bureau's view, gathered."""

from portal.oversight import hidden, tags, views
from portal.oversight.blueprint import oversight

__all__ = ["hidden", "oversight", "tags", "views"]
