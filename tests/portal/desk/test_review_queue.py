"""The queue on a page: order, age, taking, giving back, haste, and who stands in."""

from datetime import date

import pytest

from content.items.models import Edition
from content.notices import posting
from tests.portal.reading import problem, said, token

pytestmark = pytest.mark.usefixtures("clock")


def titles(page):
    return [heading.get_text(strip=True) for heading in page.soup.select(".panel h2")]


def test_what_is_due_soonest_stands_first_with_its_age(site, browser, clock):
    site.make("submitted", title="宽裕的", produced_on=date(2026, 3, 10))
    site.make("submitted", title="快到期的", produced_on=date(2026, 3, 5))
    clock.move_to("2026-03-10 12:35:00+08:00")
    page = browser.as_("zhifa-reviewer").get("desk.review_queue")
    assert titles(page) == ["快到期的", "宽裕的"]
    assert "今日到期" in page.main
    assert "已等待3小时" in page.main
    assert "待认领" in page.main


def test_taking_shows_and_giving_back_frees(site, browser):
    _, edition = site.make("submitted", title="由我来审")
    page = browser.as_("zhifa-reviewer").get("desk.review_queue").submit("认领")
    assert "已认领" in said(page)
    assert page.h1.endswith("由我来审")

    colleague = browser.as_("zhifa-publisher").get("desk.review_queue")
    assert "员wer已于2026-03-10 09:30认领" in colleague.main
    colleague.submit("接手")
    queue = browser.as_("zhifa-reviewer").get("desk.review_queue")
    values = {"csrf_token": token(browser.get("account.password"))}
    browser.post(f"/desk/editions/{edition}/release", values, status=409)
    assert "释放" not in queue.main

    page = browser.as_("zhifa-publisher").get("desk.review_queue").submit("释放")
    assert "待认领" in page.main


def test_ones_own_work_cannot_be_taken(site, browser):
    from content.auth import people, units
    from content.auth.roles import Role

    with site.writing() as session:
        people.grant(
            session, people.by_username(session, "zhifa-writer"), units.by_code(session, "zhifa"), Role.REVIEWER
        )
    _, edition = site.make("submitted")
    page = browser.as_("zhifa-writer").get("desk.review_queue")
    assert "认领" not in [button.get_text(strip=True) for button in page.soup.select("main button")]
    values = {"csrf_token": token(browser.get("account.password"))}
    browser.post(f"/desk/editions/{edition}/claim", values, status=403)


def test_haste_jumps_the_queue_and_tells_the_reviewers(site, browser, clock):
    site.make("submitted", title="先来的", produced_on=date(2026, 3, 4))
    item, edition = site.make("submitted", title="要加急的")
    page = browser.as_("zhifa-writer").get("desk.item", item_id=item).follow("申请加急审核")
    assert problem(page.submit("申请加急审核", status=422), "reason")
    page = page.submit("申请加急审核", reason="群众反映集中", urgent_hours="2")
    assert "已排在待审核首位" in said(page)
    assert "申请加急审核" not in page.links()

    queue = browser.as_("zhifa-reviewer").get("desk.review_queue")
    assert titles(queue) == ["要加急的", "先来的"]
    assert "加急，还剩2小时（最迟2026-03-10 11:30）" in queue.main
    assert "加急原因：群众反映集中" in queue.main
    today = browser.get("desk.today").main
    assert "加急，还剩2小时" in today
    assert "加急审核：请在2小时内处理" in browser.get("account.messages").main
    clock.move_to("2026-03-10 12:30:00+08:00")
    assert "加急，已超过2026-03-10 11:30 1小时" in browser.as_("zhifa-reviewer").get("desk.review_queue").main

    with site.reading() as session:
        submitter = session.get(Edition, edition).submitter
        assert posting.unread(session, submitter) == 0
    browser.as_("zhifa-writer").open(f"/desk/editions/{edition}/urgent")
    values = {"csrf_token": token(browser.get("account.password")), "reason": "再急", "urgent_hours": "1"}
    browser.post(f"/desk/editions/{edition}/urgent", values, status=409)


def test_only_what_waits_for_review_has_the_form(site, browser):
    item, edition = site.make("approved")
    assert browser.as_("zhifa-writer").open(f"/desk/editions/{edition}/urgent").path == f"/desk/items/{item}"


def test_a_deputy_reviews_from_the_first_day_to_the_last(site, browser, clock):
    page = browser.as_("zhifa-publisher").get("desk.review_queue").follow("代审人")
    people = {option.get_text(strip=True): option["value"] for option in page.soup.select("#person option")}
    for faults in ({}, {"person": "x", "absent": "x"}, {"first_day": "昨天", "last_day": ""}):
        page.submit("确定授权", status=422, **faults)
    page = page.submit(
        "确定授权",
        person=people["员ter"],
        absent=people["员wer"],
        first_day="2026-03-11",
        last_day="2026-03-12",
    )
    assert "代审权限按起止日期生效" in said(page)
    assert "未开始" in page.main
    days = {"first_day": "2026-03-11", "last_day": "2026-03-12"}
    assert page.submit("确定授权", status=422, person=people["员ter"], absent=people["员ter"], **days)

    browser.as_("zhifa-writer").open("/desk/review", status=403)
    clock.move_to("2026-03-11 08:00:00+08:00")
    browser.as_("zhifa-writer").open("/desk/review")
    assert "生效中" in browser.as_("zhifa-publisher").get("desk.stand_ins").main
    clock.move_to("2026-03-13 08:00:00+08:00")
    browser.as_("zhifa-writer").open("/desk/review", status=403)
    assert "授权代审人" in browser.as_("keeper").get("admin.audit").main


def test_a_deputy_is_ended_early(site, browser):
    page = browser.as_("zhifa-publisher").get("desk.stand_ins")
    people = {option.get_text(strip=True): option["value"] for option in page.soup.select("#person option")}
    page = page.submit(
        "确定授权", person=people["员ter"], absent=people["员wer"], first_day="2026-03-10", last_day="2026-03-12"
    )
    values = {"csrf_token": token(browser.as_("xuanjiao-publisher").get("account.password"))}
    browser.post("/desk/stand-ins/1/end", values, status=404)
    page = browser.as_("zhifa-publisher").get("desk.stand_ins").submit("结束")
    assert "已结束" in said(page)
    assert "员wer" not in " ".join(row.get_text() for row in page.soup.select(".data-table"))
