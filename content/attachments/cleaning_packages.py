"""Office files written anew: properties, custom data, printers, thumbnails and authors gone; order and times fixed."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from functools import partial
from xml.etree.ElementTree import Element

from content.attachments import cleaning_xml, embedded_pictures
from content.attachments.limits import MOST_NESTING
from content.attachments.packages import CONTENT_TYPES, Package, open_package, rels_of, resolved
from content.attachments.reading_xml import attribute
from content.errors import Refusal

_DROPPED = re.compile(
    r"docProps/|docMetadata/|customXml/|_xmlsignatures/|.*/printerSettings/|.*thumbnail[^/]*$|word/people\.xml$"
    r"|word/recipientData\.xml$|xl/revisions/|xl/userNames\.xml$"
)
#: A template on somebody's drive; its path names him.
_DROPPED_RELATIONS = ("/attachedTemplate", "/mailMergeSource", "/mailMergeHeaderSource")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6


def clean(data: bytes, depth: int = 0) -> bytes:
    package = open_package(data)
    kept = [name for name in package.names if not _DROPPED.match(name) and not _is_empty_relations(package, name)]
    names = sorted(kept, key=lambda name: (name != CONTENT_TYPES, name))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(_entry(name), _edited(package, name, depth), zipfile.ZIP_DEFLATED, _LEVEL)
    return target.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 0
    return entry


def _is_empty_relations(package: Package, name: str) -> bool:
    """Relations of a part that goes, go with it."""
    folder, rels = posixpath.split(name)
    owner = posixpath.join(posixpath.dirname(folder), rels.removesuffix(".rels"))
    return folder.endswith("_rels") and bool(_DROPPED.match(owner))


def _edited(package: Package, name: str, depth: int) -> bytes:
    data = package.read(name)
    ending = posixpath.splitext(name)[1].lower()
    if name == CONTENT_TYPES:
        return cleaning_xml.rewritten(data, drops=_is_dropped_type)
    if name.endswith(".rels"):
        return cleaning_xml.rewritten(data, drops=partial(_is_dropped_relation, _owner(name)))
    if ending in (".xml", ".vml", ".svg"):
        return cleaning_xml.rewritten(data, rules=cleaning_xml.rules_for(name), dead_ids=_dead_ids(package, name))
    if ending in (".docx", ".xlsx"):
        return _nested(data, depth)
    return embedded_pictures.stripped(data)


def _nested(data: bytes, depth: int) -> bytes:
    if depth >= MOST_NESTING:
        raise Refusal("embedded_object")
    return clean(data, depth + 1)


def _owner(rels: str) -> str:
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _is_dropped_type(tag: str, attributes: cleaning_xml.Attributes) -> bool:
    return tag == "Override" and bool(_DROPPED.match(attributes.get("PartName", "").lstrip("/")))


def _is_dropped_relation(owner: str, tag: str, attributes: cleaning_xml.Attributes) -> bool:
    if tag != "Relationship":
        return False
    if attributes.get("Type", "").endswith(_DROPPED_RELATIONS):
        return True
    return attributes.get("TargetMode") != "External" and bool(
        _DROPPED.match(resolved(owner, attributes.get("Target", "")))
    )


def _dead_ids(package: Package, name: str) -> frozenset[str]:
    """Ids of relations that go, so that nothing in the part points to them any more."""
    if rels_of(name) not in package.names:
        return frozenset()
    is_dead: Callable[[Element], bool] = lambda node: _is_dropped_relation(name, "Relationship", node.attrib)  # noqa: E731
    return frozenset(attribute(node, "Id") for node in package.xml(rels_of(name)) if is_dead(node))
