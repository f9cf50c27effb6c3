"""报送包: an item as other sites want it, from its public form alone: docx, pictures, title, summary, text to copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from content import clock
from content.attachments.storing import Store
from content.display.models import PublicItem
from content.documents import from_html
from content.documents.paper import Paper
from content.markup import plain

#: 公众号 cut a summary at this length.
WECHAT_SUMMARY = 120
LONGEST_FOLDER = 40
UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
PICTURES = frozenset({"jpeg", "png", "webp"})


@dataclass(frozen=True)
class Copies:
    """Text ready to be copied into another site's form."""

    title: str
    summary: str
    text: str
    source: str


def copies(item: PublicItem) -> Copies:
    """Title, summary within 公众号's length, and the text a paragraph a line."""
    summary = item.summary.strip() or plain.first_words(item.text, WECHAT_SUMMARY)
    short = summary if len(summary) <= WECHAT_SUMMARY else summary[: WECHAT_SUMMARY - 1] + "…"
    return Copies(item.title, short, item.text, item.unit.name())


def paper(item: PublicItem) -> bytes:
    """The item as one docx: number, title, text, who answers for it and the day it came out."""
    number = str(item.fields.get("document_number", ""))
    written = Paper(item.title, number=number, made_at=item.published_at)
    from_html.write(written, item.html)
    day = clock.day_of(item.first_published_at)
    written.signature(item.unit.name(), f"{day.year}年{day.month}月{day.day}日")
    return written.to_bytes()


def pack(items: Sequence[PublicItem], store: Store) -> bytes:
    """A zip with a folder for each item. The same items give the same bytes of text and pictures in the same order."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for number, item in enumerate(items, start=1):
            folder = f"{number:02d}-{fit(item.title)}"
            put(archive, f"{folder}/正文.docx", paper(item), item)
            put(archive, f"{folder}/标题和摘要.txt", head(item).encode("utf-8-sig"), item)
            for file in item.files:
                with store.open(file["digest"]) as stored:
                    kind = "图片" if file["kind"] in PICTURES else "附件"
                    put(archive, f"{folder}/{kind}/{file['position']:02d}-{fit(file['name'])}", stored.read(), item)
    return stream.getvalue()


def head(item: PublicItem) -> str:
    """What a form asks for besides the text. Windows opens it by a double click, so the lines end as there."""
    copy = copies(item)
    pictures = [file for file in item.files if file["kind"] in PICTURES]
    lines = [f"标题：{copy.title}", f"摘要：{copy.summary}", f"供稿单位：{copy.source}"]
    lines.append(f"本站发布时间：{item.first_published_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M:%S}")
    lines += [f"图片{number}：{file['caption'] or file['alt']}" for number, file in enumerate(pictures, start=1)]
    return "\r\n".join(lines) + "\r\n"


def put(archive: ZipFile, name: str, data: bytes, item: PublicItem) -> None:
    at = item.published_at.astimezone(clock.SHANGHAI)
    entry = ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    entry.compress_type = ZIP_DEFLATED
    archive.writestr(entry, data)


def fit(name: str) -> str:
    """A file name every system takes."""
    plain = UNFIT.sub("_", name).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if dot and len(suffix) <= 5:
        return f"{stem[:LONGEST_FOLDER]}.{suffix}"
    return plain[:LONGEST_FOLDER].strip(" .") or "item"
