"""Self-assessment: marks, the live figure of the moment, city and counties side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.auth import units
from content.auth.roles import Role
from content.errors import Refusal
from content.plans import assessing, figures, planting
from content.plans.models import Indicator
from content.quotas import counting
from tests.factories import auth, workflow
from tests.factories.limits import limited_draft


@pytest.fixture
def overseer(session, other_unit, clock):
    person = auth.person(session, other_unit, Role.OVERSEER)
    planting.begin(session, 2026, by=person)
    return person


def test_marks_stand_with_the_figure_of_the_moment_and_the_newest_holds(session, staff, overseer):
    workflow.published(session, staff)
    sheet = assessing.sheet(session, 2026, 1)
    city, *counties = sheet.places
    published = next(line.indicator for line in sheet.lines if line.indicator.figure == "published")
    for typed in ("12", "12.5"):
        row = assessing.assess(session, published, city, 1, typed=typed, evidence="发布统计", by=overseer)
    assert row.figure == str(counting.of_year(session, 2026).done) == "1"
    assessing.assess(session, published, counties[0], 1, typed="3", evidence="县局报表", by=overseer)
    sheet = assessing.sheet(session, 2026, 1)
    assert [sheet.tenths_of(place) for place in (city, *counties[:2])] == [125, 30, 0]
    assert sheet.full == 100
    assert assessing.sheet(session, 2026, 2).tenths_of(city) == 0


def test_every_named_figure_answers_for_city_and_county(session, overseer):
    named = {line.indicator.figure for line in assessing.sheet(session, 2026, 1).lines} - {""}
    assert named == set(figures.FIGURES)
    for code in ("jtj", "donghai"):
        assert set(assessing.live(session, 2026, 1, units.by_code(session, code))) == named


@given(st.text(max_size=8))
def test_marks_are_tenths_within_the_full_marks_or_refused(typed):
    indicator = Indicator(full_marks=10)
    tenths, issues = assessing.marks("marks", typed, indicator)
    assert issues or 0 <= tenths <= 100


@pytest.mark.parametrize("typed, tenths", [("4.7", 47), (" 10 ", 100), ("0", 0)])
def test_marks_as_typed(typed, tenths):
    assert assessing.marks("marks", typed, Indicator(full_marks=10)) == (tenths, [])


@pytest.mark.parametrize("typed", ["", "很好", "10.1", "-1", "4.75", "NaN", "1e9"])
def test_what_is_no_mark(typed):
    assert assessing.marks("marks", typed, Indicator(full_marks=10))[1]


def test_a_county_speaks_for_itself_and_for_nobody_else(session, overseer):
    donghai = units.by_code(session, "donghai")
    writer = auth.person(session, donghai, Role.PRODUCER)
    one = assessing.sheet(session, 2026, 1).lines[0].indicator
    assessing.assess(session, one, donghai, 1, typed="5", evidence="领导小组文件", by=writer)
    with pytest.raises(Refusal, match="not_permitted"):
        assessing.assess(session, one, units.by_code(session, "ganyu"), 1, typed="5", evidence="文件", by=writer)
    for item_id in (limited_draft(session, auth.staff_of(session, donghai)).item_id, 10**9):
        with pytest.raises(Refusal) as refused:
            assessing.assess(session, one, donghai, 1, typed="5", evidence="文件", item_id=item_id, by=writer)
        assert [issue.code for issue in refused.value.issues] == ["no_such_item_here"]
    with pytest.raises(Refusal, match="not_assessed"):
        assessing.assess(session, one, units.by_code(session, "zhifa"), 1, typed="5", evidence="文件", by=overseer)
