from dataclasses import dataclass
from datetime import date

import pytest

from content.auth import people, standing_in
from content.auth.permissions import BUREAU_WIDE, ROLES, Permission, is_within, may, require, units_where
from content.auth.roles import Role
from content.errors import Category, Refusal
from tests.conftest import on_one_make
from tests.factories.auth import all_rounder, person

#: The rule as its owners would write it: who may what, in their unit and in another.
YES = {
    (Role.PRODUCER, Permission.SEE): "own",
    (Role.PRODUCER, Permission.WRITE): "own",
    (Role.REVIEWER, Permission.SEE): "own",
    (Role.REVIEWER, Permission.REVIEW): "own",
    (Role.RESPONSIBLE, Permission.SEE): "own",
    (Role.RESPONSIBLE, Permission.REVIEW): "own",
    (Role.RESPONSIBLE, Permission.PUBLISH): "own",
    (Role.RESPONSIBLE, Permission.WITHDRAW): "own",
    (Role.RESPONSIBLE, Permission.HIDE): "own",
    (Role.OVERSEER, Permission.OVERSEE): "every",
    (Role.OVERSEER, Permission.HIDE): "every",
    (Role.ADMINISTRATOR, Permission.OVERSEE): "every",
    (Role.ADMINISTRATOR, Permission.ADMINISTER): "every",
}


def test_the_table_says_exactly_this():
    assert {(role, permission) for role, given in ROLES.items() for permission in given} == set(YES)
    assert {role for (role, _), where in YES.items() if where == "every"} == BUREAU_WIDE
    assert set(ROLES) == set(Role)


@on_one_make
@pytest.mark.parametrize("role", Role)
def test_a_role_gives_its_permissions_in_its_unit_and_those_of_the_bureau_everywhere(role, session, unit, other_unit):
    somebody = person(session, unit, role)

    for permission in Permission:
        where = YES.get((role, permission))
        assert may(somebody, permission, unit=unit) is (where is not None)
        assert may(somebody, permission, unit=unit.id) is (where is not None)
        assert may(somebody, permission, unit=other_unit) is (where == "every")
        assert may(somebody, permission) is (where is not None)


@on_one_make
@pytest.mark.parametrize("permission", Permission)
def test_nobody_and_the_retired_may_nothing(permission, session, unit):
    retired = all_rounder(session, unit)
    all_rounder(session, unit)
    people.change(session, retired, display_name="退休", office="", is_active=False, by_key="system")

    assert not may(None, permission)
    assert not may(retired, permission)
    assert not may(retired, permission, unit=unit)


@on_one_make
def test_a_no_names_the_permission(session, unit):
    require(person(session, unit, Role.PRODUCER), Permission.WRITE, unit=unit)
    with pytest.raises(Refusal) as refused:
        require(person(session, unit), Permission.WRITE, unit=unit)

    assert (refused.value.code, refused.value.category) == ("not_permitted", Category.FORBIDDEN)
    assert refused.value.facts == {"permission": "write"}


@on_one_make
def test_the_units_where_somebody_may_are_those_of_their_own_roles(session, unit, other_unit):
    somebody = person(session, unit, Role.PRODUCER, Role.OVERSEER)
    people.grant(session, somebody, other_unit, Role.REVIEWER)

    assert units_where(somebody, Permission.SEE) == {unit.id, other_unit.id}
    assert units_where(somebody, Permission.WRITE) == {unit.id}
    assert units_where(somebody, Permission.OVERSEE) == {unit.id}
    assert units_where(somebody, Permission.ADMINISTER) == frozenset()


# A limited draft


@dataclass(frozen=True)
class Limit:
    people: frozenset[int] = frozenset()
    for_reviewers: bool = False


@dataclass(frozen=True)
class Thing:
    unit_id: int
    limit: Limit | None


#: Whom a limit lets in: by role alone, by role where every reviewer may, and by name.
LET_IN = {
    Role.PRODUCER: (False, False, True),
    Role.REVIEWER: (False, True, True),
    Role.RESPONSIBLE: (True, True, True),
    Role.OVERSEER: (False, False, True),
    Role.ADMINISTRATOR: (False, False, True),
}


@on_one_make
@pytest.mark.parametrize("role", Role)
def test_a_limit_lets_in_whom_it_names_and_whoever_answers_for_the_unit(role, session, unit, other_unit):
    somebody, stranger = person(session, unit, role), person(session, other_unit, role)
    limits = (Limit(), Limit(for_reviewers=True), Limit(frozenset({somebody.id})))

    assert tuple(is_within(somebody, Thing(unit.id, one)) for one in limits) == LET_IN[role]
    assert is_within(somebody, Thing(unit.id, None))
    for permission in Permission:
        for one, is_in in zip(limits, LET_IN[role], strict=True):
            expected = is_in and may(somebody, permission, unit=unit)
            assert may(somebody, permission, item=Thing(unit.id, one)) is expected
        assert may(somebody, permission, item=Thing(unit.id, None)) is may(somebody, permission, unit=unit)
        assert may(stranger, permission, item=Thing(unit.id, limits[0])) is False


@on_one_make
def test_being_named_gives_no_permission_beside_ones_role(session, unit, other_unit):
    writer, stranger = person(session, unit, Role.PRODUCER), person(session, other_unit, Role.PRODUCER)
    thing = Thing(unit.id, Limit(frozenset({writer.id, stranger.id})))

    assert may(writer, Permission.WRITE, item=thing)
    assert not may(writer, Permission.REVIEW, item=thing)
    assert not may(stranger, Permission.SEE, item=thing)
    with pytest.raises(Refusal, match="not_permitted"):
        require(stranger, Permission.SEE, item=thing)


@on_one_make
def test_a_deputy_is_let_in_for_the_days_and_the_unit_of_the_absent_one(session, unit, other_unit, clock):
    reviewer, head = person(session, unit, Role.REVIEWER), person(session, unit, Role.RESPONSIBLE)
    deputy = person(session, unit, Role.PRODUCER)
    days = {"first_day": date(2026, 3, 11), "last_day": date(2026, 3, 12)}
    standing_in.name(session, unit, person=deputy, absent=reviewer, by=head, **days)
    named, elsewhere = Limit(frozenset({reviewer.id})), Thing(other_unit.id, Limit(frozenset({reviewer.id})))
    seen = {}
    for day in (10, 11, 12, 13):
        clock.move_to(f"2026-03-{day} 09:00:00+08:00")
        seen[day] = is_within(deputy, Thing(unit.id, named))
        assert is_within(deputy, Thing(unit.id, Limit(for_reviewers=True))) is seen[day]
        assert not is_within(deputy, Thing(unit.id, Limit()))
        assert not is_within(deputy, elsewhere)

    assert seen == {10: False, 11: True, 12: True, 13: False}


@on_one_make
def test_a_retired_person_is_let_in_nowhere(session, unit):
    head = person(session, unit, Role.RESPONSIBLE)
    people.change(session, head, display_name="退休", office="", is_active=False, by_key="system")

    assert not may(head, Permission.SEE, item=Thing(unit.id, Limit(frozenset({head.id}))))
