"""Reads the data files of kinds and columns into frozen values, once per process."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from content.errors import Category, Refusal

FOLDER = Path(__file__).parent
COLUMNS_FILE = "columns.toml"
LOCALES = ("zh-Hans", "zh-Hant", "en")


def in_locale(words: dict[str, str], locale: str) -> str:
    return words.get(locale) or words.get("zh-Hans", "")


@dataclass(frozen=True)
class Condition:
    """When a field is needed: another one is one of ``values``, holds one of them, or is filled at all."""

    field: str
    test: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One field of a kind. ``privacy``: ``prose`` is searched for personal data, ``identifier`` is checked by shape,
    ``name`` may be a person's, ``identity`` is a number kept as its digest only, ``internal`` never leaves the desk.

    What follows ``choices`` is for records. ``standard``: the column's name in the data standard. ``shape``: the
    identifier a ``number`` must be. ``code_set``: the table of its values. ``required_for`` and ``only_for``: the types
    of subject that must, or alone may, fill it. ``shown``: part of what a citizen sees.
    """

    name: str
    type: str
    longest: int
    required: bool
    privacy: str
    names: dict[str, str]
    hint: dict[str, str]
    choices: tuple[str, ...]
    standard: str = ""
    shape: str = ""
    code_set: str = ""
    required_for: tuple[str, ...] = ()
    only_for: tuple[str, ...] = ()
    required_if: tuple[Condition, ...] = ()
    shown: bool = True

    def label(self, locale: str = "zh-Hans") -> str:
        return in_locale(self.names, locale)

    def help(self, locale: str = "zh-Hans") -> str:
        return in_locale(self.hint, locale)


@dataclass(frozen=True)
class Kind:
    code: str
    is_prose: bool
    issued_on_required: bool
    names: dict[str, str]
    fields: tuple[Field, ...]
    is_record: bool = False
    #: The fields that tell two records of this kind apart; ``subject`` stands for whom it is about.
    natural_key: tuple[str, ...] = ()
    #: How staff see a record named, with its fields in braces.
    title: str = ""
    #: The types of subject it may be about.
    subject_types: tuple[str, ...] = ()
    #: The column a record stands in, and the field whose day is when it came about.
    column: str = ""
    day: str = ""
    #: The field that says most in one line, for lists.
    summary: str = ""

    def label(self, locale: str = "zh-Hans") -> str:
        return in_locale(self.names, locale)

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True)
class Column:
    """A column (栏目) of the public site. ``is_family``: one of the seven of the notice, item 9."""

    slug: str
    kinds: tuple[str, ...]
    is_family: bool
    column_type: str
    names: dict[str, str]
    about: dict[str, str]

    def label(self, locale: str = "zh-Hans") -> str:
        return in_locale(self.names, locale)

    def description(self, locale: str = "zh-Hans") -> str:
        return in_locale(self.about, locale)


def read_condition(raw: dict[str, Any]) -> Condition:
    """``{ field = "…", is = […] }``, ``{ field = "…", holds = […] }`` or ``{ field = "…", filled = true }``."""
    [test] = raw.keys() - {"field"}
    values = raw[test] if isinstance(raw[test], list) else []
    return Condition(raw["field"], test, tuple(values))


def read_field(raw: dict[str, Any]) -> Field:
    return Field(
        name=raw["name"],
        type=raw["type"],
        longest=raw["longest"],
        required=raw["required"],
        privacy=raw["privacy"],
        names=raw["names"],
        hint=raw.get("hint", {}),
        choices=tuple(raw.get("choices", ())),
        standard=raw.get("standard", ""),
        shape=raw.get("shape", ""),
        code_set=raw.get("code_set", ""),
        required_for=tuple(raw.get("required_for", ())),
        only_for=tuple(raw.get("only_for", ())),
        required_if=tuple(read_condition(condition) for condition in raw.get("required_if", ())),
        shown=raw.get("shown", True),
    )


def read_kind(path: Path) -> Kind:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Kind(
        code=raw["code"],
        is_prose=raw["is_prose"],
        issued_on_required=raw["issued_on_required"],
        names=raw["names"],
        fields=tuple(read_field(field) for field in raw["field"]),
        is_record=raw.get("is_record", False),
        natural_key=tuple(raw.get("natural_key", ())),
        title=raw.get("title", ""),
        subject_types=tuple(raw.get("subject_types", ())),
        column=raw.get("column", ""),
        day=raw.get("day", ""),
        summary=raw.get("summary", ""),
    )


@cache
def kinds() -> dict[str, Kind]:
    files = sorted(path for path in FOLDER.glob("*.toml") if path.name != COLUMNS_FILE)
    return {kind.code: kind for kind in map(read_kind, files)}


@cache
def columns() -> dict[str, Column]:
    """Every column by slug, in the order the menu shows them."""
    raw = tomllib.loads((FOLDER / COLUMNS_FILE).read_text(encoding="utf-8"))["column"]
    return {
        entry["slug"]: Column(
            slug=entry["slug"],
            kinds=tuple(entry["kinds"]),
            is_family=entry.get("family", False),
            column_type=entry["column_type"],
            names=entry["names"],
            about=entry["about"],
        )
        for entry in raw
    }


def kind(code: str) -> Kind:
    try:
        return kinds()[code]
    except KeyError:
        raise Refusal("no_such_kind", Category.MISSING, kind=code) from None


def column(slug: str) -> Column:
    try:
        return columns()[slug]
    except KeyError:
        raise Refusal("no_such_column", Category.MISSING, column=slug) from None


def written_in(slug: str) -> list[str]:
    """The kinds people write in a column, records left out; the first is what a new text is."""
    return [code for code in column(slug).kinds if not kind(code).is_record]
