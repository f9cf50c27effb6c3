"""Every condition of a record, one case each: what passes, what is refused, at which field and by which code."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.kinds import reader
from content.records import checks
from content.records.codes import Codes, Value
from tests.factories.record_rows import (
    CODES,
    COMPANY,
    HOUSEHOLD,
    PERSON,
    ROWS,
    TODAY,
    check,
    facts,
    found,
    row,
)

PLACEHOLDER = "00000000000000000X"
REGISTERED = {"registration_number": "320700000123459"}
OTHER_REPRESENTATIVE = {"representative_id_type": "身份证", "representative_id_number": "3207"}
REPRESENTATIVE = {"representative_id_type": "身份证", "representative_id_number": "320703199001010028"}


@pytest.mark.parametrize("about", [COMPANY, HOUSEHOLD, PERSON], ids=["company", "household", "person"])
@pytest.mark.parametrize("kind", ROWS)
def test_a_good_row_passes_with_its_values_in_one_written_form(kind, about):
    checked = check(kind, row(kind, about))

    assert checked.issues == ()
    assert checked.values == row(kind, about)


def test_values_come_back_canonical_and_what_is_empty_does_not_come():
    checked = check(
        "penalty",
        row(
            "penalty",
            unified_code=" 91320700ma1mktu24a ",
            document_number="连交罚[2026]12号",
            penalty_categories="罚款；警告 ;罚款",
            fine=0.2,
            decided_on="2026年3月9日",
            valid_until="长期",
            remarks="  ",
            tax_number="无",
            unknown="…",
        ),
    )

    assert checked.issues == ()
    assert checked.values == row("penalty", penalty_categories="罚款;警告")


@pytest.mark.parametrize("kind", ROWS)
def test_an_empty_row_names_every_field_that_must_be_filled(kind):
    missing = [(field.name, "required") for field in reader.kind(kind).fields if field.required]

    assert [(issue.field, issue.code) for issue in check(kind, {}).issues] == missing


# Who a record is about


@pytest.mark.parametrize(
    "about, changes, issues",
    [
        (COMPANY, {"unified_code": None}, [("unified_code", "required")]),
        (COMPANY, {"unified_code": PLACEHOLDER} | REGISTERED, [("unified_code", "placeholder_for_household_only")]),
        (COMPANY, {"unified_code": "92320706MA20ABCD8E"}, [("subject_type", "code_of_a_household")]),
        (COMPANY, {"subject_name": "王小明"}, [("subject_name", "name_of_no_organisation")]),
        (COMPANY, {"subject_name": "海达公司320703199001010028"}, [("subject_name", "number_in_a_name")]),
        (COMPANY, {"subject_type": "企业"}, [("subject_type", "not_in_code_table")]),
        (COMPANY, {"representative": None}, [("representative", "required")]),
        (COMPANY, {"representative_id_type": "身份证"}, [("representative_id_number", "needed_because")]),
        (COMPANY, {"representative_id_number": "320703199001010028"}, [("representative_id_type", "needed_because")]),
        (COMPANY, OTHER_REPRESENTATIVE, [("representative_id_number", "bad_certificate")]),
        (COMPANY, REPRESENTATIVE, []),
        (COMPANY, {"person_id_type": "身份证"}, [("person_id_type", "must_be_empty")]),
        (COMPANY, {"organisation_code": "01425252-4"}, []),
        (COMPANY, {"organisation_code": "014252523"}, [("organisation_code", "bad_organisation_code")]),
        (COMPANY, {"tax_number": "32070012345678"}, [("tax_number", "bad_tax_number")]),
        (COMPANY, {"institution_number": "132070000001"}, []),
        (COMPANY, {"institution_number": "1"}, [("institution_number", "bad_institution_number")]),
        (COMPANY, {"society_number": "苏连社登字第1号"}, []),
        (COMPANY, {"registration_number": "110108000000017"}, [("registration_number", "bad_registration_number")]),
        (HOUSEHOLD, {"unified_code": None}, [("unified_code", "required")]),
        (HOUSEHOLD, {"unified_code": PLACEHOLDER}, [("registration_number", "needed_because")]),
        (HOUSEHOLD, {"unified_code": PLACEHOLDER} | REGISTERED, []),
        (HOUSEHOLD, {"unified_code": "91320700MA1MKTU24A"}, [("subject_type", "code_of_no_household")]),
        (HOUSEHOLD, {"institution_number": "132070000001"}, [("institution_number", "must_be_empty")]),
        (HOUSEHOLD, {"society_number": "1"}, [("society_number", "must_be_empty")]),
        (PERSON, {"unified_code": "91320700MA1MKTU24A"}, [("unified_code", "must_be_empty")]),
        (PERSON, {"representative": "李伟"}, [("representative", "must_be_empty")]),
        (PERSON, {"person_id_type": None}, [("person_id_type", "required")]),
        (PERSON, {"person_id_number": None}, [("person_id_number", "required")]),
        (PERSON, {"person_id_number": "320703199001010029"}, [("person_id_number", "bad_certificate")]),
        (PERSON, {"person_id_number": "320703650708123"}, []),
        (PERSON, {"person_id_type": "护照号", "person_id_number": "E12345678"}, []),
        (PERSON, {"person_id_type": "士官证"}, [("person_id_type", "not_in_code_table")]),
        (PERSON, {"subject_name": "海达物流有限公司"}, [("subject_name", "name_of_no_person")]),
    ],
)  # fmt: skip
def test_name_type_and_numbers_speak_of_one_subject(about, changes, issues):
    assert found("penalty", about, **changes) == issues


@pytest.mark.parametrize(
    "number, decided, is_refused",
    [
        ("320703200803100020", "2026-03-09", True),
        ("320703200803100020", "2026-03-10", False),
    ],
)
def test_nothing_about_a_minor_is_taken(number, decided, is_refused):
    issues = found("penalty", PERSON, person_id_number=number, decided_on=decided)

    assert issues == ([("person_id_number", "of_a_minor")] if is_refused else [])


def test_a_cell_that_excel_made_a_number_is_refused_even_when_it_looks_right():
    assert facts("penalty", unified_code=913207001234567890) == {"has_lost_digits": True}
    assert facts("penalty", PERSON, person_id_number=320703199001010028) == {"has_lost_digits": True}
    assert facts("penalty", document_number=12.0) == {"has_lost_digits": False}


def test_no_fact_repeats_a_persons_number():
    cells = row("penalty", PERSON, person_id_number="320703199001010029", unified_code="320703199001010028")
    issues = check("penalty", cells).issues

    assert ("unified_code", "resident_id_as_code") in [(issue.field, issue.code) for issue in issues]
    assert "3207031990" not in str([issue.facts for issue in issues])


def test_a_code_that_does_not_check_says_where():
    assert facts("penalty", unified_code="91320700MA1MKUT24A") == {
        "reason": "check",
        "place": 14,
        "likely": "91320700MA1MKTU24A",
    }


# What was decided, when, for how much


@pytest.mark.parametrize(
    "kind, changes, issues",
    [
        ("penalty", {"decided_on": "2026-03-10"}, []),
        ("penalty", {"decided_on": "2026-03-11"}, [("decided_on", "in_the_future")]),
        ("penalty", {"decided_on": "1989-12-31"}, [("decided_on", "too_early")]),
        ("penalty", {"decided_on": "2026-02-30"}, [("decided_on", "no_such_day")]),
        ("penalty", {"valid_until": "2026-03-08"}, [("valid_until", "ends_before_it_begins")]),
        ("penalty", {"valid_until": "2026-03-09"}, []),
        ("penalty", {"display_until": "2026-03-08"}, [("display_until", "ends_before_it_begins")]),
        ("penalty", {"display_until": "2026-06-08"}, []),
        ("permit", {"valid_until": "2026-03-09"}, [("valid_until", "ends_before_it_begins")]),
        ("permit", {"valid_until": "2026-03-10"}, []),
        ("listing", {"listed_until": "2026-01-31"}, [("listed_until", "ends_before_it_begins")]),
        ("commitment", {"signed_on": "2026-03-11"}, [("signed_on", "in_the_future")]),
        ("commitment", {"valid_until": "2026-01-04"}, [("valid_until", "ends_before_it_begins")]),
        ("good_record", {"valid_until": "2026-01-31"}, [("valid_until", "ends_before_it_begins")]),
        ("rating", {"year": "2027"}, [("year", "year_not_begun")]),
        ("penalty", {"fine": None}, [("fine", "needed_because")]),
        ("penalty", {"fine": "0"}, [("fine", "must_be_above_nought")]),
        ("penalty", {"penalty_categories": "警告"}, [("fine", "amount_without_category")]),
        ("penalty", {"penalty_categories": "警告", "fine": "0"}, []),
        ("penalty", {"penalty_categories": "警告", "fine": None}, []),
        ("penalty", {"confiscated": "0.1"}, [("confiscated", "amount_without_category")]),
        ("penalty", {"penalty_categories": "罚款;没收违法所得"}, [("confiscated", "needed_because")]),
        ("penalty", {"penalty_categories": "罚款;没收非法财物", "confiscated": "0"}, []),
        ("penalty", {"penalty_categories": "罚款;吊销许可证件"}, [("licence_suspended", "needed_because")]),
        ("penalty", {"penalty_categories": "罚款;暂扣或者吊销执照", "licence_suspended": "营业执照"}, []),
        ("penalty", {"penalty_categories": "罚款;罚金"}, [("penalty_categories", "not_in_code_table")]),
        ("penalty", {"penalty_categories": "罚款;其他"}, [("penalty_categories", "other_needs_name")]),
        ("penalty", {"penalty_categories": "罚款;其他-责令改正"}, []),
        ("penalty", {"tier": None}, [("tier", "required")]),
        ("penalty", {"tier": "较重"}, [("tier", "not_in_code_table")]),
        ("penalty", {"violation_facts": "超" * 5001}, [("violation_facts", "too_long")]),
        ("permit", {"permit_category": "其他－备案"}, []),
        ("permit", {"permit_category": "其他"}, [("permit_category", "other_needs_name")]),
        ("permit", {"certificate_name": "道路运输证"}, [("certificate_number", "needed_because")]),
        ("permit", {"certificate_number": "320700001"}, [("certificate_name", "needed_because")]),
        ("permit", {"status": 1.0}, []),
        ("permit", {"status": "3"}, [("status", "not_in_code_table")]),
        ("commitment", {"fulfilment": "未履行"}, [("revoking_decision", "needed_because")]),
        ("commitment", {"fulfilment": "未履行", "revoking_decision": "连交撤〔2026〕1号"}, []),
        ("listing", {"inspections_per_quarter": None}, [("inspections_per_quarter", "needed_because")]),
        ("listing", {"inspections_per_quarter": None, "list_type": "守信激励名单"}, []),
        ("penalty", {"deciding_body_code": PLACEHOLDER}, [("deciding_body_code", "placeholder_for_household_only")]),
        ("penalty", {"source_unit_code": "12320700466800172T"}, [("source_unit_code", "bad_unified_code")]),
    ],
)
def test_days_amounts_and_categories_agree(kind, changes, issues):
    assert found(kind, **changes) == issues


@pytest.mark.parametrize(
    "kind, changes, field, code",
    [
        ("penalty", {"document_number": "连交简罚〔2026〕1号"}, "document_number", "summary_procedure"),
        ("penalty", {"penalty_content": "当场处罚，罚款50元"}, "penalty_content", "summary_procedure"),
        ("penalty", {"remarks": "适用简易程序"}, "remarks", "summary_procedure"),
        ("penalty", {"document_number": "连交罚〔2026〕1号秘密★5年"}, "document_number", "secret_document"),
        ("permit", {"remarks": "涉及国家秘密"}, "remarks", "secret_document"),
    ],
)
def test_what_is_not_reported_at_all_is_refused(kind, changes, field, code):
    assert found(kind, **changes) == [(field, code)]


def test_a_condition_says_which_field_and_value_called_for_it():
    assert facts("penalty", fine=None) == {"kind": "penalty", "field": "penalty_categories", "value": "罚款"}
    assert facts("permit", certificate_name="道路运输证")["value"] == ""


@pytest.mark.parametrize(
    "decided, issues",
    [
        ("2021-07-14", [("penalty_categories", "not_in_use_then")]),
        ("2021-07-15", []),
        (None, [("decided_on", "required")]),
    ],
)
def test_a_category_is_of_its_time(decided, issues):
    assert found("penalty", penalty_categories="罚款;通报批评", decided_on=decided) == issues


def test_a_table_that_was_changed_is_what_rows_are_checked_by():
    ended = Value("一般", "", False, "0001-01-01", "2025-12-31")
    tables = Codes({**CODES.tables, "tier": (ended,)}, CODES.bands)

    assert [issue.code for issue in check("penalty", row("penalty"), tables=tables).issues] == ["not_in_use_then"]
    assert check("penalty", row("penalty", decided_on="2025-12-31"), tables=tables).issues == ()
    assert check("penalty", row("penalty")).issues == ()


# Ratings


@pytest.mark.parametrize(
    "score, points, grade, issues",
    [
        ("90", None, "AA", []),
        ("89.99", None, "A", []),
        ("80", None, "A", []),
        ("79.99", None, "B", []),
        ("60", None, "B", []),
        ("59.99", "19", "B", []),
        ("59.99", "20", "C", []),
        ("40", "20", "C", []),
        ("39.99", "20", "D", []),
        ("85", None, "AA", [("grade", "grade_does_not_fit")]),
        ("50", "5", "C", [("grade", "grade_does_not_fit")]),
        ("50", None, "C", [("bad_points", "bad_points_needed")]),
        ("39.99", None, "D", [("bad_points", "bad_points_needed")]),
        ("39.99", "19", "D", [("score", "no_grade_for_score")]),
        ("100", "40", "AA", []),
        (None, None, "D", []),
    ],
)
def test_a_grade_is_what_the_rule_gives_for_the_score_and_a_gap_is_no_guess(score, points, grade, issues):
    assert found("rating", score=score, bad_points=points, grade=grade) == issues


def test_a_field_whose_bands_are_not_known_is_taken_as_issued():
    assert found("rating", field="内河船舶过闸", score="12", grade="AA") == []


def test_issues_stand_in_the_order_of_the_columns():
    issues = check("penalty", {"tier": "x", "fine": "x", "subject_type": "自然人", "unified_code": 1.0}).issues
    order = [field.name for field in reader.kind("penalty").fields]
    places = [order.index(issue.field) for issue in issues]

    assert places == sorted(places)
    assert len(places) > 12


CELLS = st.one_of(st.none(), st.integers(), st.floats(), st.text(max_size=20), st.dates())


@given(st.sampled_from(sorted(ROWS)), st.data())
def test_no_row_breaks_a_check_and_what_passed_passes_again(kind, data):
    names = [field.name for field in reader.kind(kind).fields]
    changed = data.draw(st.dictionaries(st.sampled_from(names), CELLS, max_size=4))
    checked = check(kind, row(kind) | changed)

    assert {issue.field for issue in checked.issues} <= set(names)
    if not checked.issues:
        assert check(kind, checked.values) == checked


def test_a_kind_is_made_ready_once_for_a_snapshot_of_the_tables():
    assert checks.checker("penalty", CODES) is checks.checker("penalty", CODES)
    assert date.fromisoformat("2026-03-10") == TODAY


def test_a_cell_that_equals_another_and_reads_otherwise_is_not_taken_for_it():
    for cell, read in ((1.0, "1"), (True, "TRUE"), (1, "1"), (0.0, "0"), (-0.0, "0"), (False, "FALSE")):
        checked = check("penalty", row("penalty", remarks=cell, fine=cell))
        assert checked.values["remarks"] == read
        assert checked.values.get("fine") == (read if read in "01" else None)


def test_a_persons_number_is_remembered_by_no_reader():
    known = {name: cells for name, _, cells in checks.checker("penalty", CODES).cells}
    person = row("penalty", PERSON)
    check("penalty", person)

    assert person["subject_name"] in known["subject_name"]
    assert not known["person_id_number"] and not known["representative_id_number"]
