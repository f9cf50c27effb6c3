import pytest

from content.auth import people
from content.auth.permissions import BUREAU_WIDE, ROLES, Permission, may, require, units_where
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
