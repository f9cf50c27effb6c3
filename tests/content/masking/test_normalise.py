"""The shadow: disguises fall away and every offset leads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.masking.normalise import fold


@pytest.mark.parametrize(
    "original, digits",
    [
        ("１３８", "138"),
        ("一三八", "138"),
        ("壹叁捌〇零", "13800"),
        ("①③⑧", "138"),
        ("𝟏𝟑𝟖", "138"),
        ("1\u200b3\u00ad8", "138"),
        ("1**3**8", "138"),
        ("1<b>3</b>8", "138"),
        ("1&#51;8", "138"),
        ("1&#x33;8", "138"),
        ("1&#8203;38", "138"),
        ("1<br>3", "1\n3"),
        ("<td>1</td>", "\t1\t"),
        ("1\\-3", "1-3"),
        ("1<!-- x -->3", "13"),
        ("00х0Х0×", "00x0X0X"),
        ("苏Ｇ", "苏G"),
    ],
)
def test_a_disguise_falls_away(original, digits):
    assert fold(original).digits == digits


def test_words_keep_their_numerals_in_the_text():
    assert fold("第三条").text == "第三条"


@pytest.mark.parametrize("kept", ["138****5678", "zhang_san@163.com", "a < b > c", "＊＊［］〔2024〕", "5 * 3"])
def test_what_is_no_disguise_stays(kept):
    assert fold(kept).text == kept


def test_offsets_lead_back_around_markup():
    shadow = fold("电话**138**&#48;0")
    at = shadow.text.index("1")

    assert shadow.origin(at, at + 3) == (4, 7)
    assert shadow.original[slice(*shadow.origin(at, at + 5))] == "138**&#48;0"


@given(st.text(alphabet="1三<b>*&#51;\u200b 国_\\-`", max_size=60))
def test_every_stretch_of_the_shadow_stands_inside_the_original(original):
    shadow = fold(original)

    assert len(shadow.text) == len(shadow.digits)
    places = [shadow.origin(at, at + 1) for at in range(len(shadow.text))]
    assert all(0 <= start < end <= len(original) for start, end in places)
    assert places == sorted(places)


def test_a_written_out_character_is_replaced_whole():
    shadow = fold("电话1&#51;</b>")

    assert shadow.origin(2, 4) == (2, 8)
