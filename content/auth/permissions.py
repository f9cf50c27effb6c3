"""Who may do what: one table of roles, and the questions asked of it."""

from __future__ import annotations

from enum import StrEnum

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


def may(person: Person | None, permission: Permission, *, unit: Unit | int | None = None) -> bool:
    """Does one of this person's roles give this permission, in this unit where one is named?

    Without a unit: anywhere at all, as a menu asks. A retired person may nothing.
    """
    if person is None or not person.is_active:
        return False
    unit_id = unit.id if isinstance(unit, Unit) else unit
    return any(
        permission in ROLES[role] and (unit_id is None or held_in == unit_id or role in BUREAU_WIDE)
        for held_in, role in roles_of(person)
    )


def roles_of(person: Person) -> list[tuple[int, Role]]:
    """The roles a person holds today, each with its unit: their own, and a reviewer's while they stand in for one."""
    own = [(m.unit_id, Role(m.role)) for m in person.memberships]
    return own + [(row.unit_id, Role.REVIEWER) for row in person.stands_in if row.is_on(clock.today())]


def require(person: Person | None, permission: Permission, *, unit: Unit | int | None = None) -> None:
    if not may(person, permission, unit=unit):
        raise Refusal("not_permitted", Category.FORBIDDEN, permission=permission.value)


def units_where(person: Person, permission: Permission) -> frozenset[int]:
    """The ids of the units in which this person holds this permission by a role of that unit."""
    return frozenset(unit_id for unit_id, role in roles_of(person) if permission in ROLES[role])
