"""XML rewritten while it streams by: every prefix stays as it was (Word insists), only what tells on people goes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

import defusedxml
import defusedxml.sax

from content.errors import Refusal

Attributes = Mapping[str, str]
Drops = Callable[[str, Attributes], bool]


@dataclass(frozen=True)
class Rules:
    """Names without prefix. Blanked attributes stay, empty, where the format demands them."""

    dropped: frozenset[str] = frozenset()
    dropped_attributes: re.Pattern[str] = re.compile(r"(?!)")
    blanked_attributes: frozenset[str] = frozenset()
    blanked_texts: frozenset[str] = frozenset()


_COMMON = Rules(
    dropped=frozenset(
        {
            "rsids", "docVars", "attachedTemplate", "mailMerge", "dataBinding", "docId",  # Word
            "absPath", "fileSharing", "revisionPtr", "rPh", "phoneticPr",  # Excel
        }
    ),
    dropped_attributes=re.compile(r"rsid\w*|date|dateUtc|dT"),
    blanked_attributes=frozenset({"author", "initials"}),
)  # fmt: skip
_COMMENTS = Rules(
    _COMMON.dropped, _COMMON.dropped_attributes, _COMMON.blanked_attributes, blanked_texts=frozenset({"author"})
)
_PERSONS = Rules(blanked_attributes=frozenset({"displayName", "userId", "providerId"}))
_NOTHING = Rules()


def rules_for(name: str) -> Rules:
    if name.startswith("xl/persons/"):
        return _PERSONS
    return _COMMENTS if name.startswith("xl/comments") else _COMMON


def rewritten(
    data: bytes,
    *,
    rules: Rules = _NOTHING,
    drops: Drops = lambda tag, attributes: False,
    dead_ids: frozenset[str] = frozenset(),
) -> bytes:
    """The document without comments, instructions and what the rules name."""
    target = io.BytesIO()
    try:
        defusedxml.sax.parseString(data, _Sieve(target, rules, drops, dead_ids), forbid_dtd=True)
    except (SAXException, defusedxml.DefusedXmlException, UnicodeError, LookupError) as error:
        raise Refusal("file_is_broken") from error
    return target.getvalue()


class _Sieve(ContentHandler):
    """Passes on each event, unless it stands inside an element that goes."""

    def __init__(self, target: io.BytesIO, rules: Rules, drops: Drops, dead_ids: frozenset[str]) -> None:
        super().__init__()
        self._out = XMLGenerator(target, "utf-8", short_empty_elements=True)
        self._rules, self._drops, self._dead_ids = rules, drops, dead_ids
        self._open: list[str] = []
        self._gone_since: int | None = None

    def startDocument(self) -> None:  # noqa: N802 - the name xml.sax calls
        self._out.startDocument()

    def startElement(self, name: str, attrs: AttributesImpl[str]) -> None:  # noqa: N802
        tag = _local(name)
        self._open.append(tag)
        if self._gone_since is None and (tag in self._rules.dropped or self._drops(tag, dict(attrs.items()))):
            self._gone_since = len(self._open)
        if self._gone_since is None:
            self._out.startElement(name, AttributesImpl(self._sifted(attrs)))

    def endElement(self, name: str) -> None:  # noqa: N802
        if self._gone_since is None:
            self._out.endElement(name)
        elif self._gone_since == len(self._open):
            self._gone_since = None
        self._open.pop()

    def characters(self, content: str) -> None:
        if self._gone_since is None and self._open[-1] not in self._rules.blanked_texts:
            self._out.characters(content)

    def _sifted(self, attrs: AttributesImpl[str]) -> dict[str, str]:
        return {
            name: "" if _local(name) in self._rules.blanked_attributes else value
            for name, value in attrs.items()
            if not self._rules.dropped_attributes.fullmatch(_local(name))
            and not (name.startswith("r:") and value in self._dead_ids)
        }


def _local(name: str) -> str:
    return name.rpartition(":")[2]
