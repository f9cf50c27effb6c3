"""Early checks: what a careful colleague would say about a text before anybody else reads it. Asks no other site.

Each remark names its field, its rule and what would cure it. Those of ``STOPPING`` must be mended before submission;
the others are for the writer to weigh.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from content.errors import Issue
from content.identifiers import document_number
from content.items.models import Edition
from content.items.wrong_words import WrongWord
from content.kinds import reader
from content.markup import inline
from content.markup.addresses import MAIL, is_external, is_link, is_own_file

TEXTS = ("title", "summary", "body", "change_note")
LONG = ("summary", "body")
#: Remarks that a submission waits for.
STOPPING = frozenset(
    {"wrong_word_stops", "link_unsafe", "picture_elsewhere", "picture_not_attached", "picture_uncaptioned"}
)

LINK = re.compile(inline.LINK)
IMAGE = re.compile(inline.IMAGE)
#: Begun like a link or picture, and read as plain text: an unclosed bracket, a blank in the address, no address.
BEGUN = re.compile(r"(?<!\\)(!?)\[([^\[\]\n]{0,200})\]\(([^)\n]{0,300})\)?")
#: 连交(2026)5号 and 连交[2026]5号 for 连交〔2026〕5号; whole numbers only, so that a year in brackets stays one.
BRACKETS = re.compile(r"[\u4e00-\u9fff]{2,12}[(（\[［【](?:19|20)\d\d[)）\]］】](?:第?\d{1,5}号)")
STRAIGHT = re.compile(r"[\u4e00-\u9fff]\"[^\"\n]{1,60}\"|\"[^\"\n]{1,60}\"[\u4e00-\u9fff]")


class Known(NamedTuple):
    """What a text can be checked against: asked of the database once, by ``knowing``."""

    words: tuple[WrongWord, ...]
    is_page: Callable[[str], bool]
    likely_twins: tuple[tuple[int, str], ...]


def remarks(edition: Edition, known: Known) -> list[Issue]:
    """Every remark on the edition as it stands in memory, in the order of the form."""
    found = [*twins(edition.title, known.likely_twins)]
    for name, text in texts_of(edition).items():
        found += word_remarks(name, text, known.words)
        found += bracket_remarks(name, text)
    found += link_remarks(edition, known.is_page)
    found += quote_remarks(edition.body)
    return sorted(found, key=lambda issue: order(edition).index(issue.field))


def order(edition: Edition) -> list[str]:
    return [*TEXTS, *(field.name for field in reader.kind(edition.item.kind).fields)]


def stopping(found: Iterable[Issue]) -> list[Issue]:
    return [issue for issue in found if issue.code in STOPPING]


def texts_of(edition: Edition) -> dict[str, str]:
    named = {field.name: edition.fields.get(field.name, "") for field in reader.kind(edition.item.kind).fields}
    return {name: getattr(edition, name) for name in TEXTS} | {n: t for n, t in named.items() if isinstance(t, str)}


def paragraph(name: str, text: str, at: int) -> int:
    """Which paragraph of what a reader sees, where there are several; empty lines are none."""
    if name not in LONG:
        return 0
    return sum(1 for line in text[:at].split("\n")[:-1] if line.strip()) + 1


def word_remarks(name: str, text: str, words: Iterable[WrongWord]) -> Iterator[Issue]:
    """Each wrong word once for each field, with the first place it stands in."""
    for word in words:
        at = first_wrong(text, word)
        if at is not None:
            facts = {"wrong": word.wrong, "right": word.right, "paragraph": paragraph(name, text, at)}
            yield Issue(name, "wrong_word_stops" if word.stops else "wrong_word", facts)


def first_wrong(text: str, word: WrongWord) -> int | None:
    """Where the word stands by itself: not inside its cure (交通运输局 holds no 交通局) nor one of its exceptions."""
    spared = [span for whole in (word.right, *word.exceptions) if word.wrong in whole for span in spans(text, whole)]
    for at in (match.start() for match in re.finditer(re.escape(word.wrong), text)):
        if not any(start <= at < end for start, end in spared):
            return at
    return None


def spans(text: str, words: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(re.escape(words), text)]


def bracket_remarks(name: str, text: str) -> Iterator[Issue]:
    for match in BRACKETS.finditer(text):
        right = document_number.normal(match[0])
        if right and right != match[0] and name != "document_number":
            facts = {"found": match[0], "right": right, "paragraph": paragraph(name, text, match.start())}
            yield Issue(name, "number_brackets", facts)


def quote_remarks(body: str) -> Iterator[Issue]:
    match = STRAIGHT.search(body)
    if match:
        yield Issue("body", "straight_quotes", {"paragraph": paragraph("body", body, match.start())})


def link_remarks(edition: Edition, is_page: Callable[[str], bool]) -> Iterator[Issue]:
    """Links and pictures that would not work: unfinished, unsafe, to a page of ours that is not there."""
    body = edition.body
    files = {f"/items/{edition.item_id}/files/{file.position}/{file.name}": file for file in edition.attachments}
    whole = {match.start() for match in (*LINK.finditer(body), *IMAGE.finditer(body))}
    for match in BEGUN.finditer(body):
        facts = {"words": match[2][:40], "address": match[3][:80], "paragraph": paragraph("body", body, match.start())}
        address, is_picture = match[3].strip(), bool(match[1])
        if match.start() not in whole:
            yield Issue("body", "link_unfinished", facts)
        elif is_picture and not is_own_file(address):
            yield Issue("body", "picture_elsewhere", facts)
        elif is_picture and address not in files:
            yield Issue("body", "picture_not_attached", facts)
        elif is_picture and not files[address].caption:
            yield Issue("body", "picture_uncaptioned", facts)
        elif not is_picture and not is_link(address):
            yield Issue("body", "link_unsafe", facts)
        elif not is_picture and is_ours(address) and address not in files and not is_page(address):
            yield Issue("body", "link_to_nothing", facts)


def is_ours(address: str) -> bool:
    """A page of this site, or an address that lacks its https:// and would be read as one."""
    return not is_external(address) and not MAIL.match(address) and not address.startswith("#")


def twins(title: str, others: Iterable[tuple[int, str]]) -> Iterator[Issue]:
    """Earlier titles that say nearly the same; the nearest alone is named."""
    near = [(alike(title, other), item_id, other) for item_id, other in others if title and other]
    score, item_id, other = max(near, default=(0.0, 0, ""))
    if score >= ALIKE:
        yield Issue("title", "title_like_another", {"title": other, "item": item_id})


#: Shared pairs of characters over all of both. 0.8 tells 第一季度 from 第二季度 in a title of twenty characters.
ALIKE = 0.8


def alike(one: str, other: str) -> float:
    first, second = pairs(one), pairs(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def pairs(title: str) -> set[str]:
    """Pairs of neighbouring letters; width, blanks and punctuation do not count, digits do."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKC", title).lower() if sign.isalnum())
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
