"""Readers of numbers that must be an identifier of a certain shape, and of values that stand in a code table."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from content.identifiers import organisation_code, registration_number, resident_id, unified_code
from content.kinds.reader import Field
from content.records import values
from content.records.codes import Codes, Value
from content.records.values import Fault, Reader

_TAX_NUMBER = re.compile(r"[0-9A-Z]{15}")
_INSTITUTION_NUMBER = re.compile(r"[0-9]{12}")
_SEMICOLONS = re.compile(r"[;；]")
_DASHES = re.compile(r"\s*[-－—–−]+\s*")


def unified(cell: Any) -> str | Fault:
    """A unified code, or the placeholder of a household business without one. A person's number that happens to check
    is a person's number all the same."""
    found = values.number(cell)
    if isinstance(found, Fault) or found == "" or found == unified_code.PLACEHOLDER:
        return found
    if resident_id.is_shape(found) and resident_id.is_checksum(found):
        return Fault("resident_id_as_code")
    if unified_code.is_valid(found):
        return found
    miss = unified_code.near_miss(found)
    return Fault("bad_unified_code", {"reason": miss.reason, "place": miss.place, "likely": miss.likely})


def body(cell: Any) -> str | Fault:
    """The unified code of an authority, which always has one."""
    found = unified(cell)
    return Fault("placeholder_for_household_only") if found == unified_code.PLACEHOLDER else found


def shaped(is_right: Callable[[str], object], code: str) -> Reader:
    def read(cell: Any) -> str | Fault:
        found = values.number(cell)
        return found if isinstance(found, Fault) or found == "" or is_right(found) else Fault(code)

    return read


def organisation(cell: Any) -> str | Fault:
    """An organisation code, with or without the hyphen before its check character."""
    found = values.number(cell)
    if isinstance(found, Fault) or found == "":
        return found
    plain = found.replace("-", "")
    return plain if organisation_code.is_valid(plain) else Fault("bad_organisation_code")


SHAPES: dict[str, Reader] = {
    "": values.number,
    "document": values.document,
    "unified_code": unified,
    "body_code": body,
    "organisation_code": organisation,
    "registration_number": shaped(registration_number.is_known_shape, "bad_registration_number"),
    "tax_number": shaped(_TAX_NUMBER.fullmatch, "bad_tax_number"),
    "institution_number": shaped(_INSTITUTION_NUMBER.fullmatch, "bad_institution_number"),
    "id_number": values.number,
}
TYPES: dict[str, Reader] = {
    "text": values.text,
    "date": values.day,
    "amount": values.amount,
    "score": values.score,
    "count": values.count,
    "year": values.year,
}


def reader_of(field: Field, codes: Codes) -> Reader:
    """The reader for a field's cells."""
    if field.type == "number":
        return SHAPES[field.shape]
    if field.type in ("code", "codes"):
        read_one = coded(codes.tables.get(field.code_set, ()))
        return read_one if field.type == "code" else joined(read_one)
    if field.type == "date" and field.name.endswith("_until"):
        return values.last_day
    return values.name if field.privacy == "name" else TYPES[field.type]


def coded(table: tuple[Value, ...]) -> Reader:
    """A value of the table, whatever its time; 其他 with the name that belongs to it."""
    plain = {row.value for row in table if not row.takes_name}
    named = {row.value for row in table if row.takes_name}
    offered = list(dict.fromkeys(row.value for row in table))

    def read(cell: Any) -> str | Fault:
        found = values.text(cell)
        if isinstance(found, Fault) or found == "" or found in plain:
            return found
        beginning, *rest = _DASHES.split(found, maxsplit=1)
        if beginning in named:
            return f"{beginning}-{rest[0]}" if rest and rest[0] else Fault("other_needs_name", {"value": beginning})
        return Fault("not_in_code_table", {"offered": offered})

    return read


def joined(read_one: Reader) -> Reader:
    """Several values of a table joined by semicolons, each once."""

    def read(cell: Any) -> str | Fault:
        whole = values.text(cell)
        if isinstance(whole, Fault):
            return whole
        found: list[str] = []
        for part in filter(None, map(str.strip, _SEMICOLONS.split(whole))):
            one = read_one(part)
            if isinstance(one, Fault):
                return one
            found.append(one)
        return ";".join(dict.fromkeys(found))

    return read
