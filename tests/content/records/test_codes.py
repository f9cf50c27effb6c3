"""Code tables as rows: planted once, read as a snapshot, each value within its time."""

from datetime import date

import pytest
from sqlalchemy import delete, select

from content.kinds import reader
from content.records import codes
from content.records.models import CodeValue, RatingBand

SEEDED = codes.seeded()


def test_planted_rows_say_what_the_file_says(session):
    loaded = codes.load(session)

    assert dict(loaded.tables) == dict(SEEDED.tables)
    assert dict(loaded.bands) == dict(SEEDED.bands)


def test_planting_again_leaves_what_people_changed(session):
    session.execute(delete(CodeValue).where(CodeValue.code_set == "tier", CodeValue.value == "轻微"))
    codes.plant(session)

    assert codes.load(session).offered("tier", date(2026, 3, 10)) == ["一般", "严重"]


def test_a_table_that_is_missing_is_planted(session):
    session.execute(delete(CodeValue).where(CodeValue.code_set == "tier"))
    session.execute(delete(RatingBand).where(RatingBand.field == "水路运输经营者"))
    codes.plant(session)

    assert codes.load(session).offered("tier", date(2026, 3, 10)) == ["轻微", "一般", "严重"]
    assert len(codes.load(session).bands["水路运输经营者"]) == 6


def test_every_row_names_its_source(session):
    rows = [*session.scalars(select(CodeValue)), *session.scalars(select(RatingBand))]

    assert rows and all(row.source for row in rows)


def test_every_coded_field_has_its_table():
    named = {field.code_set for kind in reader.kinds().values() for field in kind.fields if field.code_set}

    assert named == set(SEEDED.tables)


def test_no_value_is_longer_than_its_field():
    for kind in reader.kinds().values():
        for field in kind.fields:
            assert all(len(row.value) <= field.longest for row in SEEDED.tables.get(field.code_set, ()))


@pytest.mark.parametrize(
    "day, is_offered", [(date(2021, 7, 14), False), (date(2021, 7, 15), True), (date(2026, 3, 10), True)]
)
def test_the_penalties_of_the_new_law_are_offered_from_its_first_day(day, is_offered):
    offered = SEEDED.offered("penalty_category", day)

    assert ("通报批评" in offered) is is_offered
    assert "罚款" in offered
    assert len(offered) == len(set(offered))


def test_a_sign_has_a_meaning_and_a_word_is_its_own():
    assert SEEDED.meaning("permit_status", "2") == "无效"
    assert SEEDED.meaning("tier", "一般") == "一般"
    assert SEEDED.offered("no such table", date(2026, 3, 10)) == []


def test_only_fields_whose_rule_is_known_have_bands():
    assert {band.grade for band in SEEDED.bands_on("道路运输经营者", "2026-03-10")} == {"AA", "A", "B", "C", "D"}
    assert SEEDED.bands_on("内河船舶过闸", "2026-03-10") == []
