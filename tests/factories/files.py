"""Files for drafts: made by hand, cleaned and read as on the way in, but in this very process to save time."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from content.attachments import cleaning, kinds, reading, receiving, vouching
from content.attachments.models import Attachment
from content.attachments.receiving import Received
from content.attachments.storing import Store
from content.auth.people import Person
from content.items import files
from content.items.models import Edition
from tests.content.attachments import identities, word_files

ID = identities.resident_id(37)
#: A name in prose: hidden in a text, held in a file until a reviewer lets it through.
HONOURED = "当事人孙晓岚于3月2日主动申请信用修复。"
CLEAN = word_files.docx(word_files.p("连云港市交通运输信用评价结果汇总，榕树湾码头参评。"))


def received(data: bytes, name: str) -> Received:
    code = kinds.identify(data).code
    cleaned = cleaning.clean(data, code)
    return Received(name, code, cleaned, reading.read(cleaned, code))


def add(
    session: Session,
    edition: Edition,
    store: Store,
    data: bytes = CLEAN,
    name: str = "评价结果.docx",
    *,
    by: Person,
    ticked: bool = False,
    **words: Any,
) -> Attachment:
    """A file put into a draft as from the desk; ``ticked``: looked at for faces, plates and signatures."""
    taken = received(data, name)
    renditions = receiving.keep(store, taken)
    attached = files.add(session, edition, taken, renditions=renditions, by=by, **words)
    if ticked:
        files.describe(
            session, edition, attached.id, caption=attached.caption, alt=attached.alt, ticks=vouching.TICKS, by=by
        )
    return attached


def corrupt(store: Store, digest: str) -> None:
    """One flipped byte on the disk."""
    path = store.root / digest[:2] / digest
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
