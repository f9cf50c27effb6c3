"""Identifiers, by the standards' own examples."""

from __future__ import annotations

import pytest

from search_index import codes

SOUND = ["11320700014252524C", "91320700MA1MKTU24A", "12320700466800122T", "91350100M000100Y43"]


@pytest.mark.parametrize(
    "typed, folded",
    [
        ("连交〔2024〕98号", "连交2024-98号"),
        ("连交(2024)98号", "连交2024-98号"),
        ("连交（２０２４）第９８号", "连交2024-98号"),
        ("連交【2024】98號", "连交2024-98号"),
        ("连交 [2024] 98 号", "连交2024-98号"),
        ("14252524/2024-00150", "14252524-2024-00150"),
        ("014252524/2024-00150", "14252524-2024-00150"),
        ("０１４２５２５２４／２０２４－００１５０", "14252524-2024-00150"),
        ("000014349/2024-00001", "14349-2024-00001"),
        ("01089065X/2020-00221", "1089065x-2020-00221"),
        ("91320700ma1mktu24a", "91320700ma1mktu24a"),
    ],
)
def test_an_identifier_has_one_spelling(typed, folded):
    assert codes.fold_code(typed) == folded


@pytest.mark.parametrize(
    "words, route",
    [
        ("91320700MA1MKTU24A", "unified_code"),
        ("9132 0700 MA1M KTU2 4A", "unified_code"),
        ("连交罚〔2026〕1号", "document_number"),
        ("苏政规〔2025〕4号", "document_number"),
        ("连交202498号", "document_number"),
        ("14252524/2024-00150", "index_number"),
        ("014000319 2025 00331", "index_number"),
        ("信用承诺", "text"),
        ("2024年", "text"),
        ("320703199001010028", "text"),  # a person's number is nobody's company code
        ("abcdefghijklmnopqr", "text"),
    ],
)
def test_the_router_tells_identifiers_from_words(words, route):
    assert codes.route(words) == route


def test_missing_brackets_and_a_missing_hao_are_thought_of():
    assert "连交2024-98号" in codes.spellings("连交202498")


@pytest.mark.parametrize("code", SOUND)
def test_right_codes_are_not_suspected(code):
    assert codes.suspect(code) is None
    assert codes.is_sound(code)


@pytest.mark.parametrize(
    "typed, places",
    [
        ("91320700MA1MKUT24A", (14, 15)),  # neighbours swapped
        ("91320700MA1MKTU2IA", (17,)),  # I cannot occur
        ("9132O700MA1MKTU24A", (5,)),  # O for 0
        ("91320700MA1MKTU24B", (18,)),
        ("91320700MA1MKTV24A", (15,)),  # V for U
        ("91320700MA1MMKTU24A", (13,)),  # one too many
    ],
)
def test_a_near_miss_says_which_character(typed, places):
    best = codes.suspect(typed).guesses[0]

    assert best.places == places
    assert best.code == "91320700MA1MKTU24A"


@pytest.mark.parametrize("code", SOUND)
@pytest.mark.parametrize("place", range(18))
def test_a_forgotten_character_is_among_the_guesses(code, place):
    assert code in [guess.code for guess in codes.suspect(code[:place] + code[place + 1 :]).guesses]


@pytest.mark.parametrize("code", SOUND[:3])
def test_every_single_mistake_in_the_organisation_part_is_among_the_guesses(code):
    for place in range(8, 17):
        wrong = code[:place] + ("7" if code[place] != "7" else "4") + code[place + 1 :]

        assert code in [guess.code for guess in codes.suspect(wrong).guesses]
