"""The forecast against months whose end is known, and its arithmetic by itself."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.quotas import forecast
from content.quotas.forecast import Month, Way, habits, outlook
from tests.content.quotas import months

#: Seeds that were never looked at while the forecast's numbers were chosen.
UNSEEN = range(100, 110)
AHEAD = 5
NOBODY = habits([], 2, 5)


def history(pieces, length):
    return Month(tuple((length - 1 - p.begun, length - 1 - p.published) for p in pieces if p.published is not None))


def replay(seed):
    """(missed, warned) of every unit and month, five working days before its end, by what was known on that day."""
    data = months.replay(seed)
    starts = sorted({first for _unit, first in data})
    known = {key: history(pieces, len(months.working_days(key[1]))) for key, pieces in data.items()}
    for number, first in enumerate(starts):
        before = starts[max(0, number - 12) : number]
        everybody = [known[unit, start] for unit in range(len(months.UNITS)) for start in before]
        common = habits(everybody, months.GOAL, AHEAD)
        for unit in range(len(months.UNITS)):
            pieces, now = data[unit, first], len(months.working_days(first)) - 1 - AHEAD
            stages = Counter(p.stage(now) for p in pieces if p.stage(now) == "published" or not p.rests(now))
            looked = outlook(
                done=stages["published"],
                way=Way(stages["approved"], stages["submitted"], stages["begun"]),
                goal=months.GOAL,
                days_left=AHEAD,
                own=[known[unit, start] for start in before],
                common=common,
            )
            yield sum(p.published is not None for p in pieces) < months.GOAL, looked.warns


def test_it_warns_of_nine_misses_in_ten_a_working_week_ahead_and_seldom_in_vain():
    counted = Counter(verdict for seed in UNSEEN for verdict in replay(seed))
    missed = counted[True, True] + counted[True, False]
    met = counted[False, True] + counted[False, False]

    assert missed > 500
    assert counted[True, True] / missed >= 0.9
    assert counted[False, True] / met < 0.1


def test_an_idle_month_is_warned_of_and_a_met_one_is_not():
    usual = [Month(((9, 6), (5, 2)))] * 12

    assert outlook(done=0, way=Way(), goal=2, days_left=5, own=usual, common=habits(usual, 2, 5)).warns
    assert not outlook(done=2, way=Way(), goal=2, days_left=5, own=[], common=NOBODY).warns
    assert not outlook(done=1, way=Way(approved=1), goal=2, days_left=1, own=usual, common=habits(usual, 2, 5)).warns


def test_who_always_writes_at_the_end_is_not_warned_of():
    late = [Month(((5, 2), (4, 1), (3, 0)))] * 12
    assert not outlook(done=0, way=Way(), goal=2, days_left=8, own=late, common=habits(late, 2, 5)).warns


def test_a_month_that_is_over_brings_nothing_more():
    looked = outlook(done=1, way=Way(), goal=2, days_left=0, own=[Month(((4, 1),))] * 3, common=NOBODY)
    assert (looked.likely, looked.short, looked.risk, looked.needed_a_week) == (1, 1, 1.0, 1)


@pytest.mark.parametrize("done, days_left, needed", [(0, 20, 1), (0, 5, 2), (0, 1, 2), (1, 3, 1), (2, 3, 0), (5, 3, 0)])
def test_needed_a_week_is_rounded_up_and_in_the_last_week_is_all_of_it(done, days_left, needed):
    looked = outlook(done=done, way=Way(), goal=2, days_left=days_left, own=[], common=NOBODY)
    assert looked.needed_a_week == needed


@pytest.mark.parametrize("history, word", [(0, "weak"), (5, "weak"), (6, "fair"), (11, "fair"), (12, "firm")])
def test_how_firm_it_is_goes_by_the_months_behind_it(history, word):
    own = [Month(((9, 6),))] * history
    assert outlook(done=0, way=Way(), goal=2, days_left=9, own=own, common=habits(own, 2, 5)).confidence == word


counts = st.integers(0, 6)


@given(
    done=counts, approved=counts, in_review=counts, in_writing=counts, goal=st.integers(1, 8), left=st.integers(0, 22)
)
def test_it_never_promises_less_than_is_out_and_more_on_the_way_is_never_worse(
    done, approved, in_review, in_writing, goal, left
):
    own = [Month(((12, 8), (6, 3), (3, 1)))] * 6

    def look(**more):
        way = {"approved": approved, "in_review": in_review, "in_writing": in_writing} | more
        return outlook(done=done, way=Way(**way), goal=goal, days_left=left, own=own, common=habits(own, 2, 5))

    looked = look()
    assert looked.likely >= done
    assert -1e-9 <= looked.risk <= 1 + 1e-9
    assert (looked.risk == 0) == (done >= goal)
    assert look(approved=approved + 1).risk <= looked.risk + 1e-9
    assert looked.short == 0 or done < goal


def test_the_chances_of_what_is_on_the_way_add_up():
    spread = forecast.on_the_way(Way(2, 1, 3).chances)
    assert sum(spread) == pytest.approx(1)
    assert sum(n * chance for n, chance in enumerate(spread)) == pytest.approx(sum(Way(2, 1, 3).chances))
