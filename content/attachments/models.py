"""The Attachment: a file that goes with one edition, and who answers for what no machine can see in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from content.attachments.extracted import Extracted, from_plain
from content.attachments.kinds import KINDS, Way
from content.attachments.names import MOST_CHARACTERS
from content.database import Base, BigId

_ACCEPTED = ", ".join(f"'{kind.code}'" for kind in KINDS.values() if kind.way is Way.ACCEPTED)
_PICTURES = ", ".join(f"'{kind.code}'" for kind in KINDS.values() if kind.is_picture)


class Attachment(Base):
    """``digest`` is that of the cleaned file. Pictures of the text are attachments too, with caption and alt."""

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("edition_id", "position"),
        UniqueConstraint("edition_id", "name"),
        CheckConstraint(f"kind IN ({_ACCEPTED})", name="attachment_kind_is_accepted"),
        CheckConstraint("length(digest) = 64", name="attachment_digest_is_whole"),
        CheckConstraint("size > 0", name="attachment_is_not_empty"),
        CheckConstraint("position > 0", name="attachment_position_counts_from_one"),
        CheckConstraint(f"kind NOT IN ({_PICTURES}) OR alt <> ''", name="picture_has_alternative_text"),
        CheckConstraint(
            "second_person_id IS NULL OR second_person_id <> added_by_id", name="second_person_is_not_who_added"
        ),
        CheckConstraint(
            "(second_person_id IS NULL) = (second_person_at IS NULL)", name="second_person_and_time_go_together"
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    edition_id: Mapped[int] = mapped_column(BigId, ForeignKey("edition.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(MOST_CHARACTERS))
    kind: Mapped[str] = mapped_column(String(8))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    #: What a reader sees in the file: for search, and never shown before it passed the gate.
    text: Mapped[str] = mapped_column(Text, default="")
    has_text: Mapped[bool]
    #: All that was read out of this very file, hidden places too: for the gate and the unit's own eyes alone.
    extracted: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    caption: Mapped[str] = mapped_column(String(200), default="")
    alt: Mapped[str] = mapped_column(String(200), default="")
    #: Smaller copies of a picture: width → digest.
    renditions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: What somebody looked for and did not find: faces, plates, signatures → person id and time.
    ticks: Mapped[dict[str, Any]] = mapped_column(default=dict)
    second_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    second_person_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    @property
    def key(self) -> str:
        return f"attachment:{self.id}"

    @property
    def extraction(self) -> Extracted:
        return from_plain(self.extracted)

    @property
    def is_picture(self) -> bool:
        return KINDS[self.kind].is_picture

    @property
    def digests(self) -> tuple[str, ...]:
        """Every stored file that goes out with this one: itself and its smaller copies."""
        return (self.digest, *self.renditions.values())
