"""The tables the web reads say what OpenCC and pypinyin say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from search_index.folding import simplified
from search_index.sounds import sound_of, sound_out
from search_index.tables import derive

ROOT = Path(derive.__file__).parents[2]


def test_simplified_is_opencc():
    assert simplified() == derive.simplified_pairs()


def test_sounds_are_those_of_pypinyin():
    assert derive.sounds() == _by_syllable()


def _by_syllable() -> dict[str, str]:
    found: dict[str, str] = {}
    for character, syllable in sound_of().items():
        found[syllable] = found.get(syllable, "") + character
    return found


def test_phrases_are_read_as_pypinyin_reads_them():
    from pypinyin import lazy_pinyin

    for phrase in ("重庆", "银行", "长江", "行业", "音乐", "还款", "调度", "连云港市重要道路"):
        assert list(sound_out(phrase)) == lazy_pinyin(phrase), phrase


def test_searching_loads_neither_library():
    code = "import sys, search_index.index, search_index.highlighting, search_index.rebuilding; " + (
        "from search_index.query import parse; parse('連雲港 hengda'); "
        "print([m for m in ('opencc', 'pypinyin') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
