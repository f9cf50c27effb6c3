"""The words for where something was sent on, and what became of it there."""

from __future__ import annotations

from flask_babel import lazy_pgettext

DESTINATIONS = {
    "province": lazy_pgettext("destination", "Provincial site"),
    "bureau": lazy_pgettext("destination", "Bureau's site"),
    "wechat": lazy_pgettext("destination", "WeChat account"),
}
OUTCOMES = {
    "sent": (lazy_pgettext("outcome", "Sent"), "info"),
    "adopted": (lazy_pgettext("outcome", "Accepted"), "success"),
    "declined": (lazy_pgettext("outcome", "Not accepted"), "neutral"),
}
