import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from content.auth.units import Unit
from content.quotas import targets
from content.quotas.targets import SOURCE, Target

YEAR = 2027


def test_the_notices_targets_are_rows_with_a_year_and_a_source(session):
    targets.plant(session, YEAR)

    locality = targets.yearly(session, YEAR)
    assert (locality.minimum, locality.unit_id, locality.column, locality.source) == (300, None, None, SOURCE)
    monthly = targets.monthly(session, YEAR)
    assert len(monthly) == 15
    assert {(goal.minimum, goal.column) for goal in monthly.values()} == {(2, None)}
    codes = set(session.scalars(select(Unit.code).where(Unit.id.in_(monthly))))
    assert "zhifa" in codes
    assert "xuanjiao" not in codes


def test_a_year_that_has_targets_is_left_as_people_have_set_it(session):
    targets.plant(session, YEAR)
    targets.yearly(session, YEAR).minimum = 400
    session.flush()

    targets.plant(session, YEAR)

    assert targets.yearly(session, YEAR).minimum == 400
    assert session.query(Target).filter_by(year=YEAR).count() == 16


def test_a_year_without_targets_has_none(session):
    assert targets.yearly(session, 1999) is None
    assert targets.monthly(session, 1999) == {}


@pytest.mark.parametrize(
    "constraint, change",
    [("target_period_is_known", "period = 'week'"), ("target_asks_for_something", "minimum = 0")],
)
def test_the_database_refuses_a_target_that_asks_for_nothing_sensible(constraint, change, session):
    targets.plant(session, YEAR)

    with pytest.raises(IntegrityError, match=constraint), session.begin_nested():
        session.execute(text(f"UPDATE target SET {change} WHERE year = {YEAR}"))
