"""What makes two rows the same record, and what staff see it called."""

import pytest

from content.kinds import reader
from content.records import naming
from tests.factories.record_rows import COMPANY, HOUSEHOLD, PERSON, ROWS, check, row

PENALTY = reader.kind("penalty")


def key(kind="penalty", about=COMPANY, person="", **changes):
    return naming.natural_key(reader.kind(kind), check(kind, row(kind, about, **changes)).values, person=person)


@pytest.mark.parametrize(
    "same",
    [
        {"document_number": "连交罚[2026] 012 号"},
        {"document_number": "连交罚（2026）0012号"},
        {"subject_name": "连云港海达供应链有限公司"},
        {"fine": "0.3", "violation_facts": "另一种说法"},
        {"deciding_body": "市交通运输局"},
    ],
)
def test_the_same_record_has_the_same_key_however_typed_and_mended(same):
    assert key(**same) == key()


@pytest.mark.parametrize(
    "other",
    [
        {"document_number": "连交罚〔2026〕13号"},
        {"document_number": "连交罚〔2025〕12号"},
        {"unified_code": "91350100M000100Y43"},
        {"deciding_body_code": "11320722MX0000019F"},
    ],
)
def test_another_number_subject_or_unit_is_another_record(other):
    assert key(**other) != key()


def test_a_permit_and_a_penalty_of_one_number_are_two_records():
    values = check("penalty", row("penalty", COMPANY)).values
    permit = reader.kind("permit")
    assert permit.natural_key == PENALTY.natural_key
    assert naming.natural_key(permit, values) != naming.natural_key(PENALTY, values)


def test_a_household_without_a_code_is_known_by_its_name():
    nameless = {"unified_code": "00000000000000000X", "registration_number": "320700000123459"}

    assert key(about=HOUSEHOLD, **nameless) != key(about=HOUSEHOLD, **nameless, subject_name="海州区小李货运服务部")


def test_a_person_is_known_by_digest_or_name_and_never_by_number():
    assert key(about=PERSON) == key(about=PERSON, person_id_number="320705198802291235")
    assert key(about=PERSON, person="digest") != key(about=PERSON, person="another")


def test_two_stages_of_a_rating_are_two_records():
    assert key("rating", stage="初评") != key("rating")
    assert key("rating", year="2024") != key("rating")
    assert key("rating", score="88") == key("rating")


@pytest.mark.parametrize("kind", ROWS)
def test_kinds_never_share_a_key(kind):
    others = {key(other) for other in ROWS if other != kind}

    assert key(kind) not in others
    assert len(key(kind)) == 32


@pytest.mark.parametrize(
    "kind, title",
    [
        ("penalty", "连云港海达物流有限公司：行政处罚决定书（连交罚〔2026〕12号）"),
        ("permit", "连云港海达物流有限公司：行政许可决定书（连交许〔2026〕12号）"),
        ("rating", "连云港海达物流有限公司：2025年度道路运输经营者信用评价 A（认定）"),
        ("commitment", "连云港海达物流有限公司：道路货物运输经营许可（审批替代）"),
        ("listing", "连云港海达物流有限公司：严重失信主体名单（连交信〔2026〕1号）"),
        ("measure", "连云港海达物流有限公司：守信激励措施（连交奖〔2026〕1号）"),
        ("good_record", "连云港海达物流有限公司：诚信运输企业"),
    ],
)
def test_staff_see_a_record_called_by_whom_and_what(kind, title):
    assert naming.title(reader.kind(kind), row(kind)) == title


def test_a_title_is_never_too_long_for_its_place():
    assert len(naming.title(PENALTY, row("penalty", subject_name="长" * 200))) == naming.LONGEST_TITLE
