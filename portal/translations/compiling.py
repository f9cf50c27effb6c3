"""Compiles the catalogues into the data folder when they are newer than what lies there. 繁體 is made from 简体."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import opencc
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parent
SIMPLIFIED = SOURCE / "zh_Hans" / "LC_MESSAGES" / "messages.po"


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def traditional(catalog: Catalog) -> Catalog:
    """The same words in traditional characters, by OpenCC's Hong Kong standard. Only the interface, never a record."""
    converter = opencc.OpenCC("s2hk")
    other = Catalog(locale="zh_Hant")
    for message in catalog:
        if message.id and message.string:
            words = message.string
            turned = converter.convert(words) if isinstance(words, str) else tuple(map(converter.convert, words))
            other.add(message.id, turned, context=message.context, flags=message.flags)
    return other


def write(catalog: Catalog, target: Path) -> None:
    """Written beside and moved into place: another process may be reading."""
    buffer = BytesIO()
    write_mo(buffer, catalog)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(f".{os.getpid()}")
    beside.write_bytes(buffer.getvalue())
    beside.rename(target)


def compiled(folder: Path) -> Path:
    """The folder of compiled catalogues, brought up to date first. English is the language of the source itself."""
    newest = max(SIMPLIFIED.stat().st_mtime, Path(__file__).stat().st_mtime)
    targets = {tag: folder / tag / "LC_MESSAGES" / "messages.mo" for tag in ("zh_Hans", "zh_Hant")}
    if all(target.exists() and target.stat().st_mtime >= newest for target in targets.values()):
        return folder
    catalog = read(SIMPLIFIED)
    write(catalog, targets["zh_Hans"])
    write(traditional(catalog), targets["zh_Hant"])
    return folder
