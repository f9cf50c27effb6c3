"""Looking up a person's public records: off unless the site's keepers turn it on, and then by a whole number alone."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.choices import keeping as choices
from content.display.finding import LIGHT
from content.display.models import PublicItem
from content.display.visibility import public_now
from content.errors import Category, Refusal
from content.identifiers import digest
from content.identifiers.digest import Keys
from content.subjects.models import Subject, SubjectSort

CHOICE = "person_lookup"
MOST = 50
#: Digested in place of what is no number at all, so that every answer takes the same road.
NOTHING = "0"


def is_on(session: Session) -> bool:
    return choices.is_on(session, CHOICE)


def refuse_unless_on(session: Session) -> None:
    """Where it is off there is no such page."""
    if not is_on(session):
        raise Refusal("no_such_page", Category.MISSING)


def records(session: Session, number: str, keys: Keys) -> list[PublicItem]:
    """What is public now about whoever bears this number: the anonymous forms, newest decision first.

    One road for every number: a wrong one, one nobody bears, one without public records. The number is digested and
    forgotten; nothing here or above may write it down.
    """
    refuse_unless_on(session)
    asked = number if digest.normal(number) else NOTHING
    marks = [mark.value for mark in digest.at_every_layer(asked, keys)]
    borne = select(Subject.id).where(Subject.identity.in_(marks), Subject.sort == SubjectSort.PERSON.value)
    query = public_now().where(PublicItem.is_record.is_(True), PublicItem.subject_id.in_(borne))
    query = query.options(*LIGHT).order_by(PublicItem.issued_on.desc(), PublicItem.item_id.desc())
    return list(session.scalars(query.limit(MOST)))
