"""The unit's items and one item's whole history: what each person may do next, and nobody else's items."""

import pytest

from content.items.models import State
from tests.portal.reading import buttons

#: Offered while it has never been public, to its author and whoever answers for the unit.
LIMIT = "知悉范围"
#: What the page of an item offers, by the state of its newest edition. Everybody may look at the preview and
#: print the form.
OFFERS = {
    "draft": {"writer": {"继续写", "搁置", LIMIT}, "reviewer": set(), "publisher": {LIMIT}},
    "submitted": {
        "writer": {"撤回", "申请加急审核", LIMIT},
        "reviewer": {"去审核"},
        "publisher": {"去审核", LIMIT},
    },
    "returned": {"writer": {"去修改", LIMIT}, "reviewer": set(), "publisher": {LIMIT}},
    "approved": {
        "writer": {LIMIT},
        "reviewer": {"再次查看"},
        "publisher": {"再次查看", "发布", "定时发布", LIMIT},
    },
    "published": {"writer": {"更正"}, "reviewer": set(), "publisher": {"立即下线", "撤下"}},
    "hidden": {"writer": {"写新版"}, "reviewer": set(), "publisher": {"恢复公开", "撤下"}},
    "withdrawn": {"writer": {"写新版"}, "reviewer": set(), "publisher": set()},
    "expired": {"writer": {"写新版"}, "reviewer": set(), "publisher": set()},
    "discarded": {"writer": {"写新版", LIMIT}, "reviewer": set(), "publisher": {LIMIT}},
}


@pytest.mark.parametrize("state", OFFERS)
def test_each_state_offers_each_person_what_they_may_do(visit, made, state):
    item, _ = made(state)
    for role, offered in OFFERS[state].items():
        page = visit(f"zhifa-{role}").get("desk.item", item_id=item)
        assert buttons(page) - {"预览", "公开页面", "信息发布审核表"} == offered, role
        assert "信息发布审核表" in buttons(page), role
        assert ("公开页面" in buttons(page)) is (state == "published")


def test_the_history_names_who_did_what_newest_first(visit, made):
    item, _ = made("withdrawn", reason="依据已废止")
    page = visit("zhifa-writer").get("desk.item", item_id=item)
    told = [" ".join(entry.get_text(" ", strip=True).split()) for entry in page.soup.select(".timeline li")]
    assert [line.split("（")[0].split()[0] for line in told] == ["撤下", "发布", "审核通过", "提交审核", "新建稿件"]
    assert "员her" in told[0] and "依据已废止" in told[0]


def test_every_edition_can_be_read_with_what_it_changed(visit, made):
    item, first = made("superseded", body="收费标准为每次10元。")
    page = visit("zhifa-writer").get("desk.item", item_id=item)
    second = page.follow("第2版")
    assert "与第1版对照" in second.main
    assert "没有改动" in second.main
    assert "收费标准为每次10元" in page.follow("第1版").main


def test_the_list_is_narrowed_by_state_and_an_odd_address_is_answered(visit, made):
    made("draft", title="清单里的草稿", unit="xuanjiao")
    made("submitted", title="清单里的送审稿", unit="xuanjiao")
    items = visit("xuanjiao-writer").get("desk.items")
    assert {"清单里的草稿", "清单里的送审稿"} <= set(items.links())

    page = items.submit("显示" if "显示" in buttons(items) else "查看", state=State.SUBMITTED.value)

    assert "清单里的送审稿" in page.links()
    assert "清单里的草稿" not in page.links()
    assert "没有此状态的稿件" in visit("xuanjiao-writer").get("desk.items", state="expired").main
    for query in ({"state": "none"}, {"before": "x"}, {"before": "9" * 30}, {"before": "-1"}):
        assert "清单里的草稿" in visit("xuanjiao-writer").open("/desk/items", query=query).links()


def test_a_long_list_is_paged_without_gap_or_repeat(visit, house):
    from tests.factories import items

    with house.writing() as session:
        staff = house.staff(session, "xuanjiao")
        for number in range(33):
            items.empty_draft(session, staff).title = f"第{number:02d}篇"
    first = visit("xuanjiao-writer").get("desk.items")
    older = first.follow("下一页")
    seen = [sum(f"第{number:02d}篇" in page.links() for number in range(33)) for page in (first, older)]
    assert sum(seen) == 33
    assert "首页" in older.links()


@pytest.mark.parametrize("who", ["xuanjiao-writer", "overseer", "keeper"])
def test_another_units_item_is_as_if_it_were_not_there(visit, made, who):
    item, _ = made("draft", title="别的单位看不到")
    page = visit(who).get("desk.item", item_id=item, status=404 if who == "xuanjiao-writer" else 403)
    assert "别的单位看不到" not in page.html


def test_a_changed_produced_on_date_is_written_down_with_both_dates(visit, made):
    item, edition = made("draft")
    visit("zhifa-writer").get("desk.edit", edition_id=edition).submit("保存草稿", produced_on="2026-03-02")
    page = visit("zhifa-writer").get("desk.item", item_id=item)
    assert "修改产生日期" in page.main
    assert "改为2026-03-02" in page.main


def test_long_words_stand_whole_in_list_and_item(visit, made):
    title = "关于" + "进一步加强全市交通运输行业信用体系建设" * 10
    item, _ = made("submitted", title=title)
    assert title in visit("zhifa-writer").get("desk.items").links()
    assert visit("zhifa-writer").get("desk.item", item_id=item).h1 == title
