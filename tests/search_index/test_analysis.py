"""Folding, tokens and sounds: pure tables."""

from __future__ import annotations

import pytest

from search_index import analysis, sounds
from search_index.folding import fold, squeeze, trace


@pytest.mark.parametrize(
    "written, folded",
    [
        ("ＡＢｃ１２３", "abc123"),
        ("連雲港", "连云港"),
        ("二○二四 二零二四 二〇二四", "二〇二四二〇二四二〇二四"),
        ("㎡Ⅱ①", "m2ii1"),
        ("é É ü ǜ", "eevv"),
        ("a\u200bb\ufeffc", "abc"),
        ("〔[（【《“‘、。，－—·", ""),
        ("⼯⾞", "工车"),
    ],
)
def test_squeezed(written, folded):
    assert squeeze(written) == folded


def test_folding_twice_changes_nothing():
    text = "ＡＢｃ－連雲港〔２０２４〕９８號　①㎡Ⅱ é ü ○"

    assert fold(fold(text)) == fold(text)


def test_places_lead_back_through_what_grows_and_what_vanishes():
    traced = trace("㎡\u200b連港")

    assert traced.folded == "m2连港"
    assert [traced.original(n, n + 1) for n in range(4)] == [(0, 1), (0, 1), (2, 3), (3, 4)]


@pytest.mark.parametrize(
    "text, tokens",
    [
        ("信用承诺", ["信用", "用承", "承诺"]),
        ("信，用", ["信用"]),
        ("港", []),
        ("2024", ["2024"]),
        ("2024年度", ["2024", "年", "年度"]),
        ("第98号", ["第", "98", "号"]),
        ("连交〔2024〕98号令", ["连交", "交", "2024", "98", "号", "号令"]),
    ],
)
def test_tokens(text, tokens):
    assert analysis.tokens(fold(text)) == tokens


def test_a_word_stands_in_the_plain_text_exactly_where_its_tokens_stand_in_a_row():
    texts = ["连交〔2024〕98号令", "2024年度98", "港2024", "98号2024年5月", "a1b2 3c"]
    for text in texts:
        row, string = f" {' '.join(analysis.tokens(fold(text)))} ", analysis.plain(fold(text))
        for other in texts + [text[n:m] for n in range(len(text)) for m in range(n + 1, len(text) + 1)]:
            tokens = analysis.tokens(fold(other))
            if len(tokens) > 1:
                in_a_row = f" {' '.join(tokens)} " in row
                assert in_a_row == (analysis.plain(fold(other)) in string), (text, other)


@pytest.mark.parametrize(
    "characters, spoken",
    [
        ("重庆银行", ("chong", "qing", "yin", "hang")),
        ("长江运输", ("chang", "jiang", "yun", "shu")),
        ("绿色", ("lv", "se")),
        ("连云港", ("lian", "yun", "gang")),
    ],
)
def test_sounds(characters, spoken):
    assert sounds.sound_out(characters) == spoken


def test_letters_are_cut_into_syllables_in_every_way():
    assert ("xian", "shi") in sounds.spell("xianshi")
    assert ("xi", "an", "shi") in sounds.spell("xianshi")
    assert sounds.spell("xyz") == []
    assert sounds.spell("gang") == []  # one syllable is no name
