"""Limiting a draft to named people and lifting it again, so that nobody is locked out on the way to the public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Membership, Person
from content.auth.permissions import Limit, Permission, is_within, lets_in, may
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.items import cleaning
from content.items.limit_rows import DraftLimit, DraftReader
from content.items.models import Edition, Item
from content.kinds import reader
from content.masking import gate
from content.notices.models import Notice

LONGEST_REASON = 200
PUBLISHED = "published"
LIFTED = "lifted"


@dataclass(frozen=True)
class Wanted:
    """A limit as somebody asks for it."""

    people: frozenset[int]
    for_reviewers: bool


def may_limit(person: Person, item: Item) -> bool:
    """The author of the words, and whoever answers for the unit."""
    author = item.editions[-1].author_id == person.id and may(person, Permission.WRITE, item=item)
    return author or may(person, Permission.PUBLISH, item=item)


def can_be_limited(item: Item) -> bool:
    """What was public has nothing left to keep from anybody; a record goes its way with its sheet."""
    return item.first_published_at is None and not reader.kind(item.kind).is_record


def colleagues(session: Session, item: Item) -> list[Person]:
    """The people in service of the item's unit."""
    ids = select(Membership.person_id).where(Membership.unit_id == item.unit_id)
    query = select(Person).where(Person.id.in_(ids), Person.is_active).order_by(Person.id)
    return [person for person in session.scalars(query) if may(person, Permission.SEE, unit=item.unit_id)]


def insiders(session: Session, item: Item, limit: Limit) -> list[Person]:
    """Everybody whom the limit lets in today."""
    return [person for person in colleagues(session, item) if lets_in(limit, person, unit_id=item.unit_id)]


def limit(
    session: Session, item: Item, *, people: Iterable[int], for_reviewers: bool, reason: str, by: Person
) -> DraftLimit:
    """Let these people alone open the item from now on, in place of the limit it has.

    Raises ``cannot_be_limited`` for what was public or is a record, and ``to_mend`` when nobody could go on with it:
    the limit must let in whoever sets it, somebody who writes, and somebody to review and to publish it.
    """
    begin_changing(session, item, by)
    wanted, said = Wanted(frozenset(people), for_reviewers), cleaning.line(reason)
    let_in = insiders(session, item, wanted)
    refuse_issues(issues(item, wanted, colleagues(session, item), let_in, by) + reason_issues(said))
    row = session.get(DraftLimit, item.id) or DraftLimit(item_id=item.id)
    row.for_reviewers, row.reason = for_reviewers, said
    row.set_by_id, row.set_at = by.id, clock.now()
    row.readers = [DraftReader(person_id=person_id) for person_id in sorted(wanted.people)]
    session.add(row)
    session.flush()
    session.expire(item, ["limit"])
    forget_notices(session, item, let_in)
    facts = {"people": keys(let_in), "for_reviewers": for_reviewers, "reason": gate.public_text(said)}
    trail.append(session, Event.DRAFT_LIMITED, actor=by.key, about=item.key, facts=facts)
    return row


def begin_changing(session: Session, item: Item, by: Person) -> None:
    """Nobody publishes it in between: it is read again once this transaction's turn has come."""
    trail.lock(session)
    session.refresh(item)
    refuse_unless_allowed(item, by)


def refuse_unless_allowed(item: Item, by: Person) -> None:
    if not may_limit(by, item):
        raise Refusal("not_yours_to_limit", Category.FORBIDDEN)
    if not can_be_limited(item):
        raise Refusal("cannot_be_limited", Category.CONFLICT)


def issues(item: Item, wanted: Wanted, known: list[Person], let_in: list[Person], by: Person) -> list[Issue]:
    found = []
    if not wanted.people <= {person.id for person in known}:
        found.append(Issue("readers", "not_of_the_unit"))
    if by not in let_in:
        found.append(Issue("readers", "limit_locks_you_out"))
    if not any(may(person, Permission.WRITE, unit=item.unit_id) for person in let_in):
        found.append(Issue("readers", "limit_without_writer"))
    if not can_be_decided(item.editions[-1], let_in):
        found.append(Issue("readers", "limit_without_reviewer"))
    return found


def reason_issues(said: str) -> list[Issue]:
    return length_issues("reason", said, LONGEST_REASON) if said else [Issue("reason", "required")]


def can_be_decided(edition: Edition, people: list[Person]) -> bool:
    """Is there somebody to approve it who had no hand in it, and somebody to publish it? Two where the unit says so."""
    unit = edition.item.unit
    approve = [one for one in people if may(one, Permission.REVIEW, unit=unit) and not edition.worked_on_by(one.id)]
    publish = [one for one in people if may(one, Permission.PUBLISH, unit=unit)]
    return any(unit.publisher_may_approve or one.id != other.id for one in approve for other in publish)


def undecidable(session: Session, edition: Edition) -> bool:
    """Has everybody who could decide on a limited draft left since it was limited?"""
    found = edition.item.limit
    return found is not None and not can_be_decided(edition, insiders(session, edition.item, found))


def lift(session: Session, item: Item, *, by: Person) -> None:
    """Open it to the whole unit again."""
    begin_changing(session, item, by)
    end(session, item, LIFTED, actor=by.key)


def end(session: Session, item: Item, why: str, *, actor: str) -> None:
    """Take the limit away, where there is one; who could see the draft to the last stays in the trail."""
    row = session.get(DraftLimit, item.id, populate_existing=True)
    if row is None:
        return
    facts = {"why": why, "people": keys(insiders(session, item, row))}
    session.delete(row)
    session.flush()
    session.expire(item, ["limit"])
    trail.append(session, Event.DRAFT_LIMIT_ENDED, actor=actor, about=item.key, facts=facts)


def keys(people: list[Person]) -> list[str]:
    return sorted(person.key for person in people)


def forget_notices(session: Session, item: Item, let_in: list[Person]) -> None:
    """What colleagues were told of it before is no longer theirs to read."""
    ids = [person.id for person in let_in]
    session.execute(delete(Notice).where(Notice.about == item.key, Notice.person_id.not_in(ids)))


def limited(session: Session) -> dict[str, Item]:
    """Every limited item by its key; there are few at any time."""
    return {item.key: item for item in session.scalars(select(Item).join(DraftLimit, DraftLimit.item_id == Item.id))}


def only_insiders(session: Session, item: Item | None, person_ids: Iterable[int]) -> list[int]:
    """Those of these people who may know of the item; all of them of none."""
    if item is None or item.limit is None:
        return list(person_ids)
    people = session.scalars(select(Person).where(Person.id.in_(list(person_ids))))
    return [person.id for person in people if is_within(person, item)]
