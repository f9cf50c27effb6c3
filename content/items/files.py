"""The files of a draft: add, describe, tick, remove. Like every edit they make a new version of the draft."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from content import clock
from content.attachments import vouching
from content.attachments.kinds import KINDS
from content.attachments.models import Attachment
from content.attachments.receiving import Received
from content.audit import trail
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning, editing
from content.items.models import Edition, State

#: What one page can list and one reviewer can read.
MOST_FILES = 20
LONGEST_WORDS = 200


def of_edition(edition: Edition, attachment_id: int) -> Attachment:
    found = next((attached for attached in edition.attachments if attached.id == attachment_id), None)
    if found is None:
        raise Refusal("no_such_file", Category.MISSING)
    return found


def add(
    session: Session,
    edition: Edition,
    received: Received,
    *,
    renditions: dict[int, str],
    caption: str = "",
    alt: str = "",
    by: Person,
) -> Attachment:
    """Put a received and stored file behind the others of a draft."""
    hold_draft(session, edition, by)
    refuse_unfit(edition, received, caption=caption, alt=alt)
    attached = Attachment(
        edition_id=edition.id,
        position=1 + max((other.position for other in edition.attachments), default=0),
        name=received.name,
        kind=received.kind,
        digest=received.digest,
        size=len(received.data),
        text=storable(received.extracted.visible_text),
        has_text=received.extracted.has_text,
        extracted=received.plain,
        renditions={str(width): digest for width, digest in renditions.items()},
        created_at=clock.now(),
        caption=cleaning.line(caption),
        alt=cleaning.line(alt) if KINDS[received.kind].is_picture else "",
        added_by_id=by.id,
    )
    session.add(attached)
    touch(session, edition, by)
    return attached


def storable(text: str) -> str:
    """Without the signs a pdf's letters may come out as and no database column takes."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")


def describe(
    session: Session,
    edition: Edition,
    attachment_id: int,
    *,
    caption: str,
    alt: str,
    ticks: Collection[str],
    by: Person,
) -> Attachment:
    """The words beside a file, and what this person looked for in it. A tick taken away again is gone."""
    hold_draft(session, edition, by)
    attached = of_edition(edition, attachment_id)
    caption, alt = cleaning.line(caption), cleaning.line(alt)
    refuse_issues(word_issues(caption, alt, is_picture=attached.is_picture))
    attached.caption, attached.alt = caption, alt
    attached.ticks = {what: tick for what, tick in attached.ticks.items() if what in ticks}
    for what in vouching.TICKS:
        if what in ticks and what not in attached.ticks:
            vouching.tick(attached, what, by=by.id)
    touch(session, edition, by)
    return attached


def remove(session: Session, edition: Edition, attachment_id: int, *, by: Person) -> None:
    """Out of this draft. The stored file stays: another edition may show it."""
    hold_draft(session, edition, by)
    session.delete(of_edition(edition, attachment_id))
    touch(session, edition, by)


def hold_draft(session: Session, edition: Edition, by: Person) -> None:
    require(by, Permission.WRITE, item=edition.item)
    trail.lock(session)
    session.refresh(edition)
    if edition.at_rest is not State.DRAFT:
        raise Refusal("not_a_draft", Category.CONFLICT, state=edition.state)
    editing.refuse_in_batch(edition)


def refuse_unfit(edition: Edition, received: Received, *, caption: str, alt: str) -> None:
    """Everything that keeps a received file from being put beside the others, at once."""
    issues = word_issues(cleaning.line(caption), cleaning.line(alt), is_picture=KINDS[received.kind].is_picture)
    if any(attached.name == received.name for attached in edition.attachments):
        issues.append(Issue("file", "name_is_taken", {"name": received.name}))
    if len(edition.attachments) >= MOST_FILES:
        issues.append(Issue("file", "too_many_files", {"most": MOST_FILES}))
    refuse_issues(issues)


def word_issues(caption: str, alt: str, *, is_picture: bool) -> list[Issue]:
    issues = length_issues("caption", caption, LONGEST_WORDS) + length_issues("alt", alt, LONGEST_WORDS)
    return issues + ([Issue("alt", "picture_needs_words")] if is_picture and not alt else [])


def touch(session: Session, edition: Edition, by: Person) -> None:
    editing.touch(session, edition, by)
    session.expire(edition, ["attachments"])
