"""The first page: at most seven things to do, one's own work left out."""

from datetime import date

from content import clock as clocks
from portal.desk import tasks as desk_tasks
from tests.browser import words
from tests.factories import batches, items, workflow


def tasks(page):
    return [words(tag) for tag in page.soup.select(".task-list li")]


def test_each_person_finds_what_waits_for_them(site, browser, clock):
    site.make("returned", title="退回来的")
    site.make("submitted", title="等审核的")
    site.make("approved", title="等发布的")
    site.make("draft", title="没写完的")

    writer = tasks(browser.as_("zhifa-writer").get("desk.today"))
    assert [line.split()[0] for line in writer] == ["退回来的", "没写完的"]
    assert "标题：文字表述" in writer[0]

    reviewer = tasks(browser.as_("zhifa-reviewer").get("desk.today"))
    assert len(reviewer) == 1
    assert "等审核的" in reviewer[0] and "员ter于" in reviewer[0]

    publisher = tasks(browser.as_("zhifa-publisher").get("desk.today"))
    assert {line.split()[0] for line in publisher} == {"等审核的", "等发布的"}

    page = browser.as_("xuanjiao-writer").get("desk.today")
    assert tasks(page) == []
    assert "没有待办事项" in page.main

    assert "本月已报0条" in browser.as_("zhifa-writer").get("desk.today").main
    site.make("published", title="已经发布的")
    assert "本月已报1条" in browser.as_("zhifa-writer").get("desk.today").main


def test_never_more_than_seven(site, browser):
    with site.writing() as session:
        staff = site.staff(session)
        for number in range(9):
            items.draft(session, staff, title=f"第{number}篇草稿")
        workflow.returned(session, staff, title="最急的")
    listed = tasks(browser.as_("zhifa-writer").get("desk.today"))
    assert len(listed) == 7
    assert listed[0].startswith("最急的")


def titles(page):
    return [tag.get_text(strip=True) for tag in page.soup.select(".task-title")]


def test_the_most_urgent_stands_first_with_the_time_left(site, browser, clock):
    clock.move_to("2026-03-23 09:00:00+08:00")
    site.make("draft", title="有时间的草稿", produced_on=date(2026, 3, 20))
    site.make("draft", title="超时的草稿", produced_on=date(2026, 3, 16))
    site.make("draft", title="今天到期的草稿", produced_on=date(2026, 3, 18))
    site.make("returned", title="退回的稿件", produced_on=date(2026, 3, 13))
    site.make("submitted", title="轮到别人的稿件", produced_on=date(2026, 3, 16))

    page = browser.as_("zhifa-writer").get("desk.today")

    assert titles(page) == [
        "退回的稿件",
        "今天到期的草稿",
        "超时的草稿",
        "执法支队：本月报送任务还差2条",
        "有时间的草稿",
    ]
    lines = tasks(page)
    assert "已超时3个工作日" in lines[0] and "去修改" in lines[0]
    assert "今日到期" in lines[1] and "继续写" in lines[1]
    assert "已超时2个工作日" in lines[2]
    assert "本月还剩9天" in lines[3] and "去写信息" in lines[3]
    assert "还剩2个工作日（最迟2026-03-25）" in lines[4]
    assert titles(browser.as_("zhifa-reviewer").get("desk.today")) == ["轮到别人的稿件"]


def test_overdue_rows_of_sheets_are_one_line_and_hide_nothing(site, browser, clock, tmp_path):
    clock.move_to("2026-03-23 09:00:00+08:00")
    rows = [batches.penalty(serial, decided_on="2026-02-10") for serial in range(1, 41)]
    with site.writing() as session:
        batches.submitted(session, site.staff(session), tmp_path, rows)
    site.make("draft", title="超时的草稿", produced_on=date(2026, 3, 16))

    page = browser.as_("zhifa-writer").get("desk.today")

    assert titles(page) == ["超时的草稿", "执法支队：本月报送任务还差2条", "表格报送的数据有40条已超时"]
    assert "行政处罚" in page.follow("表格报送的数据有40条已超时").main
    assert titles(browser.as_("xuanjiao-writer").get("desk.today")) == []


def test_personal_data_seen_at_night_is_a_task_of_those_who_may_hide(site, browser, clock):
    from content.display.rescanning import LiveFinding

    item, _ = site.make("published")
    with site.writing() as session:
        unit = site.staff(session).unit.id
        row = {"field": "body", "kind": "mobile", "paragraph": 1, "found_at": clocks.now()}
        session.add(LiveFinding(item_id=item, unit_id=unit, **row))
    page = browser.as_("zhifa-publisher").get("desk.today")
    assert titles(page) == [f"第{item}号信息疑似含个人信息"]
    assert titles(browser.as_("zhifa-writer").get("desk.today")) == []
    assert titles(browser.as_("xuanjiao-publisher").get("desk.today")) == []


def test_other_rooms_add_tasks_of_their_own(site, browser, clock, monkeypatch):
    fault = desk_tasks.Task("表格第3行有误", "/desk/", "去更正")
    monkeypatch.setattr(desk_tasks, "FURTHER", [lambda asked: [fault]])
    assert "表格第3行有误" in titles(browser.as_("zhifa-writer").get("desk.today"))


def test_what_a_colleague_has_taken_up_is_nobody_elses_task(site, browser, clock):
    from content.items.models import Edition
    from content.workflow import claiming

    _, edition = site.make("submitted", title="有人在看")
    with site.writing() as session:
        claiming.take(session, session.get(Edition, edition), by=site.staff(session).publisher)
    assert titles(browser.as_("zhifa-reviewer").get("desk.today")) == []
    assert titles(browser.as_("zhifa-publisher").get("desk.today")) == ["有人在看"]


def test_an_empty_page_teaches(site, browser, clock):
    page = browser.as_("zhifa-writer").get("desk.today")
    assert "点“写信息”开始下一篇" in page.main and "按紧急程度" in page.main
