"""One uploaded file on its way in: told, named, converted, cleaned and read, in this order and no other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from content.attachments import apart, cleaning_pictures, conversion, names, storing
from content.attachments.extracted import Extracted, to_plain
from content.attachments.kinds import KINDS, Way, identify
from content.attachments.storing import Store
from content.errors import refuse_issues


@dataclass(frozen=True)
class Received:
    """``data`` is the cleaned file and ``extracted`` what that very file says, so what is scanned is what goes out."""

    name: str
    kind: str
    data: bytes = field(repr=False)
    extracted: Extracted = field(repr=False)

    @property
    def digest(self) -> str:
        return storing.digest_of(self.data)

    @property
    def plain(self) -> dict[str, Any]:
        """What was read, as its row keeps it."""
        return to_plain(self.extracted)


def receive(data: bytes, name: str) -> Received:
    """The file as it may go out, if the scan agrees; a Refusal with codes when it cannot be taken at all."""
    kind = identify(data)
    refuse_issues(names.issues(name, kind))
    name = names.tidy(name)
    if kind.way is Way.CONVERTED:
        data, name, kind = (
            conversion.convert(data, kind),
            names.with_ending(name, KINDS[kind.becomes]),
            KINDS[kind.becomes],
        )
    cleaned, extracted = apart.prepare(data, kind.code)
    return Received(name, kind.code, cleaned, extracted)


def keep(store: Store, received: Received) -> dict[int, str]:
    """Store the file and, for a picture, its smaller copies; answers with their digests by width."""
    store.put(received.data)
    if not KINDS[received.kind].is_picture:
        return {}
    return {width: store.put(data) for width, data in cleaning_pictures.renditions(received.data).items()}
