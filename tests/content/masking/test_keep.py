"""What must never be masked, whatever stands around it."""

import pytest

from content.masking import keep
from content.masking.detectors.reading import read
from content.masking.findings import Finding


def test_the_protected_phrases_are_a_list_anyone_can_edit():
    assert keep.phrases().fullmatch("习近平新时代中国特色社会主义思想")
    assert not keep.protected(read("学习雷锋精神")).is_free(2, 4)


@pytest.mark.parametrize(
    "text, code",
    [
        ("统一社会信用代码：123207004668001220", "123207004668001220"),
        ("文号：连交〔2024〕98号", "连交〔2024〕98号"),
        ("苏交运管许可连字320700012345号", "320700012345"),
        ("（苏连）港经证（0123）号", "（苏连）港经证（0123）号"),
        ("罚款13812345678元", "13812345678"),
    ],
)
def test_a_code_is_spoken_for(text, code):
    start = text.index(code)

    assert not keep.numbers(read(text)).is_free(start, start + len(code))


def test_an_id_with_its_own_check_digit_stands_even_where_a_code_is_expected():
    kept = keep.numbers(read("档号13812345678"))

    assert keep.allows(Finding("resident_id", 2, 13, "certain", "checksum"), kept)
    assert not keep.allows(Finding("mobile", 2, 13, "likely", "shape"), kept)


def test_eighteen_digits_that_could_be_a_birth_are_no_unified_code_unless_labelled():
    assert keep.numbers(read("320723199001203610")).is_free(0, 18)
