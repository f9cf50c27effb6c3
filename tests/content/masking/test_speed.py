"""Time grows with length and no faster: no pattern runs away."""

from time import process_time

import pytest

from content.masking import detection
from content.masking.detectors.reading import read
from content.masking.gate import public_text

WORST = {
    "prose": "当事人张建国驾驶苏G12345于2024年5月在海州区行驶，违反了有关规定，联系电话13812345678。\n",
    "digits": "1234567890 ",
    "unbroken digits": "1380",
    "tags": "<b",
    "pipes": "|1|",
    "numerals": "一二三四五",
    "letters": "abc.def-",
    "brackets": "（〔【(［",
    "enumeration": "张三、",
    "one long stretch": "中华人民共和国公路法",
    "stars": "*_`",
    "places": "村路区号幢室",
    "tabs": "姓名\t",
}


@pytest.mark.parametrize("name", WORST)
def test_twice_the_text_takes_about_twice_the_time(name):
    public_text("张三")
    short, long = (timed(WORST[name], size) for size in (4_000, 16_000))

    assert long < max(12 * short, 2)


def timed(piece, size):
    text = (piece * (size // len(piece) + 1))[:size]
    started = process_time()
    public_text(text)
    return process_time() - started


def test_a_megabyte_of_prose_goes_through_the_number_detectors_in_seconds():
    text = WORST["prose"] * (1_000_000 // len(WORST["prose"]))
    started = process_time()

    assert len(detection.numbers(read(text))) > 30_000
    assert process_time() - started < 30
