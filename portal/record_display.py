"""Records in words for citizens: amounts in yuan, days, whether and how long something is shown, and where to go."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from flask_babel import format_decimal, pgettext
from flask_babel import gettext as _

from content.display.models import PublicItem
from content.kinds import reader
from content.kinds.reader import Field
from portal import filters, labels

OPEN_END = "2099-12-31"
WAN = 10_000
#: Longer than this, a value has the whole width of the page.
WIDE = 24
#: Kinds whose display repair may end, decided elsewhere.
REPAIRABLE = frozenset({"penalty", "listing"})
GRADE_TONES = {"AA": "success", "A": "success", "B": "neutral", "C": "warning", "D": "error"}
FULFILMENT_TONES = {"已履行": "success", "未履行": "warning"}


def yuan(stored: str) -> str:
    """0.2 万元 as citizens read it: 2,000元. Fen are shown where there are any."""
    amount = Decimal(stored) * WAN
    rounded = amount.quantize(Decimal(1) if amount == amount.to_integral_value() else Decimal("0.01"))
    return _("%(amount)s yuan", amount=format_decimal(rounded))


def value(field: Field, stored: str) -> str:
    if field.type == "amount":
        return yuan(stored)
    if field.type == "date":
        ends = stored != OPEN_END
        return filters.format_day(date.fromisoformat(stored)) if ends else pgettext("record", "without end")
    return stored


def label(field: Field) -> str:
    """A column's name without the unit amounts are exchanged in, and without 代码_1: the value speaks for itself."""
    plain = field.label(labels.locale()).replace("（", "(").replace("）", ")")
    before, _bracket, inside = plain.partition("(")
    if field.type == "amount":
        return before.strip()
    return inside.rstrip(")") if inside and "_" in before else plain


def facts(item: PublicItem) -> list[dict[str, Any]]:
    """Every shown field of a record, in the kind's order."""
    return [
        {
            "label": label(field),
            "value": value(field, item.fields[field.name]),
            "is_wide": len(item.fields[field.name]) > WIDE,
        }
        for field in reader.kind(item.kind).fields
        if item.fields.get(field.name)
    ]


class OnDisplay(Protocol):
    """What must be known of a record to say how it stands: all of it, or one line of a list."""

    @property
    def kind(self) -> str: ...
    @property
    def fields(self) -> dict[str, Any]: ...
    @property
    def last_day(self) -> date | None: ...


def display(item: OnDisplay) -> str:
    """On display, and until when: that day is one of those it is shown."""
    if item.last_day is None or item.last_day.isoformat() == OPEN_END:
        return pgettext("record", "On display")
    return pgettext("record", "On display until %(date)s", date=filters.format_long_day(item.last_day))


def repair(item: PublicItem) -> str:
    """From when repair may be asked for; empty where the rule behind it is not confirmed or nothing is to repair."""
    if item.repair_from is None or item.kind not in REPAIRABLE:
        return ""
    return pgettext(
        "record",
        "If the conditions are met, repair may be requested at Credit China from %(date)s. Its result decides.",
        date=filters.format_long_day(item.repair_from),
    )


def state(item: OnDisplay) -> dict[str, str]:
    """The one word a record goes by in a list, with its tone; the word stands beside the colour always."""
    if item.kind == "rating":
        grade = item.fields.get("grade", "")
        return {"label": grade, "tone": GRADE_TONES.get(grade, "neutral")}
    if item.kind == "commitment" and item.fields.get("fulfilment"):
        said = item.fields["fulfilment"]
        return {"label": said, "tone": FULFILMENT_TONES.get(said, "info")}
    return {"label": display(item), "tone": "info"}


def kind_label(kind: str) -> str:
    return reader.kind(kind).label(labels.locale())
