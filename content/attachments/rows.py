"""An edition's attachments as rows: put beside the others, carried on into the next edition, examined again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from content.attachments import scanning
from content.attachments.extracted import Extracted
from content.attachments.models import Attachment
from content.attachments.scanning import Verdict
from content.masking.exceptions import SpanException
from content.masking.policy import Policy

#: A row of its own in another edition; everything else of an attachment is carried on.
OWN = frozenset({"id", "edition_id"})


@dataclass(frozen=True)
class _File:
    """Equal digests mean equal bytes, and equal bytes say the same: what was read needs no comparing."""

    digest: str
    name: str
    extracted: Extracted = field(compare=False, repr=False)


def of_edition(session: Session, edition_id: int) -> list[Attachment]:
    return list(
        session.scalars(select(Attachment).where(Attachment.edition_id == edition_id).order_by(Attachment.position))
    )


def carry_on(session: Session, from_edition: int, to_edition: int) -> None:
    """The same files in the next edition, with who added, ticked and vouched for these very bytes."""
    names = [attribute.key for attribute in inspect(Attachment).column_attrs if attribute.key not in OWN]
    for row in of_edition(session, from_edition):
        session.add(Attachment(edition_id=to_edition, **{name: getattr(row, name) for name in names}))
    session.flush()


def examine(attachment: Attachment, *, policy: Policy, exceptions: tuple[SpanException, ...]) -> Verdict:
    """The scan of what was read when the file came in, by today's policy and the decisions on its item."""
    return _examined(_File(attachment.digest, attachment.name, attachment.extraction), policy, exceptions)


@lru_cache(maxsize=32)
def _examined(file: _File, policy: Policy, exceptions: tuple[SpanException, ...]) -> Verdict:
    return scanning.examine(file.extracted, file.name, policy=policy, exceptions=exceptions)
