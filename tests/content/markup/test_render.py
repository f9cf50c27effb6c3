"""What a writer types is what a reader sees, and never more than that."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.markup import addresses, blocks, render, sanitise
from content.markup.render import to_html
from tests.content.markup.reading import Reading


def rendered(text):
    return to_html(text).replace("\n", "")


@pytest.mark.parametrize(
    "line",
    [
        "1. 学习贯彻国家政策。",
        "6.提高信用信息归集报送质量。",
        "1、完善制度",
        "1) 报送",
        "（1）报送",
        "（一）加强领导",
        "一、完善行业信用管理体制机制",
        "①归集",
        "第一条 为规范",
        "20. 培树典型",
        "1986. 那一年",
        "1.",
        "* 注：本表",
        "+ 5%",
        "-5℃",
        "- 3 -",
        "#1 泊位",
        "#标题",
        ">5吨",
        "===",
        "联系电话：138****1234",
        "张**、李*明、王**",
        "当事人张**，李**。",
        "张**和李**共同经营",
        "由张**和李**。",
        "***@x.com",
        "**@x.com,**@y.com",
        "**1234和**5678",
        "a_b_c __init__ ______",
        "*斜体*",
        "`代码`",
        "[1]: http://a.cn",
        "[x][1] [x]",
        "C:\\temp\\n",
        "a|b",
    ],
)
def test_is_a_paragraph_exactly_as_typed(line):
    assert rendered(line) == f"<p>{line.replace('>', '&gt;')}</p>"
    assert rendered(f"前\n{line}\n后") == f"<p>前</p><p>{line.replace('>', '&gt;')}</p><p>后</p>"


def test_consecutive_numbers_stay_their_own_lines_and_values():
    assert rendered("3. 甲\n3. 乙\n7.丙\n\n1. 丁") == "<p>3. 甲</p><p>3. 乙</p><p>7.丙</p><p>1. 丁</p>"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\x0b", "\u2028", "\x85"])
def test_each_line_is_a_paragraph(end):
    assert rendered(f"各单位：{end}现通知如下。") == "<p>各单位：</p><p>现通知如下。</p>"


@pytest.mark.parametrize("indent", ["    ", "\t", "　　", "\u00a0\u00a0"])
def test_an_indent_is_not_code(indent):
    assert rendered(f"{indent}现通知如下。\n\n{indent}一是") == "<p>现通知如下。</p><p>一是</p>"


@pytest.mark.parametrize(
    "text, html",
    [
        ("# 甲\n## 乙\n### 丙", "<h2>甲</h2><h3>乙</h3><h4>丙</h4>"),
        ("###### 深", "<h6>深</h6>"),
        ("# 用C#", "<h2>用C#</h2>"),
        ("- 甲\n\n- 乙\n丙", "<ul><li>甲</li><li>乙</li></ul><p>丙</p>"),
        ("> 甲\n> 乙", "<blockquote><p>甲</p><p>乙</p></blockquote>"),
        ("甲\n---\n乙", "<p>甲</p><hr><p>乙</p>"),
        ("\\- 甲\n\\# 乙", "<p>- 甲</p><p># 乙</p>"),
    ],
)
def test_the_marks_at_the_beginning_of_a_line(text, html):
    assert rendered(text) == html


@pytest.mark.parametrize(
    "text, html",
    [
        ("**总体要求。**坚持", "<strong>总体要求。</strong>坚持"),
        ("要 **务必** 按时", "要 <strong>务必</strong> 按时"),
        ("（**重点**）", "（<strong>重点</strong>）"),
        ("\\*\\*重点\\*\\*", "**重点**"),
        ("[省厅](https://a.cn/?a=1&b=2)", '<a href="https://a.cn/?a=1&amp;b=2" rel="noopener noreferrer">省厅</a>'),
        ("[本站](/items/1)", '<a href="/items/1">本站</a>'),
        ("[**附件**](/files/表(1).xlsx)", '<a href="/files/表(1).xlsx"><strong>附件</strong></a>'),
        ("![码头](/files/a.png)", '<img alt="码头" src="/files/a.png">'),
        ("![码头](http://a.cn/a.png)", "![码头](http://a.cn/a.png)"),
        ("[x](javascript:1)", "[x](javascript:1)"),
        ("[x](JAVASCRIPT:alert(1))", "[x](JAVASCRIPT:alert(1))"),
        ("[x](//evil.example)", "[x](//evil.example)"),
    ],
)
def test_the_marks_inside_a_line(text, html):
    assert rendered(text) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    "typed", ["<script>1</script>", "<b onclick=x>", "&lt;b&gt;", "&nbsp;&#49;", "<!-- x -->", "&"]
)
def test_tags_and_references_are_shown_not_obeyed(typed):
    assert Reading(rendered(typed)).tags == ["p"]
    assert Reading(rendered(typed)).text == typed


def test_a_table_keeps_every_cell():
    html = rendered("|单位|条数|\n|---|:-:|\n|执法支队|12|多一格|\n|a\\|b|")
    region = '<div class="scroll" role="region" tabindex="0" aria-label="表格1">'
    head = '<table><thead><tr><th scope="col">单位</th><th scope="col">条数</th></tr></thead><tbody>'
    assert html.startswith(region + head)
    assert html.endswith("</table></div>")
    assert "<td>执法支队</td><td>12</td><td>多一格</td>" in html
    assert "<td>a|b</td>" in html


def test_text_above_and_below_a_table_stays_text():
    assert rendered("甲|乙\n|a|b|\n|-|-|\n|1|2|\n丙").startswith('<p>甲|乙</p><div class="scroll"')
    assert rendered("|a|b|\n|-|-|\n|1|2|\n丙").endswith("</table></div><p>丙</p>")


def test_nothing_makes_nothing():
    assert to_html("") == to_html(" \n　\n") == ""


LINE_STARTS = [
    "1. ",
    "6.",
    "1、",
    "1) ",
    "（一）",
    "一、",
    "①",
    "第一条 ",
    "- ",
    "* ",
    "+ ",
    "# ",
    "## ",
    "> ",
    "| ",
    "    ",
    "　　",
    "\t",
]
PIECES = [
    *"信用承诺张李0123456789",
    *"*_#->|[]()`\\!<>&;:~=+.,、，。：（） \t\n",
    "**",
    "|-|-|\n",
    "](javascript:1)",
    "](/a)",
    "\x02",
    "\x03",
    "\u200b",
]
typed_texts = st.lists(
    st.tuples(st.sampled_from(["", *LINE_STARTS]), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)),
    max_size=8,
).map(lambda lines: "\n".join(start + rest for start, rest in lines))
wild_texts = st.one_of(
    typed_texts,
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            ["<script>", "<img src=x onerror=1>", "javascript:", "<a href=", "[x](", ")", "&#106;", '"', "'", ">", "\n"]
        )
    ).map("".join),
)


def runs(text):
    return re.findall(r"[0-9\u4e00-\u9fff]+", text)


def addresses_in(text):
    return re.findall(r"\]\([^\n]*", text)


@given(typed_texts.filter(lambda text: not addresses_in(text)))
def test_every_typed_run_is_seen_in_its_order(text):
    seen, at = Reading(to_html(text)).text, 0
    for run in runs(text):
        at = seen.find(run, at)
        assert at >= 0, run
        at += len(run)


@given(wild_texts)
def test_the_result_is_always_safe_and_always_the_same(text):
    html = to_html(text)
    assert html == to_html(text)
    for tag, attributes in Reading(html).elements:
        assert tag in sanitise.TAGS
        assert set(attributes) <= set(sanitise.ATTRIBUTES.get(tag, {}))
        assert addresses.is_link(attributes.get("href") or "/")
        assert addresses.is_own_file(attributes.get("src") or "/a")


def test_the_cleaner_has_the_last_word(monkeypatch):
    hostile = "<div><p onclick='x'>甲<script>1</script><a href='javascript:1'>乙</a></p></div>"
    monkeypatch.setattr(render._desk.markdown, "serializer", lambda root: hostile)
    assert to_html("甲") == "<p>甲&lt;script&gt;1&lt;/script&gt;<a>乙</a></p>"


def test_threads_do_not_disturb_each_other():
    texts = [f"# {i}\n\n**甲{i}** [乙{i}](/items/{i})\n" * 20 for i in range(40)]
    alone = [to_html(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(to_html, texts)) == alone


def calls_to_render(text):
    """How many Python functions run: a measure of work that no busy machine can blur."""
    count = 0

    def tick(frame, event, arg):
        nonlocal count
        count += event == "call"

    sys.setprofile(tick)
    try:
        to_html(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    ["a\n", "[", "![a](", "[a](", "**a** ", "\\*", "> ", "> a\n", "- a\n", "|a", "<", "&", "[a](/b)", "信用\n\n"],
)
@pytest.mark.parametrize("head", ["", "|a|b|\n|-|-|\n"])
def test_twice_the_text_is_about_twice_the_work(unit, head):
    once, twice = (calls_to_render(head + unit * n) for n in (1_500, 3_000))
    assert twice < 2.6 * once + 5_000


@pytest.mark.parametrize("unit", ["<", "&", "甲乙&", "**a** ", "甲"])
def test_a_very_long_line_goes_through_in_pieces_and_whole(unit):
    line = (unit * (4 * blocks.LINE_LIMIT)).strip()
    reading = Reading(to_html(line))
    assert max(len(text) for text in reading.texts) <= blocks.LINE_LIMIT
    assert reading.text == line
    assert set(reading.tags) == {"p", "wbr"}
