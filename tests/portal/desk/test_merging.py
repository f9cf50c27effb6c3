"""Two people write one text: both see both, choose, and nothing is lost, whoever saves when."""

import pytest

from content.items.models import Edition
from tests.factories import items
from tests.portal.reading import field, said

MINE = {"title": "我的标题", "body": "第一段。\n第二段我改了。\n第三段。\n我加的一段。", "produced_on": "2026-03-02"}


@pytest.fixture
def draft(made):
    return made("draft", title="最初的标题", body="第一段。\n第二段。\n第三段。")[1]


@pytest.fixture
def colleague(house, draft):
    """Saves something else while the form stands open."""

    def saves(**changes):
        with house.writing() as session:
            items.save(session, session.get(Edition, draft), by=house.staff(session).writer, **changes)

    return saves


@pytest.fixture
def merging(visit, draft, colleague):
    """The page somebody meets who saves after a colleague did."""
    mine = visit("zhifa-writer").get("desk.edit", edition_id=draft)
    colleague(title="同事的标题", body="第一段。\n第二段同事改了。\n第三段。")
    return mine.submit("保存草稿", status=409, **MINE)


def test_both_texts_are_shown_field_by_field_with_what_parts_them(merging):
    assert merging.h1 == "两份文字：同事的标题"
    assert "内容已保留" in said(merging)
    assert [h2.get_text() for h2 in merging.soup.select("form h2")] == ["标题", "正文", "产生日期"]
    assert {"我的标题", "同事的标题", "第二段我改了。", "第二段同事改了。", "我加的一段。"} <= {
        " ".join(hint.get_text().split()) for hint in merging.soup.select(".choice-hint")
    }
    assert merging.soup.select(".diff del .diff-word"), "removed and added are said in words too"


def test_each_place_is_chosen_by_itself(merging, visit, draft):
    page = merging.submit(
        "合并保存",
        **{"pick-title-0": "theirs", "pick-body-1": "both", "pick-body-3": "mine", "pick-produced_on-0": "mine"},
    )

    assert "已合并保存" in said(page)
    assert field(page, "title") == "同事的标题"
    assert field(page, "body") == "第一段。\n第二段同事改了。\n第二段我改了。\n第三段。\n我加的一段。"
    assert field(page, "produced_on") == "2026-03-02"


@pytest.mark.parametrize("button, title, lines", [("全部用我的", "我的标题", 4), ("全部用已保存的", "同事的标题", 3)])
def test_one_side_can_be_taken_everywhere(merging, button, title, lines):
    page = merging.submit(button)

    assert field(page, "title") == title
    assert len(field(page, "body").split("\n")) == lines


def test_a_place_without_a_choice_is_asked_again_with_the_others_kept(merging):
    page = merging.submit("合并保存", status=422, **{"pick-title-0": "theirs"})

    assert "请在每一处选择" in said(page)
    chosen = page.soup.find("input", attrs={"name": "pick-title-0", "value": "theirs"})
    assert chosen.has_attr("checked")
    assert "我的标题" in page.main


def test_somebody_who_saves_once_more_meanwhile_brings_both_again(merging, colleague):
    colleague(title="同事又改的标题")

    page = merging.submit("全部用我的", status=409)

    assert {"同事又改的标题", "我的标题"} <= set(page.main.split())
    assert field(page.submit("全部用我的"), "title") == "我的标题"


def test_a_date_that_cannot_be_read_is_not_lost_in_merging(visit, draft, colleague):
    mine = visit("zhifa-writer").get("desk.edit", edition_id=draft)
    colleague(title="同事的标题")
    merging = mine.submit("保存草稿", status=409, issued_on="去年年底")

    page = merging.submit("全部用我的", status=422)

    assert "请按2026-11-22的形式填写日期" in said(page)
    assert "去年年底" in page.main


def test_another_column_is_chosen_by_its_name(visit, made, house):
    _, draft = made("draft", column="ratings", title="最初的标题")
    mine = visit("zhifa-writer").get("desk.edit", edition_id=draft)
    with house.writing() as session:
        items.save(session, session.get(Edition, draft), by=house.staff(session).writer, title="同事的标题")

    page = mine.submit("保存草稿", status=409, column="commitments")

    assert {"信用评价", "信用承诺"} <= set(page.main.split())
    assert field(page.submit("全部用我的"), "column") == "commitments"
