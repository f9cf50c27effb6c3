"""Check digits, by the vectors of DOMAIN 2.1."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.identifiers import (
    bank_card,
    certificate,
    organisation_code,
    registration_number,
    resident_id,
    unified_code,
)

CODES = [
    "11320700014252524C",
    "91320700MA1MKTU24A",
    "12320700466800122T",
    "92320706MA20ABCD8E",
    "52320700MJ1234561X",
    "91350100M000100Y43",
]
FIRST_17 = st.text(unified_code.ALPHABET, min_size=17, max_size=17)


@pytest.mark.parametrize("code", CODES)
def test_a_unified_code_checks(code):
    assert unified_code.is_valid(code)


@pytest.mark.parametrize(
    "code",
    [
        "91320700MA1MKTU24B",
        "91320700MA1MKUT24A",
        "91320700MA1MKTU2IA",
        "91320700ma1mktu24a",
        unified_code.PLACEHOLDER,
        "9132",
    ],
)
def test_a_spoiled_unified_code_does_not(code):
    assert not unified_code.is_valid(code)


@given(FIRST_17, st.data())
def test_one_character_changed_never_checks(first, data):
    code = first + unified_code.check_character(first)
    place = data.draw(st.integers(0, 17))
    other = data.draw(st.sampled_from(unified_code.ALPHABET.replace(code[place], "")))

    assert unified_code.is_valid(code)
    assert not unified_code.is_valid(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize(
    "typed, reason, place, likely",
    [
        ("91320700MA1MKTU24", "length", 0, ""),
        ("91320700MAIMKTU24A", "letter", 11, "91320700MA1MKTU24A"),
        ("91320700MA1MKUT24A", "check", 14, "91320700MA1MKTU24A"),
        ("9132O700MA1MKTU24A", "letter", 5, "91320700MA1MKTU24A"),
        ("12320700466800722T", "check", 0, ""),
        ("9132070?MA1MKTU24A", "letter", 8, ""),
    ],
)
def test_a_near_miss_names_the_place_where_one_slip_explains_it(typed, reason, place, likely):
    assert unified_code.near_miss(typed) == unified_code.NearMiss(reason, place, likely)


@given(st.sampled_from(CODES), st.integers(0, 16))
def test_what_a_near_miss_calls_likely_always_checks(code, at):
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    miss = unified_code.near_miss(swapped)

    assert miss.likely == "" or unified_code.is_valid(miss.likely)


@pytest.mark.parametrize("code", ["014252524", "014000319", "014109445", "01089065X", "000014349"])
def test_an_organisation_code_checks(code):
    assert organisation_code.is_valid(code)


@pytest.mark.parametrize("code", ["014252523", "14252524", "01425252I", ""])
def test_a_spoiled_organisation_code_does_not(code):
    assert not organisation_code.is_valid(code)


@pytest.mark.parametrize(
    "number",
    [
        "32070319900101001X",
        "320705198802291235",
        "320700197912310023",
        "320703199001010028",
        "810000198506120075",
        "830000199211050020",
    ],
)
def test_a_resident_id_checks(number):
    assert resident_id.is_checksum(number)
    assert certificate.is_valid("身份证", number)


@pytest.mark.parametrize("number", ["32070319900101002X", "3207", "320722198502300017", "320703651308123"])
def test_a_spoiled_resident_id_does_not_check(number):
    assert not certificate.is_valid("身份证", number)
    assert not resident_id.is_checksum("32070319900101002X")
    assert not resident_id.is_checksum("3207")


def test_the_thirtieth_of_february_is_no_birth_date():
    assert not resident_id.is_shape("320722198502300017")
    assert resident_id.is_shape("320703196507081233")


def test_the_old_id_of_fifteen_digits():
    assert resident_id.is_old("320703650708123")
    assert not resident_id.is_old("320703651308123")
    assert not resident_id.is_old("3207036507081")


@pytest.mark.parametrize(
    "birth, on, is_minor",
    [
        (date(2008, 3, 10), date(2026, 3, 9), True),
        (date(2008, 3, 10), date(2026, 3, 10), False),
        (date(2008, 2, 29), date(2026, 2, 28), True),
        (date(2008, 2, 29), date(2026, 3, 1), False),
    ],
)
def test_one_is_of_age_on_the_eighteenth_birthday(birth, on, is_minor):
    assert resident_id.is_minor(birth, on) is is_minor


@pytest.mark.parametrize(
    "number", ["6222021103001234567", "6217001230001234562", "6228480390123456787", "6225880100123455"]
)
def test_a_bank_card_checks(number):
    assert bank_card.is_luhn(number)


def test_a_spoiled_bank_card_does_not():
    assert not bank_card.is_luhn("6222021103001234568")


@pytest.mark.parametrize(
    "number, is_valid, is_known",
    [
        ("110108000000016", True, True),
        ("320700000123459", True, True),
        ("110108000000017", False, False),
        ("1101", False, False),
        ("3207001234567", False, True),
        ("企独苏连总字第001234号", False, True),
    ],
)
def test_the_registration_number_before_the_unified_code(number, is_valid, is_known):
    assert registration_number.is_valid(number) is is_valid
    assert registration_number.is_known_shape(number) is is_known


def test_regions_beyond_and_foreigners_have_shapes_of_their_own():
    assert resident_id.is_beyond_shape("820000197001011014")
    assert resident_id.is_foreigner_shape("911124198108030024")
    assert not resident_id.is_beyond_shape("32070319900101001X")


@pytest.mark.parametrize(
    "kind, good, bad",
    [
        ("护照号", "E12345678", "护照"),
        ("港澳居民来往内地通行证", "H1234567890", "X12"),
        ("台湾居民来往大陆通行证", "12345678", "1234"),
        ("外国人永久居留身份证", "USA110080010512", "USA1"),
    ],
)
def test_other_certificates_have_a_shape_and_no_check(kind, good, bad):
    assert certificate.is_valid(kind, good)
    assert not certificate.is_valid(kind, bad)
    assert certificate.is_valid("士官证", bad)


@pytest.mark.parametrize(
    "kind, number, birth",
    [
        ("身份证", "32070319900101001X", date(1990, 1, 1)),
        ("身份证", "320703650708123", date(1965, 7, 8)),
        ("外国人永久居留身份证", "911124198108030024", date(1981, 8, 3)),
        ("外国人永久居留身份证", "USA110080010512", None),
        ("护照号", "E12345678", None),
        ("身份证", "3207", None),
    ],
)
def test_a_number_tells_the_day_of_birth_where_it_carries_one(kind, number, birth):
    assert certificate.birth_of(kind, number) == birth
