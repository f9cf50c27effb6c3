"""我要纠错 through the front door: two clicks, no account, a receipt, an answer by two people."""

import pytest

from portal.public import tokens
from tests.browser import form_values

WRONG = "正文第二段的电话已经变更"


@pytest.fixture
def form(browser, clock):
    """The form as somebody opened it, long enough ago to have read it."""

    def opened(path="/feedback"):
        values = form_values(browser.open(path).soup.find(id="main").form)
        clock.shift(10)
        return values

    return opened


def test_it_is_two_clicks_from_every_page(browser, site):
    item_id, _ = site.make()
    for path in ("/", "/about", "/columns/updates", f"/items/{item_id}", "/search", "/policies"):
        page = browser.open(path)
        form = page.follow("我要纠错")
        assert form.h1 == "我要纠错"
        assert form.soup.find(id="page")["value"].startswith(path.partition("?")[0])


def test_from_the_report_to_the_public_answer(browser, site, form):
    item_id, _ = site.make()
    values = form(f"/feedback?page=/items/{item_id}")
    sent = browser.post("/feedback", values | {"mistake": WRONG, "contact": "写信"})
    assert sent.h1 == "纠错与异议办理结果查询"
    receipt = sent.soup.find(id="receipt")["value"]
    assert receipt in sent.main
    assert "最迟2026年3月13日" in sent.main
    assert "待答复" in sent.main
    assert WRONG not in sent.html, "the words stay between sender and unit"

    writer = type(browser)(browser.app).as_("zhifa-writer")
    listed = writer.open("/desk/feedback")
    report = listed.follow(next(text for text in listed.links() if receipt in text))
    assert WRONG in report.main
    assert f"/items/{item_id}" in report.main
    report.submit("提交审核", answer="电话已更正为12328。")
    reviewer = type(browser)(browser.app).as_("zhifa-reviewer")
    reviewer.open(report.path).submit("通过")
    page = browser.open("/feedback/status", query={"receipt": receipt})
    assert "电话已更正为12328" in page.main
    assert "已答复" in page.main
    assert "最迟" not in page.main


def test_whoever_wrote_the_answer_meets_no_button_to_approve_it(browser, site, form):
    site.make()
    browser.post("/feedback", form("/feedback?page=/items/1") | {"mistake": WRONG})
    writer = type(browser)(browser.app).as_("zhifa-writer")
    writer.open("/desk/feedback/1").submit("提交审核", answer="已更正。")
    assert "通过" not in writer.open("/desk/feedback/1").main
    type(browser)(browser.app).as_("xuanjiao-writer").open("/desk/feedback/1", status=404)


def test_what_is_missing_is_asked_again_with_everything_kept(browser, form):
    page = browser.post("/feedback", form() | {"mistake": "", "contact": "写信到单位"}, status=422)
    assert page.soup.find(id="mistake-error")
    assert page.soup.find(id="contact")["value"] == "写信到单位"
    assert page.title.startswith("有误")


@pytest.mark.parametrize("wait, status", [(0, 409), (tokens.LONGEST_SECONDS + 20, 409), (60, 303)])
def test_a_form_lives_for_hours_and_is_not_sent_in_no_time(browser, clock, wait, status):
    values = form_values(browser.open("/feedback").soup.find(id="main").form)
    clock.shift(wait)
    answer = browser.client.post("/feedback", data=values | {"mistake": WRONG})
    assert answer.status_code == status
    if status == 409:
        assert WRONG in answer.get_data(as_text=True), "what was typed is kept"


def test_a_token_of_another_form_is_none(browser, clock):
    values = form_values(browser.open("/preferences").soup.find(id="main").form)
    clock.shift(10)
    sent = {"csrf_token": values["csrf_token"], "mistake": WRONG}
    assert browser.client.post("/feedback", data=sent).status_code == 409


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(browser, site, form):
    from content.feedback.models import Report

    browser.client.post("/feedback", data=form() | {"mistake": WRONG, "website": "http://spam.example"})
    with site.reading() as session:
        assert session.query(Report).count() == 0


def test_a_flood_is_stopped_politely(browser, form):
    values = form()
    for _time in range(5):
        assert browser.client.post("/feedback", data=values | {"mistake": WRONG}).status_code == 303
    answer = browser.client.post("/feedback", data=values | {"mistake": WRONG})
    assert answer.status_code == 429
    assert WRONG in answer.get_data(as_text=True)


def test_no_address_is_stored(browser, site, form):
    from content.feedback.models import Report

    browser.post("/feedback", form() | {"mistake": WRONG})
    with site.reading() as session:
        assert "127.0.0.1" not in session.get(Report, 1).sender_mark


def test_a_number_nobody_was_given_opens_nothing(browser):
    page = browser.open("/feedback/status", query={"receipt": "JC260310-AAAAA-AAAAA"}, status=404)
    assert "未找到此回执编号" in page.main
    browser.open("/feedback/status")
