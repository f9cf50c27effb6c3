"""Check digits, by the vectors of DOMAIN 2.1."""

import pytest

from content.masking import checks


@pytest.mark.parametrize(
    "code",
    [
        "11320700014252524C",
        "91320700MA1MKTU24A",
        "12320700466800122T",
        "92320706MA20ABCD8E",
        "52320700MJ1234561X",
        "91350100M000100Y43",
    ],
)
def test_a_unified_code_checks(code):
    assert checks.is_unified_code(code)


@pytest.mark.parametrize(
    "code",
    [
        "91320700MA1MKTU24B",
        "91320700MA1MKUT24A",
        "91320700MA1MKTU2IA",
        "91320700ma1mktu24a",
        "00000000000000000X",
        "9132",
    ],
)
def test_a_spoiled_unified_code_does_not(code):
    assert not checks.is_unified_code(code)


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
    assert checks.is_resident_checksum(number)


def test_a_spoiled_resident_id_does_not_check():
    assert not checks.is_resident_checksum("32070319900101002X")
    assert not checks.is_resident_checksum("3207")


def test_the_thirtieth_of_february_is_no_birth_date():
    assert not checks.is_resident_shape("320722198502300017")
    assert checks.is_resident_shape("320703196507081233")


def test_the_old_id_of_fifteen_digits():
    assert checks.is_old_resident("320703650708123")
    assert not checks.is_old_resident("320703651308123")
    assert not checks.is_old_resident("3207036507081")


@pytest.mark.parametrize(
    "number", ["6222021103001234567", "6217001230001234562", "6228480390123456787", "6225880100123455"]
)
def test_a_bank_card_checks(number):
    assert checks.is_luhn(number)


def test_a_spoiled_bank_card_does_not():
    assert not checks.is_luhn("6222021103001234568")


def test_the_old_registration_number():
    assert checks.is_registration_number("110108000000016")
    assert checks.is_registration_number("320700000123459")
    assert not checks.is_registration_number("110108000000017")
    assert not checks.is_registration_number("1101")


def test_regions_beyond_and_foreigners_have_shapes_of_their_own():
    assert checks.is_beyond_shape("820000197001011014")
    assert checks.is_foreigner_shape("911124198108030024")
    assert not checks.is_beyond_shape("32070319900101001X")
