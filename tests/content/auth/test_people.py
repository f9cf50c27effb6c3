import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from content.audit import trail
from content.auth import passwords, people
from content.auth.people import Membership, Person
from content.auth.roles import Role
from content.errors import Category, Refusal
from tests.factories import racing
from tests.factories.auth import PASSWORD, all_rounder, person


def test_adding_somebody_stores_no_password_and_writes_no_name_into_the_trail(session, clock):
    added = people.add(session, "zhang.san", " 张三 ", PASSWORD, office=" 信用科 ", by_key="person:1")

    assert (added.display_name, added.office, added.is_active, added.is_demo) == ("张三", "信用科", True, False)
    assert PASSWORD not in added.password_hash
    assert passwords.matches(added.password_hash, PASSWORD)
    entry = trail.about(session, added.key)[-1]
    assert (entry.event, entry.actor, entry.facts) == ("person.added", "person:1", {})


@pytest.mark.parametrize(
    "username, name, password, issues",
    [
        ("zhang", "张三", PASSWORD, []),
        ("a1", "张三", PASSWORD, []),
        ("a", "张三", PASSWORD, [("username", "bad_username")]),
        ("Zhang", "张三", PASSWORD, [("username", "bad_username")]),
        ("张三", "张三", PASSWORD, [("username", "bad_username")]),
        ("zhang san", "张三", PASSWORD, [("username", "bad_username")]),
        ("x" * 41, "张三", PASSWORD, [("username", "bad_username")]),
        (
            "-zhang",
            " ",
            "short",
            [("username", "bad_username"), ("password", "password_length"), ("display_name", "required")],
        ),
        ("zhang", "长" * 41, PASSWORD, [("display_name", "too_long")]),
    ],
)
def test_everything_wrong_with_a_new_account_is_said_at_once(username, name, password, issues, session):
    found = []
    try:
        people.add(session, username, name, password)
    except Refusal as refusal:
        found = [(issue.field, issue.code) for issue in refusal.issues]

    assert found == issues


def test_an_office_longer_than_its_place_is_refused_before_the_database_does(session):
    with pytest.raises(Refusal) as refused:
        people.add(session, "zhang", "张三", PASSWORD, office="长" * 81)

    assert [(issue.field, issue.code) for issue in refused.value.issues] == [("office", "too_long")]


def test_a_name_is_taken_once(session):
    people.add(session, "zhang", "张三", PASSWORD)

    with pytest.raises(Refusal) as refused:
        people.add(session, "zhang", "张四", PASSWORD)
    assert [(issue.field, issue.code) for issue in refused.value.issues] == [("username", "taken")]
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(
            text("INSERT INTO person (username, display_name, office, password_hash, is_active, is_demo, created_at)"
                 " VALUES ('zhang', 'x', '', 'x', true, false, '2026-03-10 00:00:00')")
        )  # fmt: skip


def test_a_role_is_given_once_and_written_down_once(session, unit):
    somebody = person(session, unit, Role.PRODUCER)
    people.grant(session, somebody, unit, Role.PRODUCER, by_key="person:1")
    people.grant(session, somebody, unit, Role.REVIEWER, by_key="person:1")

    assert [membership.role for membership in somebody.memberships] == ["producer", "reviewer"]
    granted = [entry for entry in trail.about(session, somebody.key) if entry.event == "person.role_granted"]
    assert [entry.facts for entry in granted] == [
        {"unit": "zhifa", "role": "producer"},
        {"unit": "zhifa", "role": "reviewer"},
    ]
    assert somebody.home is unit
    assert person(session).home is None


def test_a_role_the_house_does_not_know_is_refused(session, unit):
    somebody = person(session, unit)

    with pytest.raises(IntegrityError, match="role_is_known"), session.begin_nested():
        session.execute(insert(Membership).values(person_id=somebody.id, unit_id=unit.id, role="king"))


def test_a_revoked_role_is_gone_and_written_down(session, unit):
    somebody = person(session, unit, Role.PRODUCER, Role.REVIEWER)

    people.revoke(session, somebody, somebody.memberships[0].id, by_key="person:1")

    assert [membership.role for membership in somebody.memberships] == ["reviewer"]
    last = trail.about(session, somebody.key)[-1]
    assert (last.event, last.facts) == ("person.role_revoked", {"unit": "zhifa", "role": "producer"})


def test_a_role_somebody_does_not_hold_cannot_be_revoked(session, unit):
    one, other = person(session, unit, Role.PRODUCER), person(session, unit, Role.PRODUCER)

    with pytest.raises(Refusal) as refused:
        people.revoke(session, one, other.memberships[0].id, by_key="system")
    assert (refused.value.code, refused.value.category) == ("no_such_role", Category.MISSING)


def retire(session, somebody):
    return people.change(session, somebody, display_name="某人", office="", is_active=False, by_key="system")


def test_the_last_administrator_neither_leaves_nor_loses_the_role(session, unit):
    last = person(session, unit, Role.ADMINISTRATOR)
    retire(session, person(session, unit, Role.PRODUCER))

    with pytest.raises(Refusal) as refused:
        people.revoke(session, last, last.memberships[0].id, by_key="system")
    assert (refused.value.code, refused.value.category) == ("last_administrator", Category.CONFLICT)
    with pytest.raises(Refusal, match="last_administrator"):
        retire(session, last)


def test_an_administrator_may_go_when_another_stays(session, unit, other_unit):
    one, two = person(session, unit, Role.ADMINISTRATOR), person(session, other_unit, Role.ADMINISTRATOR)

    assert retire(session, one).is_active is False
    with pytest.raises(Refusal, match="last_administrator"):
        people.revoke(session, two, two.memberships[0].id, by_key="system")


def test_of_two_administrators_who_retire_each_other_at_once_one_stays(engine, session, unit):
    pair = [person(session, unit, Role.ADMINISTRATOR).id for _ in range(2)]
    session.commit()

    results = racing.at_once(
        engine, [lambda session, each=each: retire(session, session.get(Person, each)).id for each in pair]
    )

    assert racing.codes(results) == ["last_administrator"]


def test_a_change_names_the_fields_and_not_what_they_hold(session, unit):
    somebody = person(session, unit, Role.PRODUCER)
    people.change(session, somebody, display_name="新名", office="新科室", is_active=True, by_key="person:1")
    people.change(session, somebody, display_name="新名", office="新科室", is_active=True, by_key="person:1")

    changed = [entry for entry in trail.about(session, somebody.key) if entry.event == "person.changed"]
    assert [entry.facts for entry in changed] == [{"fields": ["display_name", "office"]}]
    with pytest.raises(Refusal, match="to_mend"):
        people.change(session, somebody, display_name=" ", office="", is_active=True, by_key="person:1")
    with pytest.raises(Refusal, match="to_mend"):
        people.change(session, somebody, display_name="长" * 41, office="", is_active=True, by_key="person:1")


def test_a_new_password_replaces_the_old_one(session, unit):
    somebody = person(session, unit)
    people.set_password(session, somebody, "another harbour at dusk", by_key=somebody.key)

    assert passwords.matches(somebody.password_hash, "another harbour at dusk")
    assert not passwords.matches(somebody.password_hash, PASSWORD)
    assert trail.about(session, somebody.key)[-1].event == "person.password_set"
    with pytest.raises(Refusal, match="to_mend"):
        people.set_password(session, somebody, "short", by_key=somebody.key)


def test_people_are_found_by_name_and_number_and_listed_with_the_retired_last(session, unit):
    b, a = person(session, unit, username="bbb"), person(session, unit, username="aaa")
    gone = retire(session, person(session, unit, username="000"))

    assert people.by_username(session, "aaa") is a
    assert people.by_username(session, "nobody") is None
    assert people.by_id(session, b.id) is b
    assert people.everyone(session) == [a, b, gone]
    with pytest.raises(Refusal, match="no_such_person"):
        people.by_id(session, 10**6)


def test_somebody_may_hold_every_role_at_once(session, unit):
    assert {membership.role for membership in all_rounder(session, unit).memberships} == set(Role)
