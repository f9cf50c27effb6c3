"""The word lists are whole, and read only when asked."""

import subprocess
import sys

from content.masking.lexicon import words


def test_common_surnames_cost_less():
    assert words.surname_cost("王") < words.surname_cost("常") < words.surname_cost("亓")
    assert words.surname_cost("的") is None


def test_compound_surnames_are_known():
    assert {"欧阳", "司马", "上官"} <= words.compound_surnames()


def test_the_longest_ending_wins():
    assert words.ending("市交通局副局长", "posts.txt") == "副局长"
    assert words.ending("市交通局", "posts.txt") == ""


def test_the_number_detectors_read_no_word_list():
    code = (
        "from content.masking import detection; from content.masking.detectors.reading import read;"
        "detection.numbers(read('13812345678')); from content.masking.lexicon import words;"
        "assert words.vocabulary.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
