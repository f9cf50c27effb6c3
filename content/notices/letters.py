"""Letters: what people with an address are told by mail, gathered once a day or sent at once, and never twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.auth.people import Person
from content.notices.models import Letter, Notice

#: What cannot wait for the next morning's digest.
AT_ONCE = frozenset({"urgent_review", "schedule_ended", "due_today"})
DIGEST_FROM = time(8, 0)
MOST_ATTEMPTS = 6
#: A letter begun and not finished within this was interrupted; its Message-ID makes the second one the same letter.
INTERRUPTED_AFTER = timedelta(minutes=10)


def digest_is_due(now: datetime) -> bool:
    return now.astimezone(clock.SHANGHAI).time() >= DIGEST_FROM


def gather(session: Session) -> int:
    """Write a letter for everybody who has unsent notices: the urgent ones now, the rest in one a day."""
    query = select(Notice).join(Person, Person.id == Notice.person_id)
    query = query.where(Notice.letter_id.is_(None), Notice.read_at.is_(None), Person.email != "", Person.is_active)
    found = list(session.scalars(query.order_by(Notice.id)))
    written = {put_in(session, notice, f"notice-{notice.id}") for notice in found if notice.code in AT_ONCE}
    if digest_is_due(clock.now()):
        today = clock.today()
        rest = [notice for notice in found if notice.code not in AT_ONCE]
        sent = already_written(session, {notice.person_id for notice in rest}, today)
        written |= {
            put_in(session, notice, digest_key(notice.person_id, today))
            for notice in rest
            if notice.person_id not in sent
        }
    return len(written)


def digest_key(person_id: int, day: date) -> str:
    return f"digest-{day.isoformat()}-{person_id}"


def already_written(session: Session, person_ids: Iterable[int], day: date) -> set[int]:
    """Who has had today's digest: what came after it goes into tomorrow's."""
    keys = {digest_key(person_id, day): person_id for person_id in person_ids}
    return {keys[key] for key in session.scalars(select(Letter.key).where(Letter.key.in_(keys)))}


def put_in(session: Session, notice: Notice, key: str) -> int:
    letter = session.scalar(select(Letter).where(Letter.key == key))
    if letter is None:
        now = clock.now()
        letter = Letter(key=key, person_id=notice.person_id, written_at=now, next_try_at=now, attempts=0, fault="")
        session.add(letter)
        session.flush()
    notice.letter_id = letter.id
    return letter.id


def due(session: Session) -> list[int]:
    """The letters that may be tried now, by id, oldest first."""
    query = select(Letter.id).where(Letter.next_try_at <= clock.now())
    return list(session.scalars(query.order_by(Letter.id)))


def late(session: Session, by: datetime) -> list[Letter]:
    """Written before this moment and still not sent, those given up among them."""
    query = select(Letter).where(Letter.sent_at.is_(None), Letter.written_at < by)
    return list(session.scalars(query.order_by(Letter.id)))


def begin(session: Session, letter_id: int) -> Letter | None:
    """Claim a letter before its sending and put its next try into the future; None where somebody else has it."""
    letter = session.get(Letter, letter_id, with_for_update=True, populate_existing=True)
    now = clock.now()
    if letter is None or letter.next_try_at is None or letter.next_try_at > now:
        return None
    letter.begun_at, letter.attempts = now, letter.attempts + 1
    letter.next_try_at = now + INTERRUPTED_AFTER * letter.attempts if letter.attempts < MOST_ATTEMPTS else None
    session.flush()
    return letter


def sent(session: Session, letter_id: int) -> None:
    letter = session.get_one(Letter, letter_id)
    letter.sent_at, letter.next_try_at, letter.fault = clock.now(), None, ""


def failed(session: Session, letter_id: int, fault: str) -> None:
    session.get_one(Letter, letter_id).fault = fault[:200]


def notices_in(session: Session, letter: Letter) -> list[Notice]:
    return list(session.scalars(select(Notice).where(Notice.letter_id == letter.id).order_by(Notice.id)))
