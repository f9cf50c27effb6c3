"""Erasing a person: a stable pseudonym stays, the history reads on and the chain is whole."""

import pytest
from sqlalchemy import select

from content.audit import trail, verification
from content.audit.trail import AuditEntry
from content.auth import erasure, sign_in, throttle
from content.auth.roles import Role
from content.errors import Refusal
from tests.conftest import on_one_make
from tests.factories import workflow
from tests.factories.auth import PASSWORD, person


def test_nothing_names_them_any_more_and_the_chain_verifies(session, staff):
    edition = workflow.published(session, staff)
    writer, name, account = staff.writer, staff.writer.display_name, staff.writer.username
    throttle.remember(session, name=account, address="127.0.0.1")

    erasure.erase(session, writer, by_key=staff.publisher.key)

    assert name not in writer.display_name
    assert (writer.office, writer.is_active, writer.memberships) == ("", False, [])
    assert edition.author.display_name == erasure.pseudonym(writer)
    assert verification.verify(session) == []
    facts = [str(entry.facts) for entry in session.scalars(select(AuditEntry))]
    assert not [fact for fact in facts if account in fact or name in fact]
    assert trail.about(session, writer.key)[-1].event == "person.erased"
    keys = session.scalars(select(throttle.FailedSignIn.key)).all()
    assert account not in keys


@on_one_make
def test_an_erased_person_signs_in_no_more(session, staff):
    account = staff.writer.username
    token = sign_in.start(session, staff.writer)
    erasure.erase(session, staff.writer, by_key=staff.publisher.key)

    assert sign_in.person_of(session, token) is None
    with pytest.raises(Refusal):
        sign_in.check(session, account, PASSWORD, address="127.0.0.1", demo=True)


@on_one_make
def test_twice_oneself_and_the_last_administrator_are_refused(session, staff, unit):
    keeper = person(session, unit, Role.ADMINISTRATOR)
    erasure.erase(session, staff.writer, by_key=keeper.key)
    for target, by_key, code in (
        (staff.writer, keeper.key, "already_erased"),
        (staff.reviewer, staff.reviewer.key, "own_account"),
        (keeper, staff.publisher.key, "last_administrator"),
    ):
        with pytest.raises(Refusal) as refused:
            erasure.erase(session, target, by_key=by_key)
        assert refused.value.code == code
