"""Derives the three tables beside it from OpenCC and pypinyin: `python -m search_index.tables.derive`.

Readers of the index fold and sound out words by these small files, so that a web process loads neither library.
`tests/search_index/test_tables.py` refuses tables that no longer say what the libraries say.
"""

from __future__ import annotations

import itertools
from pathlib import Path

HERE = Path(__file__).parent
IDEOGRAPHS = [range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x2A6E0)]


def simplified_pairs() -> dict[str, str]:
    """Every traditional character whose simplified form is one other character."""
    import opencc

    convert = opencc.OpenCC("t2s").convert
    pairs = ((chr(code), convert(chr(code))) for code in itertools.chain(*IDEOGRAPHS))
    return {old: new for old, new in pairs if old != new and len(new) == 1}


def sounds() -> dict[str, str]:
    """Syllable without tone → the characters whose commonest reading it is."""
    from pypinyin import lazy_pinyin

    found: dict[str, str] = {}
    for code in range(0x4E00, 0xA000):
        (syllable,) = lazy_pinyin(chr(code))
        if syllable.isascii() and syllable.isalpha():
            found[syllable] = found.get(syllable, "") + chr(code)
    return dict(sorted(found.items()))


def readings(alone: dict[str, str]) -> dict[str, list[str]]:
    """Words of two to four characters in which one is read otherwise than alone: 重庆, 银行."""
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.contrib.tone_convert import to_normal

    sound_of = {character: syllable for syllable, characters in alone.items() for character in characters}
    found = {}
    for phrase, spoken in PHRASES_DICT.items():
        reading = [to_normal(each[0]).replace("ü", "v") for each in spoken]
        if 2 <= len(phrase) == len(reading) <= 4 and _worth_it(phrase, reading, sound_of):
            found[phrase] = reading
    return dict(sorted(found.items()))


def _worth_it(phrase: str, reading: list[str], sound_of: dict[str, str]) -> bool:
    plain = all(each.isascii() and each.isalpha() for each in reading)
    return plain and reading != [sound_of.get(character) for character in phrase]


def main() -> None:
    pairs = simplified_pairs()
    (HERE / "simplified.txt").write_text(f"{''.join(pairs)}\n{''.join(pairs.values())}\n", encoding="utf-8")
    alone = sounds()
    lines = (f"{syllable} {characters}\n" for syllable, characters in alone.items())
    (HERE / "sounds.txt").write_text("".join(lines), encoding="utf-8")
    lines = (f"{phrase} {' '.join(reading)}\n" for phrase, reading in readings(alone).items())
    (HERE / "readings.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
