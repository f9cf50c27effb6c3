"""Public items as the list components want them: words and links, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for

from content import clock
from content.auth.units import Unit
from content.display.models import PublicItem
from content.display.plain_rows import Listed, Whole
from content.display.searching import Shown
from content.kinds import reader
from portal import file_words, filters, labels, pictures, record_display
from portal.public import addresses, offices


def row(item: PublicItem | Listed, *, shows_column: bool = False) -> dict[str, Any]:
    return rows([item], shows_column=shows_column)[0]


def rows(items: Iterable[PublicItem | Listed], *, shows_column: bool = False) -> list[dict[str, Any]]:
    units, locale, before = offices.every(), labels.locale(), addresses.before_number()
    return [
        {
            "title": item.title,
            "url": f"{before}{item.item_id}",
            "date": filters.format_day(item.first_published_at),
            "datetime": filters.iso(item.first_published_at),
            "unit": (item.unit if isinstance(item, PublicItem) else units[item.unit_id]).short_name(locale),
            "document_number": item.fields.get("document_number", ""),
            "kind": kind_word(item, locale) if shows_column or item.is_record else "",
            "status": record_display.state(item) if item.is_record else {},
            "column": reader.column(item.column).label(locale),
        }
        for item in items
    ]


def kind_word(item: PublicItem | Listed, locale: str) -> str:
    """A record goes by its kind, an article by its column."""
    return reader.kind(item.kind).label(locale) if item.is_record else reader.column(item.column).label(locale)


def hit(shown: Shown) -> dict[str, Any]:
    """A search hit: its column named, its words marked."""
    marked = {"title_segments": shown.title, "snippet_segments": shown.snippet}
    return row(shown.item, shows_column=True) | marked


def office(unit: Unit) -> dict[str, str]:
    """Whom to ask about what a unit published."""
    return {
        "name": unit.name(labels.locale()),
        "telephone": unit.telephone,
        "address": unit.address,
        "hours": unit.hours,
        "url": url_for("public.unit", code=unit.code),
    }


def header(item: Whole) -> dict[str, str]:
    """The nine items of the government information header, in the words of the notice."""
    fields = item.fields
    return {
        "index_number": fields.get("index_number", ""),
        "category": fields.get("category", ""),
        "issuing_body": fields.get("issuer", ""),
        "document_date": filters.format_day(item.issued_on),
        "document_number": fields.get("document_number", ""),
        "subject_words": fields.get("subject_words", ""),
        "title": item.title,
        "abstract": item.summary,
        "validity": fields.get("validity", ""),
    }


def files(item: Whole) -> list[dict[str, Any]]:
    """What stands under 附件: each with its address, a picture also with its smaller copies."""
    return [
        {
            "name": file["name"],
            "kind": file_words.kind(file["kind"]),
            "size": filters.format_size(file["size"]),
            "caption": file["caption"],
            "alt": file["alt"],
            "url": address(item, file),
            "is_picture": file["kind"] in file_words.PICTURES,
            "sizes": [(address(item, file, width=width), width) for width in sorted(file["renditions"], key=int)],
        }
        for file in item.files
    ]


def pictured(item: Whole) -> str:
    """The text with the attached pictures where it names them."""
    return pictures.placed(
        item.html, [picture(item, file) for file in item.files if file["kind"] in file_words.PICTURES]
    )


def picture(item: Whole, file: dict[str, Any]) -> pictures.Picture:
    sizes = tuple((address(item, file, width=width), width) for width in sorted(file["renditions"], key=int))
    path = pictures.path_of(item.item_id, file["position"], file["name"])
    return pictures.Picture(path, address(item, file), file["alt"], file["caption"], sizes)


def address(item: Whole, file: dict[str, Any], **width: Any) -> str:
    place: dict[str, Any] = {"item_id": item.item_id, "position": file["position"], "name": file["name"]}
    return url_for("public.file", **place, **width)


def chain(item: PublicItem | Whole) -> dict[str, dict[str, str]]:
    """谁生产、谁审核、谁负责: offices and times, no personal names."""
    units, locale = offices.every(), labels.locale()

    def link(unit_id: int, office: str, at: datetime | None = None) -> dict[str, str]:
        day = clock.day_of(at or item.first_published_at)
        name = f"{units[unit_id].name_on(day, locale)} {office}".strip()
        return {"name": name, "time": filters.format_minute(at), "datetime": filters.iso(at)}

    return {
        "produced": link(item.producer_unit_id, item.producer_office, item.produced_at),
        "reviewed": link(item.reviewer_unit_id, item.reviewer_office, item.reviewed_at),
        "responsible": link(item.unit_id, "") | {"url": url_for("public.unit", code=units[item.unit_id].code)},
    }
