"""公示期满: what was shown to its last day ends by itself, in chunks; and terms are reckoned anew when rules change."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.display import public_view, term_rules, terms
from content.display.models import PublicItem
from content.items.models import Edition
from content.outbox import change_log
from content.outbox.change_log import Effect
from content.workflow.moving import move_rows

CHUNK = 200


def end_chunk(session: Session, limit: int = CHUNK) -> int:
    """End the display of the next items whose last day is over. Returns how many; 0 when none is left.

    Readers see nothing of them from midnight on, whether this has run or not; this takes the words away for good.
    """
    trail.lock(session)
    query = select(PublicItem.item_id, PublicItem.edition_id).where(PublicItem.last_day < clock.today())
    over = [(item, edition) for item, edition in session.execute(query.order_by(PublicItem.item_id).limit(limit))]
    return end(session, over, cause="last_day")


def end(session: Session, over: list[tuple[int, int]], *, cause: str) -> int:
    if not over:
        return 0
    items, editions = [item for item, _ in over], [edition for _, edition in over]
    move_rows(session, editions, "expire", effect_on=items)
    public_view.take_down_many(session, items, at=clock.now())
    facts: dict[str, Any] = {"cause": cause, "count": len(items), "items": items}
    about = f"displays:{clock.today().isoformat()}"
    trail.append(session, Event.DISPLAYS_ENDED, actor="system", about=about, facts=facts)
    return len(over)


# When rules change


def wants_reckoning(session: Session, *, since: datetime | None) -> bool:
    """Has a rule or setting been changed or confirmed, or has a rule begun, since everything was last reckoned?"""
    changed = term_rules.changed_at(session)
    if since is None or (changed is not None and changed > since):
        return True
    begun = (row.valid_from for row in term_rules.everything(session) if row.valid_from is not None)
    return any(clock.day_of(since) < day <= clock.today() for day in begun)


def reckon_chunk(session: Session, *, after: int, limit: int = CHUNK) -> int | None:
    """Reckon the last days of the next public records by today's rules. Returns where to go on, None at the end."""
    trail.lock(session)
    query = (
        select(
            PublicItem.item_id,
            PublicItem.edition_id,
            PublicItem.kind,
            PublicItem.last_day,
            PublicItem.repair_from,
            Edition.fields,
        )
        .join(Edition, Edition.id == PublicItem.edition_id)
        .where(PublicItem.item_id > after, PublicItem.kind.in_(terms.TIERED))
        .order_by(PublicItem.item_id)
        .limit(limit)
    )
    found = session.execute(query).all()
    rules = term_rules.load(session)
    moved: dict[tuple[date | None, date | None], list[int]] = {}
    ended: list[tuple[int, int]] = []
    for item_id, edition_id, kind, last_day, repair_from, values in found:
        window = terms.window(kind, values, rules)
        if not window.is_shown:
            ended.append((item_id, edition_id))
        elif (window.last_day, window.repair_from) != (last_day, repair_from):
            moved.setdefault((window.last_day, window.repair_from), []).append(item_id)
    for (last_day, repair_from), items in moved.items():
        public_view.set_terms(session, items, last_day=last_day, repair_from=repair_from)
        change_log.record_many(session, items, Effect.SHOWN)
    end(session, ended, cause="rule")
    return found[-1].item_id if len(found) == limit else None
