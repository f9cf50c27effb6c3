"""Who may do what: one table of roles, and the questions asked of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Protocol

from content import clock
from content.auth.people import Person
from content.auth.roles import Role
from content.auth.units import Unit
from content.errors import Category, Refusal


class Permission(StrEnum):
    SEE = "see"  # the unit's drafts and history
    WRITE = "write"  # start, edit and submit the unit's items
    REVIEW = "review"  # approve or return what others of the unit submitted
    PUBLISH = "publish"  # make an approved edition public
    WITHDRAW = "withdraw"  # take a published item off every surface, with a public reason
    HIDE = "hide"  # 立即下线: at once, for the moment
    OVERSEE = "oversee"  # see the boards of every unit
    ADMINISTER = "administer"  # people, units, health


ROLES: dict[Role, frozenset[Permission]] = {
    Role.PRODUCER: frozenset({Permission.SEE, Permission.WRITE}),
    Role.REVIEWER: frozenset({Permission.SEE, Permission.REVIEW}),
    Role.RESPONSIBLE: frozenset(
        {Permission.SEE, Permission.REVIEW, Permission.PUBLISH, Permission.WITHDRAW, Permission.HIDE}
    ),
    Role.OVERSEER: frozenset({Permission.OVERSEE, Permission.HIDE}),
    Role.ADMINISTRATOR: frozenset({Permission.ADMINISTER, Permission.OVERSEE}),
}

#: Roles whose permissions reach beyond the unit that granted them.
BUREAU_WIDE = frozenset({Role.OVERSEER, Role.ADMINISTRATOR})


class Limit(Protocol):
    """Whom a draft is limited to: named people, and every reviewer of its unit where it says so."""

    @property
    def people(self) -> frozenset[int]: ...

    @property
    def for_reviewers(self) -> Any: ...


class Thing(Protocol):
    """What stands in a unit and may be limited to some of its people: an item."""

    @property
    def unit_id(self) -> Any: ...

    @property
    def limit(self) -> Any: ...


def may(
    person: Person | None, permission: Permission, *, unit: Unit | int | None = None, item: Thing | None = None
) -> bool:
    """Does one of this person's roles give this permission, in this unit where one is named?

    Without a unit: anywhere at all, as a menu asks. Of an item: in its unit, and only to those its limit lets in.
    A retired person may nothing.
    """
    if person is None or not person.is_active:
        return False
    if item is not None:
        return may(person, permission, unit=item.unit_id) and is_within(person, item)
    unit_id = unit.id if isinstance(unit, Unit) else unit
    return any(
        permission in ROLES[role] and (unit_id is None or held_in == unit_id or role in BUREAU_WIDE)
        for held_in, role in roles_of(person)
    )


def roles_of(person: Person) -> list[tuple[int, Role]]:
    """The roles a person holds today, each with its unit: their own, and a reviewer's while they stand in for one."""
    own = [(m.unit_id, Role(m.role)) for m in person.memberships]
    return own + [(row.unit_id, Role.REVIEWER) for row in person.stands_in if row.is_on(clock.today())]


def require(
    person: Person | None, permission: Permission, *, unit: Unit | int | None = None, item: Thing | None = None
) -> None:
    if not may(person, permission, unit=unit, item=item):
        raise Refusal("not_permitted", Category.FORBIDDEN, permission=permission.value)


def units_where(person: Person, permission: Permission) -> frozenset[int]:
    """The ids of the units in which this person holds this permission by a role of that unit."""
    return frozenset(unit_id for unit_id, role in roles_of(person) if permission in ROLES[role])


def is_within(person: Person, item: Thing) -> bool:
    """May this person know of the item? Everybody of its unit, where it is not limited."""
    return item.limit is None or lets_in(item.limit, person, unit_id=item.unit_id)


def lets_in(limit: Limit, person: Person, *, unit_id: int) -> bool:
    """Those it names, who stands in for one of them today, every reviewer of the unit where it says so, and the
    unit's responsible persons always: they answer for the text, and no limit locks a unit out of its own draft."""
    if limit.people & {person.id, *stood_in_for(person, unit_id)}:
        return True
    return may(person, Permission.PUBLISH, unit=unit_id) or (
        limit.for_reviewers and may(person, Permission.REVIEW, unit=unit_id)
    )


def stood_in_for(person: Person, unit_id: int) -> list[int]:
    today = clock.today()
    return [row.absent_id for row in person.stands_in if row.unit_id == unit_id and row.is_on(today)]
