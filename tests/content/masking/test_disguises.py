"""Identities made up at random, in disguises made up at random: none survives."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from content.masking.gate import public_text
from tests.content.masking.scoring import survives

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")
FORMAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
ALPHABETS = st.sampled_from([{}, WIDE, NUMERALS, FORMAL, CIRCLED])
GAPS = st.sampled_from(
    ["", " ", "-", ".", "·", "\u200b", "\u00ad", "**", "<b></b>", "&nbsp;", "\u3000", "—", "_", "\\-"]
)
SENTENCES = st.sampled_from(
    ["手机{}。", "联系电话：{}", "请与{}联系电话沟通", "电话 {} ，随时拨打", "拨打{}咨询他本人"]
)
ID_SENTENCES = st.sampled_from(["身份证号{}。", "当事人（{}）", "持{}号证件", "{}", "公民身份号码：{}，已核对"])
BASIC = settings(max_examples=120, deadline=None, derandomize=True)


@st.composite
def resident_ids(draw):
    birth = draw(st.dates(date(1940, 1, 1), date(2005, 12, 31)))
    body = draw(st.sampled_from(["320703", "320705", "320722", "110101", "370811"])) + f"{birth:%Y%m%d}"
    body += f"{draw(st.integers(1, 999)):03}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@st.composite
def disguised(draw, numbers, cuts):
    number, gap, alphabet = draw(numbers), draw(GAPS), draw(ALPHABETS)
    parts, at = [], 0
    for cut in [*draw(st.sampled_from(cuts)), len(number)]:
        parts.append(number[at:cut])
        at = cut
    return number, gap.join(part.translate(alphabet) for part in parts)


@BASIC
@given(disguised(resident_ids(), [(6, 14), (6, 10, 14), (4, 8, 12, 16), (3, 9), (9,), ()]), ID_SENTENCES)
def test_no_resident_id_survives(pair, sentence):
    number, written = pair
    public = public_text(sentence.format(written))

    assert not survives(number, public) and not survives(written, public)


@BASIC
@given(disguised(mobiles, [(3, 7), (3,), (7,), (4, 8), ()]), SENTENCES)
def test_no_mobile_survives(pair, sentence):
    number, written = pair
    public = public_text(sentence.format(written))

    assert not survives(number, public) and not survives(written, public)


@BASIC
@given(
    st.from_regex(r"苏G[A-HJ-NP-Z0-9][0-9]{4}", fullmatch=True),
    st.sampled_from(["", "·", " ", "\u200b", "-"]),
    ALPHABETS,
)
def test_no_plate_survives(plate, gap, alphabet):
    written = plate[:2] + gap + plate[2:].translate(alphabet)
    public = public_text(f"驾驶{written}号车辆")

    assert written not in public and plate[2:] not in public


@BASIC
@given(st.text(alphabet="张三驾驶员1380*_［］＊身份证号：:，。\n |\t男（）苏G-年月日生住区号室", max_size=80))
def test_masking_anything_twice_changes_nothing(text):
    once = public_text(text)

    assert public_text(once) == once
