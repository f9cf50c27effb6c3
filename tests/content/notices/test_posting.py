"""Telling people once, counting and reading."""

import pytest

from content.auth.roles import Role
from content.notices import posting
from tests.factories import auth

pytestmark = pytest.mark.usefixtures("clock")


def tell(session, *people, key="k", **more):
    return posting.tell(session, [person.id for person in people], "overdue", key=key, facts={"count": 1}, **more)


def test_each_is_told_once_by_one_key(session, staff):
    assert tell(session, staff.writer, staff.reviewer, staff.writer) == 2
    assert tell(session, staff.writer, staff.publisher) == 1
    assert tell(session, staff.writer, key="another") == 1
    assert tell(session) == 0
    assert [posting.unread(session, person) for person in (staff.writer, staff.reviewer)] == [2, 1]


def test_reading_ends_with_what_stood_on_the_page(session, staff):
    for number in range(3):
        tell(session, staff.writer, key=str(number))
    page, older = posting.of_person(session, staff.writer, before=None, limit=2)
    assert [notice.key for notice in page] == ["2", "1"]
    rest, none = posting.of_person(session, staff.writer, before=older, limit=2)
    assert ([notice.key for notice in rest], none) == (["0"], None)
    posting.mark_read(session, staff.writer, up_to=rest[0].id)
    assert posting.unread(session, staff.writer) == 2
    posting.mark_read(session, staff.reviewer, up_to=page[0].id)
    assert posting.unread(session, staff.writer) == 2, "nobody reads another's"


def test_who_holds_a_role_is_found_by_unit_and_only_in_service(session, staff, other_unit):
    stranger = auth.person(session, other_unit, Role.PRODUCER)
    second = auth.person(session, staff.unit, Role.PRODUCER, Role.REVIEWER)
    assert set(posting.holding(session, (Role.PRODUCER,), unit_id=staff.unit.id)) == {staff.writer.id, second.id}
    assert stranger.id in posting.holding(session, (Role.PRODUCER,))
    second.is_active = False
    session.flush()
    assert posting.holding(session, (Role.PRODUCER,), unit_id=staff.unit.id) == [staff.writer.id]
