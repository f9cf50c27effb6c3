"""A draw takes its share of each grade, the same for the same seed, and shows when it was touched."""

from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.auth.roles import Role
from content.errors import Refusal
from content.supervision import sampling
from tests.factories import supervised
from tests.factories.auth import person

POOLS = st.dictionaries(st.sampled_from(["AA", "A", "B", "C", "D"]), st.lists(st.integers(1, 9999), unique=True))
SHARES = st.dictionaries(st.sampled_from(["AA", "A", "B", "C", "D"]), st.integers(0, 100))


@given(st.text(max_size=20), SHARES, POOLS)
def test_of_each_grade_its_share_is_drawn(seed, shares, pool):
    drawn = sampling.pick(seed, shares, pool)

    assert drawn == sampling.pick(seed, shares, {grade: ids[::-1] for grade, ids in pool.items()})
    for grade, ids in pool.items():
        assert set(drawn[grade]) <= set(ids)
        assert len(drawn[grade]) == ceil(len(ids) * shares.get(grade, 0) / 100)


@given(POOLS, st.integers(1, 9999))
def test_who_joins_moves_nobody_before_them(pool, newcomer):
    """Ranks are each subject's own: a larger pool only pushes out, it does not shuffle."""
    for ids in pool.values():
        before = sorted(set(ids) - {newcomer}, key=lambda one: sampling.rank("s", one))
        after = sorted({*ids, newcomer}, key=lambda one: sampling.rank("s", one))
        assert [one for one in after if one != newcomer] == before


def test_another_seed_draws_others():
    pool = {"B": list(range(1, 200))}
    assert sampling.pick("a", {"B": 10}, pool) != sampling.pick("b", {"B": 10}, pool)


@pytest.fixture
def drawn(session, staff, tmp_path):
    supervised.ratings(session, staff, tmp_path, grades=["AA"] * 4 + ["B"] * 12 + ["D"] * 2)
    return sampling.draw(session, staff.unit, supervised.FIELD, supervised.YEAR, by=staff.writer)


def test_a_draw_can_be_drawn_again(session, drawn):
    assert {grade: len(ids) for grade, ids in drawn.picked.items()} == {"AA": 1, "B": 2, "D": 2}
    session.expire(drawn)
    assert sampling.holds(session, drawn)


@pytest.mark.parametrize(
    "touch",
    [
        lambda row: setattr(row, "picked", row.picked | {"D": []}),
        lambda row: setattr(row, "pool", row.pool | {"D": row.pool["D"][:1]}),
        lambda row: setattr(row, "seed", "0" * 64),
        lambda row: setattr(row, "ratios", row.ratios | {"AA": 50}),
    ],
)
def test_a_touched_draw_does_not_hold(session, drawn, touch):
    touch(drawn)
    session.flush()
    assert not sampling.holds(session, drawn)


def test_each_subject_stands_once_by_its_newest_rating(session, staff, tmp_path):
    supervised.ratings(session, staff, tmp_path, grades="B", decided_on="2026-03-02")
    supervised.ratings(session, staff, tmp_path, grades="D", stage="动态调整", decided_on="2026-08-02")
    supervised.ratings(session, staff, tmp_path, grades="A", stage="初评", year="2024")

    pool = sampling.pool_of(session, staff.unit, supervised.FIELD, supervised.YEAR)

    assert {grade: len(ids) for grade, ids in pool.items()} == {"D": 1}


def test_nobody_to_draw_is_said(session, staff, other_unit):
    with pytest.raises(Refusal, match="nobody_to_draw"):
        sampling.draw(session, staff.unit, supervised.FIELD, supervised.YEAR, by=staff.writer)
    with pytest.raises(Refusal, match="to_mend"):
        sampling.draw(session, staff.unit, "", "", by=staff.writer)
    with pytest.raises(Refusal, match="not_permitted"):
        sampling.draw(session, staff.unit, "x", "2025", by=person(session, other_unit))


def test_a_field_has_its_own_share_where_one_is_set(session, staff):
    overseer = person(session, staff.unit, Role.OVERSEER)
    sampling.set_ratio(session, supervised.FIELD, "B", 40, source="局务会", by=overseer)
    sampling.set_ratio(session, supervised.FIELD, "B", 45, source="局务会", by=overseer)

    assert sampling.of_field(session, supervised.FIELD)["B"] == 45
    assert sampling.of_field(session, "公路建设市场")["B"] == 10
    assert sampling.of_field(session, supervised.FIELD)["D"] == 100
    with pytest.raises(Refusal) as refused:
        sampling.set_ratio(session, "", "", 101, source="", by=overseer)
    assert {issue.field for issue in refused.value.issues} == {"field", "grade", "percent", "source"}
    with pytest.raises(Refusal, match="not_permitted"):
        sampling.set_ratio(session, "*", "B", 1, source="x", by=staff.writer)


def test_a_draw_is_found_by_its_unit_and_who_oversees(session, staff, other_unit, drawn):
    assert sampling.of_units(session, [staff.unit.id], limit=5) == [drawn]
    assert sampling.by_id(session, drawn.id, by=person(session, other_unit, Role.OVERSEER)) is drawn
    with pytest.raises(Refusal, match="no_such_draw"):
        sampling.by_id(session, drawn.id, by=person(session, other_unit, Role.PRODUCER))
    assert set(sampling.names(session, drawn.picked["D"])) == set(drawn.picked["D"])
