"""Choices of the site: planted, read, set anew with a source by an administrator."""

import pytest

from content.auth import units
from content.auth.roles import Role
from content.choices import keeping
from content.errors import Refusal
from tests.factories.auth import person


@pytest.fixture
def keeper(session):
    return person(session, units.by_code(session, "xuanjiao"), Role.ADMINISTRATOR)


def test_unplanted_it_is_as_if_planted_and_persons_are_not_looked_up(session):
    assert not keeping.is_on(session, "person_lookup")
    assert keeping.number(session, "objection_kept_days") == 90
    keeping.plant(session)
    keeping.plant(session)
    assert len(keeping.in_force(session)) == len(keeping.seeds())
    assert all(row.source and row.set_by is None for row in keeping.in_force(session))


def test_the_newest_row_is_in_force(session, keeper):
    keeping.plant(session)
    for chosen in ("yes", "no", "yes"):
        row = keeping.choose(session, "person_lookup", chosen, by=keeper, source="局务会纪要〔2026〕3号")
    assert keeping.is_on(session, "person_lookup")
    assert [one.id for one in keeping.in_force(session) if one.name == "person_lookup"] == [row.id]


@pytest.mark.parametrize(
    "name, chosen, source, expected",
    [
        ("person_lookup", "perhaps", "据", [("value", "not_a_choice")]),
        ("objection_kept_days", "6", "据", [("value", "not_in_range")]),
        ("objection_kept_days", "1096", "据", [("value", "not_in_range")]),
        ("objection_kept_days", "-9", "", [("value", "not_in_range"), ("source", "required")]),
        ("objection_kept_days", "30", "据" * 201, [("source", "too_long")]),
    ],
)
def test_what_does_not_fit_is_said(session, keeper, name, chosen, source, expected):
    with pytest.raises(Refusal) as refused:
        keeping.choose(session, name, chosen, by=keeper, source=source)
    assert [(issue.field, issue.code) for issue in refused.value.issues] == expected


def test_nobody_else_chooses_and_nothing_unknown_is_chosen(session, keeper, staff):
    with pytest.raises(Refusal, match="not_permitted"):
        keeping.choose(session, "person_lookup", "yes", by=staff.publisher, source="据")
    with pytest.raises(Refusal, match="no_such_choice"):
        keeping.choose(session, "colour", "red", by=keeper, source="据")
