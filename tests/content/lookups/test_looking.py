"""Look-ups: purpose, what is public now, and a row of the ledger for each use."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from content import clock as clocks
from content.audit.trail import AuditEntry
from content.auth.roles import Role
from content.clock import SHANGHAI
from content.errors import Refusal
from content.identifiers import unified_code
from content.lookups import looking
from content.lookups.models import Lookup
from content.subjects.models import Subject, SubjectSort
from tests.factories import auth, display


def codes_of(refused):
    return {(issue.field, issue.code) for issue in refused.value.issues}


@pytest.fixture
def code():
    first = "91320700MA1MKKJM7"
    return first + unified_code.check_character(first)


def ask(session, staff, codes, **changes):
    asked = {"purpose": "tender", "matter": "海州区公路养护项目招标"} | changes
    return looking.look_up(session, staff.unit, codes=codes, by=staff.writer, **asked)


def test_a_use_is_a_row_of_the_ledger_whatever_it_finds(session, staff, clock, code):
    row, seen = ask(session, staff, [code])
    assert [(one.code, one.name, one.good, one.bad) for one in seen] == [(code, "", 0, 0)]
    first, end = clock_year()
    assert looking.ledger(session, first, end, by=staff.writer) == [row]
    entry = session.scalars(select(AuditEntry).where(AuditEntry.about == row.key)).one()
    assert entry.facts["subjects"] == 1
    assert code not in str(entry.facts)


def clock_year():
    return date(2026, 1, 1), date(2027, 1, 1)


@pytest.mark.parametrize(
    "changes, problem",
    [
        ({"purpose": "curiosity"}, ("purpose", "not_a_choice")),
        ({"matter": " "}, ("matter", "required")),
        ({"matter": "字" * 201}, ("matter", "too_long")),
    ],
)
def test_a_use_has_its_purpose_and_matter(changes, problem, session, staff, clock, code):
    with pytest.raises(Refusal) as refused:
        ask(session, staff, [code], **changes)
    assert problem in codes_of(refused)
    assert session.scalar(select(Lookup.id)) is None


@pytest.mark.parametrize("typed", ["", "张三", "320706199001011234", "91320700MA1MKKJM7A"])
def test_only_codes_of_companies_are_looked_up(typed, session, staff, clock):
    with pytest.raises(Refusal) as refused:
        ask(session, staff, looking.read_codes(typed))
    assert codes_of(refused) in ({("codes", "required")}, {("codes", "bad_codes")})


def test_no_more_than_the_most_at_a_time(session, staff, clock, code):
    with pytest.raises(Refusal) as refused:
        ask(session, staff, [code] * (looking.MOST_CODES + 1))
    assert codes_of(refused) == {("codes", "too_many_codes")}


def test_codes_are_read_from_lines_and_commas_each_once():
    assert looking.read_codes(" abc，def\nABC, ghi ") == ["ABC", "DEF", "GHI"]


def test_a_unit_sees_its_own_uses_and_who_oversees_sees_all(session, staff, other_unit, clock, code):
    row, _seen = ask(session, staff, [code])
    stranger, overseer = (
        auth.person(session, other_unit, Role.PRODUCER),
        auth.person(session, other_unit, Role.OVERSEER),
    )
    assert looking.ledger(session, *clock_year(), by=stranger) == []
    assert looking.ledger(session, *clock_year(), by=overseer) == [row]
    assert looking.by_id(session, row.id, by=overseer) is row
    with pytest.raises(Refusal, match="no_such_lookup"):
        looking.by_id(session, row.id, by=stranger)
    with pytest.raises(Refusal, match="not_permitted"):
        looking.look_up(session, staff.unit, purpose="tender", matter="项目", codes=[code], by=stranger)


def test_how_it_was_used_is_noted_afterwards(session, staff, clock, code):
    row, _seen = ask(session, staff, [code])
    looking.note_outcome(session, row, {1: "limited"}, by=staff.writer)
    assert row.rows[0].outcome == "limited"
    with pytest.raises(Refusal) as refused:
        looking.note_outcome(session, row, {1: "blacklisted"}, by=staff.writer)
    assert codes_of(refused) == {("outcome", "not_a_choice")}


def company(session, code, **changes):
    row = Subject(
        sort=SubjectSort.ORGANISATION.value, code=code, name="示范运输有限公司", since=clocks.now(), **changes
    )
    session.add(row)
    session.flush()
    return row


def records(session, staff, subject, *kinds, **shared):
    at = {"first_published_at": datetime(2026, 3, 9, 9, tzinfo=SHANGHAI), "is_record": True, "subject_id": subject.id}
    display.many(session, staff, [at | {"kind": kind} | shared for kind in kinds])


def test_good_and_bad_of_public_records_alone(session, staff, clock, code):
    subject = company(session, code)
    records(session, staff, subject, "penalty", "listing", "good_record", "rating")
    records(session, staff, subject, "penalty", last_day=date(2026, 3, 9))
    _row, (seen,) = ask(session, staff, [code])
    assert (seen.name, seen.bad, seen.good, seen.others) == ("示范运输有限公司", 2, 1, 1)


def test_who_has_nothing_public_is_not_even_named(session, staff, clock, code):
    subject = company(session, code)
    records(session, staff, subject, "penalty", last_day=date(2026, 3, 9))
    row, (seen,) = ask(session, staff, [code])
    assert (seen.name, seen.bad, row.rows[0].name) == ("", 0, "")


def test_a_merged_companys_records_are_found_under_its_old_code(session, staff, clock, code):
    survivor = company(session, "91320700MA1XXXXX1A")
    company(session, code, merged_into_id=survivor.id)
    records(session, staff, survivor, "penalty")
    _row, (seen,) = ask(session, staff, [code])
    assert seen.bad == 1
