"""Companies over time: renamed, merged, split; and names that records write otherwise."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from content import clock as clocks
from content.auth import units
from content.auth.roles import Role
from content.errors import Refusal
from content.subjects import finding, keeping, naming
from content.subjects.keeping import Wanted
from content.subjects.models import NameSeen, Subject, SubjectSort
from tests.factories.auth import person
from tests.factories.penalties import CODE, subject_of

SOURCE = "连云港市市场监督管理局准予变更登记通知书"


@pytest.fixture
def overseer(session):
    return person(session, units.by_code(session, "xuanjiao"), Role.OVERSEER)


@pytest.fixture
def company(session):
    return subject_of(session, CODE)


def rename(session, company, by, name="连云港云台新名运输有限公司", **changes):
    values = {"on": clocks.today(), "source": SOURCE} | changes
    return naming.rename(session, company, name, by=by, **values)


def wanted(name, code=CODE):
    return Wanted(SubjectSort.ORGANISATION, name, code=code)


def test_the_old_name_stays_as_history(session, company, overseer):
    old = company.name
    rename(session, company, overseer)
    [kept] = finding.names(session, company)
    assert company.name == "连云港云台新名运输有限公司"
    assert (kept.name, kept.how, kept.until, kept.source) == (old, "renamed", clocks.today(), SOURCE)


@pytest.mark.parametrize(
    "changes, field, code",
    [
        ({"name": " "}, "new_name", "required"),
        ({"name": "司" * 201}, "new_name", "too_long"),
        ({"name": "连云港云台虚构运输有限公司"}, "new_name", "same_name"),
        ({"source": ""}, "source", "required"),
        ({"source": "据" * 201}, "source", "too_long"),
        ({"on": None}, "changed_on", "required"),
        ({"on": "later"}, "changed_on", "in_the_future"),
    ],
)
def test_a_change_names_its_day_and_its_paper(session, company, overseer, changes, field, code):
    if changes.get("on") == "later":
        changes = {"on": clocks.today() + timedelta(days=1)}
    with pytest.raises(Refusal) as refused:
        rename(session, company, overseer, **changes)
    assert [(issue.field, issue.code) for issue in refused.value.issues] == [(field, code)]


def test_persons_and_merged_companies_are_not_renamed(session, company, overseer):
    someone = Subject(sort="person", name="赵小燕", identity="a" * 64, identity_layer=1, since=clocks.now())
    merged = Subject(sort="organisation", name="甲", code="91320700MA1MKTU24A", since=clocks.now())
    merged.merged_into_id = company.id
    session.add_all([someone, merged])
    session.flush()
    with pytest.raises(Refusal, match="no_such_subject"):
        rename(session, someone, overseer)
    with pytest.raises(Refusal, match="no_such_subject"):
        finding.company(session, someone.id, by=overseer)
    with pytest.raises(Refusal, match="subject_is_merged"):
        rename(session, merged, overseer)
    assert finding.asked_for(session, "赵小燕", by=overseer, limit=9) == []


def test_only_a_bureau_wide_role_may(session, company, staff):
    for verb in (
        lambda: rename(session, company, staff.publisher),
        lambda: finding.asked_for(session, CODE, by=staff.writer, limit=9),
        lambda: finding.unsettled(session, by=staff.writer, limit=9),
    ):
        with pytest.raises(Refusal, match="not_permitted"):
            verb()


def test_a_name_written_otherwise_is_noted_once_and_not_taken_over(session, company, overseer):
    for _time in range(2):
        known = keeping.ensure(session, [wanted("连云港云台虚构货运有限公司")])
    assert known[CODE].name == company.name
    [seen], count = finding.unsettled(session, by=overseer, limit=9)
    assert (seen.name, seen.subject_id, count) == ("连云港云台虚构货运有限公司", company.id, 1)


def test_a_name_it_once_bore_is_no_mismatch(session, company, overseer):
    old = company.name
    rename(session, company, overseer)
    keeping.ensure(session, [wanted(old), wanted("连云港云台新名运输有限公司")])
    assert finding.unsettled_count(session, by=overseer, limit=9) == 0


def test_persons_names_are_not_noted(session):
    from content.identifiers.digest import KeyedDigest

    someone = [Wanted(SubjectSort.PERSON, name, identity=KeyedDigest("b" * 64, 1)) for name in ("赵小燕", "赵晓燕")]
    for one in someone:
        keeping.ensure(session, [one])
    assert session.scalars(select(NameSeen)).all() == []


def test_renaming_to_a_seen_name_settles_it(session, company, overseer):
    keeping.ensure(session, [wanted("连云港云台新名运输有限公司")])
    rename(session, company, overseer)
    assert session.scalars(select(NameSeen.outcome)).all() == ["renamed"]


def test_a_seen_name_is_kept_out_by_hand_and_never_comes_back(session, company, overseer):
    keeping.ensure(session, [wanted("错写的名称")])
    [seen], _count = finding.unsettled(session, by=overseer, limit=9)
    naming.keep_name(session, seen, by=overseer)
    keeping.ensure(session, [wanted("错写的名称")])
    assert finding.unsettled_count(session, by=overseer, limit=9) == 0
    with pytest.raises(Refusal, match="name_is_settled"):
        naming.keep_name(session, seen, by=overseer)


def test_a_company_is_found_by_code_and_by_the_beginning_of_its_name(session, company, overseer):
    for words in (CODE, CODE.lower(), f" {CODE} ", "连云港云台"):
        assert finding.asked_for(session, words, by=overseer, limit=9) == [company]
    assert finding.asked_for(session, "%", by=overseer, limit=9) == []
    assert finding.asked_for(session, " ", by=overseer, limit=9) == []
