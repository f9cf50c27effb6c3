"""Every word people see is in the catalogue, in Chinese, with the same places to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from portal.translations import compiling

ROOT = Path(__file__).parents[2]
KEYWORDS = DEFAULT_KEYWORDS | {"lazy_gettext": None, "lazy_pgettext": ((1, "c"), 2), "lazy_ngettext": (1, 2)}
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
HAN = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]")

Key = tuple[str | None, str]


def key_of(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def extracted() -> Catalog:
    """What the sources say today, by the mapping people use at the command line."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    catalog = Catalog()
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS, strip_comment_tags=True)
    for _file, _line, message, _comments, context in found:
        catalog.add(message, context=context)
    return catalog


def spoken(catalog: Catalog) -> dict[Key, Message]:
    return {key_of(message): message for message in catalog if message.id}


@pytest.fixture(scope="module")
def source() -> dict[Key, Message]:
    return spoken(extracted())


@pytest.fixture(scope="module")
def catalogue() -> dict[Key, Message]:
    return spoken(compiling.read(compiling.SIMPLIFIED))


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def pairs(catalogue: dict[Key, Message]) -> Iterator[tuple[Message, str]]:
    return ((message, text) for message in catalogue.values() for text in forms(message.string))


def test_the_sources_are_read_at_all(source):
    assert (None, "Back to home") in source  # a template
    assert ("state", "Draft") in source  # a lazy word of a Python table
    assert (None, "%(num)d day left") in source  # a plural


def test_the_catalogue_holds_what_the_sources_say_and_nothing_else(source, catalogue):
    assert source.keys() - catalogue.keys() == set()
    assert catalogue.keys() - source.keys() == set()


def test_nothing_is_empty_or_guessed(catalogue):
    assert [key for key, message in catalogue.items() if message.fuzzy] == []
    assert [message.id for message, text in pairs(catalogue) if not text.strip()] == []


def test_the_places_to_fill_in_are_the_same(catalogue):
    odd = [
        (message.id, text)
        for message, text in pairs(catalogue)
        if sorted(set(PLACE.findall(text))) != sorted(set(PLACE.findall(forms(message.id)[-1])))
    ]
    assert odd == []


def test_a_lone_percent_sign_is_doubled(source, catalogue):
    """Templates fill every message in by %, so that “200 % size” would be read as a place."""
    texts = [text for message in source.values() for text in forms(message.id)]
    texts += [text for _message, text in pairs(catalogue)]
    assert [text for text in texts if "%" in PLACE.sub("", text).replace("%%", "")] == []


def test_chinese_is_written_with_full_width_marks_and_without_exclamation(catalogue):
    odd = [
        text
        for _message, text in pairs(catalogue)
        if HAN.search(text) and (HALF_WIDTH.search(PLACE.sub("字", text)) or "！" in text)
    ]
    assert odd == []


def test_traditional_chinese_is_made_of_every_message(catalogue):
    turned = spoken(compiling.traditional(compiling.read(compiling.SIMPLIFIED)))
    assert turned.keys() == catalogue.keys()
    assert turned["state", "Submitted"].string == "待審核"
