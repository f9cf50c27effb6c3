"""A pasted notice: what is read, what is kept, and what is said about the rest."""

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.items import pasting_values as values
from content.items.pasting import read_notice
from content.items.pasting_header import squeezed
from content.items.pasting_labels import FIELD_LABELS
from content.markup.plain import to_text

NOTICES = Path(__file__).parent / "notices"
#: Brackets and colons around labels, and the signs of dates and numbers that are kept in another spelling.
SIGNS_OF_THE_HEADER = set("[]【】〈〉():/-.〇○一二三四五十年月日")
NAMES = sorted(path.stem for path in NOTICES.glob("*.txt"))


def notice(name):
    return read_notice((NOTICES / f"{name}.txt").read_text("utf-8"))


def expected(name):
    return tomllib.loads((NOTICES / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_the_header_is_read_field_by_field(name):
    title = {"title": expected(name)["title"]}
    assert notice(name).fields == dict.fromkeys(FIELD_LABELS, "") | expected(name)["fields"] | title
    assert notice(name).title == expected(name)["title"]


@pytest.mark.parametrize("name", NAMES)
def test_what_could_not_be_read_is_said(name):
    assert [[issue.field, issue.code] for issue in notice(name).issues] == expected(name)["issues"]


@pytest.mark.parametrize("name", NAMES)
def test_the_body_begins_where_the_header_ends(name):
    body = notice(name).body
    assert body.startswith(expected(name)["body_begins"])
    assert body.endswith(expected(name)["body_ends"])
    assert set(expected(name).get("body_has", [])) <= set(body.split("\n"))


@pytest.mark.parametrize("name", NAMES)
def test_what_the_source_says_of_itself_stands_apart(name):
    assert notice(name).source_updated_at == expected(name).get("source_updated_at", "")
    assert notice(name).source_views == expected(name).get("source_views", "")
    for pair in expected(name).get("aside", []):
        assert tuple(pair) in notice(name).aside


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_the_page_is_somewhere(name):
    read = notice(name)
    aside = [word for pair in read.aside for word in pair]
    said = [str(issue.facts) for issue in read.issues]
    labels = [label for labels in FIELD_LABELS.values() for label in labels]
    kept = squeezed("".join([read.body, *read.fields.values(), *read.dropped, *aside, *said, *labels]))
    page = unicodedata.normalize("NFKC", squeezed((NOTICES / f"{name}.txt").read_text("utf-8")))
    assert set(page) - set(unicodedata.normalize("NFKC", kept)) <= SIGNS_OF_THE_HEADER


def test_the_twenty_numbers_of_the_notice_are_shown_as_typed():
    shown = to_text(notice("lyg-2024-98").body).split("\n")
    numbered = [line for line in shown if line[0].isdecimal() and not line.startswith("2024年")]
    assert [int(line.split(".")[0]) for line in numbered] == list(range(1, 21))
    assert numbered[5].startswith("6.提高") and numbered[7].startswith("8. 提升")


def test_headings_of_the_notice_are_marked_and_stand_below_its_own_title():
    marked = [line for line in notice("lyg-2024-98").body.split("\n") if line.startswith("#")]
    assert marked[0].startswith("# 2024年") and all(line.startswith("## ") for line in marked[1:])
    assert len(marked) == 6


@pytest.mark.parametrize(
    "text, day",
    [
        ("2024-05-30", "2024-05-30"),
        ("2024年5月30日", "2024-05-30"),
        ("2024/5/30", "2024-05-30"),
        ("2024.05.30", "2024-05-30"),
        ("２０２４年５月３０日", "2024-05-30"),
        ("2024-05-30 00:00:00", "2024-05-30"),
        ("二〇二四年五月三十日", "2024-05-30"),
        ("二○二四年五月三十日", "2024-05-30"),
        ("二零二四年十二月三十一日", "2024-12-31"),
        ("二O二四年十月十日", "2024-10-10"),
        ("二〇二四年二月廿九日", "2024-02-29"),
        ("二〇二三年二月二十九日", None),
        ("2024-13-01", None),
        ("2024年5月", None),
        ("五月三十日", None),
        ("二〇二四年五月五六日", None),
        ("二〇二四年十十月一日", None),
        ("近日", None),
        ("", None),
    ],
)
def test_dates_in_every_spelling(text, day):
    assert values.iso_date(text) == day


@pytest.mark.parametrize(
    "brackets", ["〔〕", "[]", "［］", "()", "（）", "【】", "〖〗", "﹝﹞", "<>", "〈〉", "《》", "{}", "「」"]
)
def test_document_numbers_in_any_bracket(brackets):
    left, right = brackets
    assert values.document_number(f"连交 {left}２０２４{right} 98 号") == ("连交〔2024〕98号", True)


@pytest.mark.parametrize("text", ["连交2024年98号", "〔2024〕98号", "连交〔24〕98号", "连交〔2024〕98", "无"])
def test_other_shapes_are_kept_and_reported(text):
    assert values.document_number(text) == (text, False)


@pytest.mark.parametrize("text", ["", "\n \n　"])
def test_nothing_pasted_gives_nothing_and_says_so(text):
    read = read_notice(text)
    assert (read.title, read.body, set(read.fields.values())) == ("", "", {""})
    assert {issue.field for issue in read.issues} == {*FIELD_LABELS, "body"}


def test_stacked_labels_may_have_blank_lines_between():
    text = (NOTICES / "stacked.txt").read_text("utf-8")
    assert read_notice(text.replace("\n", "\n\n")).fields == read_notice(text).fields


def test_a_trail_above_a_text_without_header_is_not_its_title():
    assert read_notice("首页 > 通知公告\n关于放假的通知\n各单位：").title == "关于放假的通知"


def test_below_a_header_without_title_a_sentence_is_text():
    read = read_notice("索引号：14252524/2025-00050\n现将有关事项通知如下。")
    assert (read.title, read.body) == ("", "现将有关事项通知如下。")


def test_ordinary_words_are_labels_in_a_cell_of_their_own():
    read = read_notice("标题\t甲通知\n来源\t宣教处\n标题 不是标签\n正文。")
    assert (read.title, read.fields["source"], read.body) == ("甲通知", "宣教处", "标题 不是标签\n正文。")


def test_cells_glued_together_come_apart_at_long_labels():
    read = read_notice("索引号:14252524/2024-00150信息分类:通知\n发布机构:市交通局发文日期:2024-05-30\n正文。")
    assert [read.fields[name] for name in ("index_number", "category", "issuer", "issued_on")] == [
        "14252524/2024-00150",
        "通知",
        "市交通局",
        "2024-05-30",
    ]


def test_a_title_broken_over_lines_is_not_repeated_in_the_body():
    read = read_notice("信息名称：连云港市公路养护单位信用评价细则\n连云港市公路养护单位\n信用评价细则\n第一条 甲。")
    assert read.body == "第一条 甲。"


def test_an_empty_label_does_not_swallow_the_title_below_it():
    text = "信息名称：\n甲通知\n发布机构：\n市交通局\n时效：\n有效\n主题词：\n甲通知\n正文。"
    assert (read_notice(text).fields["subject_words"], read_notice(text).body) == ("", "正文。")


def test_labels_inside_the_body_stay_in_the_body():
    text = "标题：甲通知\n来源：宣教处\n正文第一句。\n文号：见附件\n发布机构：另一家"
    assert read_notice(text).body == "正文第一句。\n文号：见附件\n发布机构：另一家"


def test_a_numbered_sentence_is_no_heading():
    assert (
        read_notice("甲\n一、坚持依法依规，稳步推进。\n（一）压实责任；").body
        == "一、坚持依法依规，稳步推进。\n（一）压实责任；"
    )


HEADERS = [
    "",
    "首页 业务文件\n",
    "索引号: 1 信息名称: 某通知\n文号:\n",
    "信息名称\t某通知\n发文日期\t2024-05-30\n某通知\n信息来源:甲 点击数:\n",
]
body_lines = st.lists(
    st.tuples(
        st.sampled_from(["", "一、", "1. ", "6.", "（一）", "第一条 ", "附件：", "　　", "- ", "# ", "**"]),
        st.text(alphabet="承诺践诺0123456789*_|，。：（）<>&\\ \t〔〕", min_size=1, max_size=60),
    ).map("".join),
    max_size=10,
)


@given(st.sampled_from(HEADERS), body_lines, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_no_line_of_the_body_is_lost(header, lines, end):
    read = read_notice(header + end.join(["正文由此开始。", *lines]))
    expected_lines = ["正文由此开始。", *lines] if "信息名称" in header else lines
    at = 0
    for line in expected_lines:
        at = read.body.find(line.strip(), at)
        assert at >= 0, line
        at += len(line.strip())


@pytest.mark.parametrize(
    "line",
    ["首页" + "-" * 5_000 + "x" * 21, "索引号：" * 5_000, "文" + " " * 20_000, "【" * 20_000, "发文日期 " * 5_000],
)
def test_no_line_takes_the_reader_long(line):
    """A pattern that tries every way to split these would never come back."""
    assert read_notice(f"{line}\n{line}\n正文。").body.endswith("正文。")


@given(st.text(max_size=300))
def test_anything_can_be_pasted(text):
    assert read_notice(text) == read_notice(text)
