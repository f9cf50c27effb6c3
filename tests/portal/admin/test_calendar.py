"""The working calendar on pages: what is in, what is provisional, and what a pasted notice would move."""

from datetime import date

import pytest

from content.working_calendar import deadlines, years
from tests.content.working_calendar.notices import MADE_UP_2027, NOTICE_2026
from tests.factories import items
from tests.portal.reading import problem, said

pytestmark = pytest.mark.usefixtures("clock")


def page_of(browser, *path, **args):
    return browser.as_("keeper").get("admin.calendar", **args)


def test_the_years_stand_with_their_state(browser):
    page = page_of(browser)
    assert "国办发明电〔2025〕7号" in page.main
    assert "2027 暂定 — — 尚未公布" in page.main
    assert "2026 已确认 33 6" in page.main
    assert "放假安排尚未录入" not in page.main


def test_a_years_table_says_in_words_what_each_day_is(browser):
    page = browser.as_("keeper").get("admin.calendar_year", year=2026)
    months = page.soup.select("table.month")
    assert len(months) == 12
    october = " ".join(months[9].get_text(" ").split())
    assert "1 休 2 休" in october and "10 班" in october and "8 9 10 班" in october
    assert "已确认" in page.main
    browser.open("/admin/calendar/1900", status=404)
    assert "暂定" in browser.get("admin.calendar_year", year=2031).main


def test_a_single_day_is_set_and_put_back_and_remembered(site, browser):
    page = browser.as_("keeper").get("admin.calendar_year", year=2026)
    page = page.submit("保存", day="2026-03-12", kind="off", name="植树节", source="连政办〔2026〕1号")
    assert "没有期限因此变化" in said(page)
    assert "2026-03-12 放假 植树节 连政办〔2026〕1号" in page.main
    with site.writing() as session:
        edition = items.draft(session, site.staff(session), produced_on=date(2026, 3, 10))
        key = edition.item.key
        assert deadlines.of_thing(session, key)[0].due_on == date(2026, 3, 16)
    page = browser.get("admin.calendar_year", year=2026).submit("保存", day="2026-03-12", kind="")
    assert "1个期限已重新计算" in said(page)
    with site.reading() as session:
        assert deadlines.of_thing(session, key)[0].due_on == date(2026, 3, 13)
    assert "2026-03-13" in browser.as_("zhifa-writer").get("account.messages").main
    assert "设定年度工作日历" in browser.as_("keeper").get("admin.audit").main


@pytest.mark.parametrize(
    "typed, told",
    [
        ({"day": ""}, "请填写"),
        ({"day": "明天"}, "日期"),
        ({"day": "2025-03-12"}, "不在2026年"),
        ({"day": "2026-03-12", "kind": "working"}, "不是周六或周日"),
    ],
)
def test_an_odd_day_is_refused_beside_its_field(browser, typed, told):
    page = browser.as_("keeper").get("admin.calendar_year", year=2026).submit("保存", status=422, **typed)
    assert told in problem(page, "day")


def test_a_pasted_notice_is_shown_before_it_is_entered(site, browser, clock):
    clock.move_to("2026-12-30 09:00:00+08:00")
    with site.writing() as session:
        edition = items.draft(session, site.staff(session), produced_on=date(2026, 12, 30))
        key, item_id = edition.item.key, edition.item_id
    page = page_of(browser).follow("粘贴放假通知").submit("识别", text=MADE_UP_2027)

    assert page.h1 == "2027年放假安排：请核对后录入"
    assert f"稿件{item_id} 信息发布 2027-01-04 暂定 2027-01-05" in page.main
    with site.reading() as session:
        assert years.of_year(session, 2027) == ()
        assert deadlines.of_thing(session, key)[0].is_provisional

    page = page.submit("确认录入")
    assert "1个期限已重新计算" in said(page)
    assert "已确认" in page.main
    with site.reading() as session:
        running = deadlines.of_thing(session, key)[0]
        assert (running.due_on, running.is_provisional) == (date(2027, 1, 5), False)
    told = browser.as_("zhifa-writer").get("account.messages").main
    assert "2027年工作日历变更，1个期限已重新计算" in told
    assert "2027-01-04 → 2027-01-05" in told
    history = browser.get("desk.item", item_id=item_id).main
    assert "期限调整" in history and "由2027-01-04" in history


def test_a_year_may_be_entered_as_provisional(browser):
    page = browser.as_("keeper").get("admin.paste_notice").submit("识别", text=MADE_UP_2027)
    form = page.form("确认录入")
    form.find(id="is_confirmed").attrs.pop("checked")
    assert "暂定" in page.submit("确认录入").main


def test_entering_a_known_year_again_says_so_first(browser):
    page = browser.as_("keeper").get("admin.paste_notice").submit("识别", text=NOTICE_2026)
    assert "该年已有日历" in page.main
    assert "没有期限受影响" in page.main


def test_what_was_not_understood_is_named(browser):
    text = MADE_UP_2027.replace("共7天。1月31日", "共8天。1月31日")
    page = browser.as_("keeper").get("admin.paste_notice").submit("识别", text=text)
    assert "春节：原文为8天，识别到7天" in page.main
    page = page.submit("重新识别", text="什么也没有", status=422)
    assert "未能识别年份" in problem(page, "text")
    page.submit("识别", text="2027-13-45 休", status=422)


def test_what_cannot_be_right_is_not_entered(site, browser):
    """A working day that is no weekend is shown, and the button enters nothing."""
    page = browser.as_("keeper").get("admin.paste_notice").submit("识别", text="2027-01-04 班\n2027-01-01 休 元旦")
    assert "不是周六或周日" in page.main
    page = page.submit("确认录入")
    assert "尚未录入" in page.main
    with site.reading() as session:
        assert years.of_year(session, 2027) == ()


def test_from_december_the_missing_year_is_said_everywhere_it_matters(browser, clock):
    places = (("keeper", "admin.calendar"), ("keeper", "admin.health"), ("zhifa-writer", "desk.today"))
    for moment, is_said in (("2026-11-30 12:00:00+08:00", False), ("2026-12-01 08:00:00+08:00", True)):
        clock.move_to(moment)
        for who, endpoint in places:
            assert ("2027年放假安排尚未录入" in browser.as_(who).get(endpoint).main) is is_said, endpoint
