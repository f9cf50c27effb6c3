"""Words out of any XML part of an office file, whatever its vocabulary: what no special reader knows is still read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from content.attachments.extracted import Part, Place

#: Attributes hold mostly measures and ids; these may hold a person's data.
_SPEAKS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]|@|[0-9０-９](?:[ -]?[0-9０-９]){10}|file:|\\\\")
_FONTS = frozenset(
    {"rFonts", "font", "latin", "ea", "cs", "sym", "altName", "name", "rFont", "buFont", "panose1", "sig"}
)
#: What a part is called and whether a reader sees it, by where it lies; the rest is hidden.
_CODES = (
    ("docProps/", "property", True),
    ("customXml/", "custom_xml", True),
    ("charts/", "chart", False),
    ("diagrams/", "diagram", False),
    ("drawings/", "drawing", False),
)
COMMENTS = frozenset({"comments", "ThreadedComments"})
_ASIDE = frozenset({"rPh"})  # how a cell's words are pronounced


def local(tag: object) -> str:
    """An element's name without its namespace: office files come in a transitional and a strict dialect."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    return next((value for key, value in element.attrib.items() if local(key) == name), default)


def words(element: Element, leaves: frozenset[str] = frozenset({"t"})) -> str:
    """The text of all leaves below an element, run together."""
    if local(element.tag) in _ASIDE:
        return ""
    own = element.text or "" if local(element.tag) in leaves else ""
    return own + "".join(words(child, leaves) for child in element)


def everything(element: Element) -> Iterator[str]:
    """Each stretch of text below an element; the runs of a drawing's paragraph are one."""
    if local(element.tag) == "p":
        yield words(element)
        return
    yield element.text or ""
    for child in element:
        yield from everything(child)
        yield child.tail or ""


def speaking_attributes(elements: Iterable[Element]) -> Iterator[str]:
    """Values that may name somebody: alternative texts, links, authors, fields bound to data."""
    for element in elements:
        if local(element.tag) in _FONTS:
            continue
        for value in map(unquote, element.attrib.values()):
            if _SPEAKS.search(value):
                yield value


def attribute_parts(name: str, elements: Iterable[Element]) -> Iterator[Part]:
    for value in dict.fromkeys(speaking_attributes(elements)):
        yield Part(Place("attribute", name=name), value, is_hidden=True, flow=f"{name}#attributes")


def other_part(name: str, root: Element) -> Iterator[Part]:
    """A part without a reader of its own: properties, custom data, diagrams, caches of charts and pivots."""
    code, is_hidden = _code_of(name)
    for text in filter(str.strip, everything(root)):
        yield Part(Place(code, name=name), text.strip(), is_hidden, flow=name)
    yield from attribute_parts(name, root.iter())


def comment_parts(name: str, root: Element) -> Iterator[Part]:
    """Comments of documents and of cells, old and threaded."""
    found = [node for node in root.iter() if local(node.tag) in {"comment", "threadedComment"}]
    for number, comment in enumerate(found, 1):
        text = words(comment, frozenset({"t", "text", "delText"})).strip()
        yield Part(Place("comment", number, attribute(comment, "ref")), text, is_hidden=True, flow=name)
    for author in (node for node in root.iter() if local(node.tag) == "author" and node.text):
        yield Part(Place("comment_author"), author.text or "", is_hidden=True, flow=f"{name}#authors")
    yield from attribute_parts(name, root.iter())


def _code_of(name: str) -> tuple[str, bool]:
    return next(((code, is_hidden) for stem, code, is_hidden in _CODES if stem in name), ("part", True))
