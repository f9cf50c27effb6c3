"""消息: what the site has to tell, counted in the menu until it is read."""

import pytest

from content.auth import people
from content.notices import posting
from portal import notice_words
from tests.browser import words

pytestmark = pytest.mark.usefixtures("clock")
THINGS = {"unit": 1, "count": 2, "things": [["item:1", "2026-03-10"]], "year": 2027}
FACTS = {
    "due_soon": THINGS,
    "due_today": THINGS,
    "overdue": THINGS,
    "long_overdue": THINGS,
    "target_gap": {"unit": 1, "done": 0, "goal": 2, "days_left": 12},
    "urged": {"unit": 1, "done": 0, "goal": 2, "days_left": 12},
    "deadlines_moved": THINGS,
    "plan_asked": {"unit": 1, "count": 2, "period": "2026年第一季度", "last_on": "2026-03-31"},
    "calendar_missing": {"year": 2027},
    "urgent_review": {"unit": 1, "hours": 2, "due_at": "2026-03-10T03:30:00+00:00", "edition": 1},
    "schedule_ended": {"outcome": "refused", "refusal": "not_permitted", "edition": 1, "unit": 1},
}


def tell(site, code, username="zhifa-writer", key="", **facts):
    with site.writing() as session:
        person = people.by_username(session, username)
        posting.tell(session, [person.id], code, key=key or code, facts=FACTS[code] | facts, about="item:1")


def count(page):
    found = page.soup.select_one('.desk-menu a[href$="/account/messages"] .count')
    return words(found) if found else ""


def test_nobody_has_messages_at_first(browser):
    page = browser.as_("zhifa-writer").get("account.messages")
    assert "没有消息" in page.main
    assert count(page) == ""


def test_each_code_reads_as_a_sentence_with_somewhere_to_go(site, browser):
    assert set(FACTS) == set(notice_words.NOTICES)
    for code in FACTS:
        tell(site, code)
    page = browser.as_("zhifa-writer").get("account.messages")
    told = [words(tag) for tag in page.soup.select(".item-title")]
    assert len(told) == len(FACTS)
    assert count(page) == str(len(FACTS))
    assert "稿件1 2026-03-10；另有1条" in page.main
    assert "已报0条，任务2条" in page.main
    assert "设定人已没有发布权限" in page.main


@pytest.mark.parametrize("outcome", ["published", "voided", "refused"])
@pytest.mark.parametrize("refusal", ["", "publisher_is_approver", "not_in_this_state"])
def test_the_end_of_a_schedule_is_told_whatever_it_was(site, browser, outcome, refusal):
    tell(site, "schedule_ended", outcome=outcome, refusal=refusal)
    assert len(browser.as_("zhifa-writer").get("account.messages").soup.select(".item-title")) == 1


def test_read_they_stay_and_are_no_longer_counted(site, browser):
    tell(site, "overdue")
    page = browser.as_("zhifa-writer").get("account.messages")
    assert "未读" in page.main
    tell(site, "overdue", key="later")
    page = page.submit("全部标为已读")
    assert count(page) == "1", "what came meanwhile stays unread"
    assert count(page.submit("全部标为已读")) == ""
    assert "未读" not in browser.get("account.messages").main
    assert len(browser.get("account.messages").soup.select(".item-title")) == 2


def test_nobody_reads_anothers(site, browser):
    tell(site, "overdue")
    assert "没有消息" in browser.as_("zhifa-reviewer").get("account.messages").main


def test_many_are_paged(site, browser):
    for number in range(53):
        tell(site, "overdue", key=str(number))
    page = browser.as_("zhifa-writer").get("account.messages")
    assert len(page.soup.select(".item-title")) == 50
    assert len(page.follow("下一页").soup.select(".item-title")) == 3
    browser.open("/account/messages", query={"before": "x"})


def test_an_address_is_stored_by_an_administrator_and_gone_when_erased(site, browser):
    with site.reading() as session:
        person_id = people.by_username(session, "zhifa-writer").id
    page = browser.as_("keeper").get("admin.person", person_id=person_id)
    page.submit("保存", status=422, email="不是邮箱")
    page.submit("保存", email=" writer@example.gov.cn ")
    assert "writer@example.gov.cn" in browser.as_("zhifa-writer").get("account.messages").main
    from content.auth import erasure

    with site.writing() as session:
        person = people.by_id(session, person_id)
        assert erasure.erase(session, person, by_key="system").email == ""
