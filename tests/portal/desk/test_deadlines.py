"""期限说明: each day of the count, and why it was missed."""

from datetime import date

import pytest

from content.working_calendar import deadlines
from tests.factories import items, workflow
from tests.portal.reading import problem, said

pytestmark = pytest.mark.usefixtures("clock")


def deadline_of(site, item_id):
    with site.reading() as session:
        return deadlines.of_thing(session, f"item:{item_id}")[0].id


def lines(page):
    return [" ".join(row.get_text(" ").split()) for row in page.soup.select(".data-table tbody tr")]


def test_the_seed_notice_was_late_by_two_days_and_says_why(site, browser, clock):
    """Of 2024-05-30, online on 2024-06-06: five working days, the rule gives three."""
    clock.move_to("2024-05-30 09:00:00+08:00")
    with site.writing() as session:
        edition = workflow.approved(
            session, site.staff(session), produced_on=date(2024, 5, 30), issued_on=date(2024, 5, 30)
        )
        item_id, edition_id = edition.item_id, edition.id
    clock.move_to("2024-06-06 11:25:19+08:00")
    publisher = browser.as_("zhifa-publisher")
    publisher.get("desk.publish_queue").submit("发布")
    page = browser.as_("zhifa-writer").get("desk.item", item_id=item_id)
    assert "2024-05-30 2024-06-04 2024-06-06 已超时2个工作日" in page.main

    page = page.follow("信息发布")
    assert page.h1 == "期限说明"
    assert "连交〔2024〕98号 第9项" in page.main
    assert "用时 5个工作日" in page.main
    assert "结果 已超时2个工作日" in page.main
    assert lines(page) == [
        "2024-05-30 周四 起算日，不计入 —",
        "2024-05-31 周五 计入 1",
        "2024-06-01 周六 休息日 —",
        "2024-06-02 周日 休息日 —",
        "2024-06-03 周一 计入 2",
        "2024-06-04 周二 计入 到期日 3",
        "2024-06-05 周三 计入 4",
        "2024-06-06 周四 计入 办结 今日 5",
    ]
    page = page.submit("登记原因", late_reason="等待公文印发")
    assert "已登记超时原因" in said(page)
    assert "超时原因 等待公文印发" in page.main
    assert "登记超时原因" in browser.get("desk.item", item_id=item_id).main
    assert edition_id


def test_a_holiday_is_named_with_the_notice_behind_it(site, browser, clock):
    clock.move_to("2026-09-30 09:00:00+08:00")
    item_id, _ = site.make("draft", produced_on=date(2026, 9, 30))
    page = browser.as_("zhifa-writer").get("desk.deadline", deadline_id=deadline_of(site, item_id))
    told = lines(page)
    assert "2026-10-01 周四 放假 — 国庆节，国办发明电〔2025〕7号" in told
    assert "2026-10-10 周六 调休上班，计入 到期日 3 国庆节，国办发明电〔2025〕7号" in told


def test_a_day_of_a_year_without_a_table_is_provisional(site, browser, clock):
    clock.move_to("2026-12-30 09:00:00+08:00")
    item_id, _ = site.make("draft", title="跨年的动态", produced_on=date(2026, 12, 30))
    page = browser.as_("zhifa-writer").get("desk.deadline", deadline_id=deadline_of(site, item_id))
    assert "2027年放假安排尚未公布" in page.main
    assert "2027-01-04 周一 计入 到期日 3 暂定" in lines(page)
    assert "（暂定）" in browser.get("desk.today").main


def test_what_is_in_time_needs_no_reason(site, browser):
    item_id, _ = site.make("published", produced_on=date(2026, 3, 10))
    deadline_id = deadline_of(site, item_id)
    page = browser.as_("zhifa-writer").get("desk.deadline", deadline_id=deadline_id)
    assert "登记原因" not in page.main and "结果 按时" in page.main
    from tests.portal.reading import token

    values = {"csrf_token": token(page), "late_reason": "无"}
    browser.post(f"/desk/deadlines/{deadline_id}/reason", values, status=409)


def test_a_reason_is_asked_for_and_not_too_long(site, browser, clock):
    item_id, _ = site.make("draft", produced_on=date(2026, 3, 2))
    page = browser.as_("zhifa-writer").get("desk.deadline", deadline_id=deadline_of(site, item_id))
    assert problem(page.submit("登记原因", late_reason=" ", status=422), "late_reason")
    assert problem(page.submit("登记原因", late_reason="长" * 201, status=422), "late_reason")


def test_another_units_deadline_is_not_there(site, browser):
    item_id, _ = site.make("draft", unit="xuanjiao")
    deadline_id = deadline_of(site, item_id)
    browser.as_("zhifa-writer").open(f"/desk/deadlines/{deadline_id}", status=404)
    browser.open("/desk/deadlines/99999", status=404)
    reviewer = browser.as_("xuanjiao-reviewer")
    assert "登记原因" not in reviewer.open(f"/desk/deadlines/{deadline_id}").main


def test_a_line_of_the_queue_leads_to_it(site, browser):
    with site.writing() as session:
        items.draft(session, site.staff(session))
    site.make("submitted", produced_on=date(2026, 3, 9))
    page = browser.as_("zhifa-reviewer").get("desk.review_queue")
    assert "还剩2个工作日（最迟2026-03-12）" in page.main
    assert page.follow("还剩2个工作日（最迟2026-03-12） 期限说明").h1 == "期限说明"
