"""Every page of one's own account, gathered."""

from portal.account import messages, views
from portal.account.views import account

__all__ = ["account", "messages", "views"]
