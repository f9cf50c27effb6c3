"""The table itself refuses what must never be written."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from content import clock
from content.attachments.models import Attachment
from content.database import Base
from content.items import models as items  # noqa: F401 - the tables attachments refer to


@pytest.fixture
def session():
    """A database of its own without the keeping of foreign keys: the rules of one row are what is asked here."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as opened:
        yield opened


def attachment(**changes: Any) -> Attachment:
    row = {
        "edition_id": 1, "position": 1, "name": "公示.docx", "kind": "docx", "digest": "0" * 64, "size": 9,
        "has_text": True, "created_at": clock.now(), "added_by_id": 1,
    }  # fmt: skip
    return Attachment(**(row | changes))


def test_a_plain_attachment_is_written(session):
    session.add(attachment())
    session.commit()
    kept = session.query(Attachment).one()
    assert (kept.key, kept.ticks, kept.renditions, kept.caption) == ("attachment:1", {}, {}, "")


@pytest.mark.parametrize(
    "changes, rule",
    [
        ({"kind": "exe"}, "attachment_kind_is_accepted"),
        ({"kind": "doc"}, "attachment_kind_is_accepted"),
        ({"digest": "0"}, "attachment_digest_is_whole"),
        ({"size": 0}, "attachment_is_not_empty"),
        ({"position": 0}, "attachment_position_counts_from_one"),
        ({"kind": "jpeg"}, "picture_has_alternative_text"),
        ({"second_person_id": 1, "second_person_at": clock.now()}, "second_person_is_not_who_added"),
        ({"second_person_id": 2}, "second_person_and_time_go_together"),
    ],
)
def test_the_table_keeps_its_rules(session, changes, rule):
    session.add(attachment(**changes))
    with pytest.raises(IntegrityError, match=rule):
        session.flush()


@pytest.mark.parametrize("changes", [{"position": 2}, {"name": "二.docx"}])
def test_places_and_names_are_given_once_in_an_edition(session, changes):
    session.add_all([attachment(), attachment(**changes)])
    with pytest.raises(IntegrityError):
        session.flush()
