"""The first page: at most seven things to do, one's own work left out."""

from tests.browser import words
from tests.factories import items, workflow


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
