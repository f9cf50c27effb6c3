"""异议申诉 through the front door: from the record's page to an answer by two people, and no word to others."""

import io

import pytest

from content.display.models import PublicItem
from content.feedback.models import Report
from content.items import editing
from content.items.models import Item
from tests.browser import form_values
from tests.factories import objections, penalties, records
from tests.factories.batches import penalty

WRONG = "决定书载明罚款1000元，本站公示为2000元"


SCAN = (("张三身份证.png", objections.picture()),)


@pytest.fixture
def item_id(site, clock):
    with site.writing() as session:
        return penalties.published(session, site.staff(session)).item_id


@pytest.fixture
def sending(browser, clock):
    """Fill the form in as somebody who took the time to read it, with a scan, and send it."""

    def send(path, *, files=SCAN, status=200, **words):
        form = browser.open(path).soup.find(id="main").find("form", attrs={"enctype": "multipart/form-data"})
        clock.shift(10)
        sent = form_values(form) | words
        sent["proof"] = [(io.BytesIO(data), name) for name, data in files]
        return browser.read(path, browser.client.post(path, data=sent), status)

    return send


def other(browser, name):
    return type(browser)(browser.app).as_(name)


def receipt_of(page):
    return page.soup.find(id="receipt")["value"]


def test_from_the_records_page_to_the_answer_of_two_people(browser, site, clock, item_id, sending):
    record = browser.open(f"/items/{item_id}")
    assert "异议处理中" not in record.main
    assert record.follow("异议申诉").h1 == "异议申诉"

    sent = sending(f"/items/{item_id}/objection", role="agent", mistake=WRONG, contact="写信")
    receipt = receipt_of(sent)
    assert receipt.startswith("YY")
    assert "最迟2026年3月19日" in sent.main
    for secret in (WRONG, "张三", "连交罚", f"/items/{item_id}"):
        assert secret not in sent.soup.find(id="main").get_text()
    clock.shift(61)
    assert "异议处理中" in browser.open(f"/items/{item_id}").main

    writer = other(browser, "zhifa-writer")
    listed = writer.open("/desk/feedback")
    report = listed.follow(next(text for text in listed.links() if receipt in text))
    assert WRONG in report.main and "受委托的代理人" in report.main
    assert "通过" not in report.main
    report.submit("提交审核", answer="经核查，罚款数额应为1000元。", ruling="upheld")

    reviewer = other(browser, "zhifa-reviewer")
    page = reviewer.open(report.path)
    assert "尚未处理该信息" in page.submit("通过", status=409).main
    with site.writing() as session:
        editing.start_next(session, session.get(Item, item_id), by=site.staff(session).writer)
    reviewer.open(report.path).submit("通过")

    answer = browser.open("/feedback/status", query={"receipt": receipt})
    assert "罚款数额应为1000元" in answer.main and "异议成立" in answer.main
    clock.shift(61)
    assert "异议处理中" not in browser.open(f"/items/{item_id}").main


def test_a_repair_is_claimed_and_taken_over_by_two_people(browser, site, clock, item_id, sending):
    assert browser.open(f"/items/{item_id}").follow("已修复，请同步").h1 == "已修复，请同步"
    sent = sending(
        f"/items/{item_id}/repaired", role="subject", document_number="连交信修〔2026〕9号", document_date="2026-03-10"
    )
    receipt = receipt_of(sent)
    assert receipt.startswith("XF")
    publisher = other(browser, "zhifa-publisher")
    report = publisher.open("/desk/feedback/1")
    assert "连交信修〔2026〕9号" in report.main
    entered = report.submit("登记信用修复")
    assert "待本单位另一人确认" in entered.text
    assert "登记信用修复" not in [button.get_text(strip=True) for button in entered.soup.find_all("button")]
    assert "立即停止公示" not in publisher.open("/desk/leaving").main
    with site.reading() as session:
        assert session.get(PublicItem, item_id) is not None


def test_when_the_record_leaves_mark_links_and_forms_go_with_it(browser, site, clock, item_id, sending):
    from content.workflow import leaving_requests

    receipt = receipt_of(sending(f"/items/{item_id}/objection", role="subject", mistake=WRONG))
    with site.writing() as session:
        staff = site.staff(session)
        item = session.get(Item, item_id)
        asked = leaving_requests.ask(session, item, "error", by=staff.writer, reason="当事人有误")
        leaving_requests.confirm(session, asked, by=staff.publisher)
    for path in (f"/items/{item_id}", f"/items/{item_id}/objection", f"/items/{item_id}/repaired"):
        gone = browser.open(path, status=410)
        assert "该信息已停止公示" in gone.text
        assert "异议" not in gone.soup.find(id="main").get_text()
    status = browser.open("/feedback/status", query={"receipt": receipt})
    assert receipt in status.main
    assert "停止公示" not in status.main
    assert str(item_id) not in [link.rpartition("/")[2] for link in status.links().values()]


@pytest.mark.parametrize(
    "words, field",
    [
        ({"role": "", "mistake": WRONG}, "role"),
        ({"role": "subject", "mistake": ""}, "mistake"),
        ({"role": "subject", "mistake": WRONG, "files": ()}, "proof"),
    ],
)
def test_what_is_missing_is_asked_again_with_everything_kept(browser, item_id, sending, words, field):
    page = sending(f"/items/{item_id}/objection", status=422, contact="写信到单位", **words)
    assert page.title.startswith("有误")
    assert page.soup.find(id="contact")["value"] == "写信到单位"
    assert page.soup.select_one(f'.error-summary a[href="#{field}"]')


@pytest.mark.parametrize(
    "name, data, word",
    [("a.png", b"MZ nothing of the kind", "不接收"), ("a.docx", b"PK\x03\x04", ""), ("b.png", b"", "文件是空的")],
)
def test_a_file_that_is_no_scan_is_refused_and_nothing_is_stored(browser, site, item_id, sending, name, data, word):
    page = sending(f"/items/{item_id}/objection", status=422, role="subject", mistake=WRONG, files=((name, data),))
    assert page.soup.find(id="proof-error")
    assert WRONG in page.soup.find(id="mistake").get_text()
    with site.reading() as session:
        assert session.query(Report).count() == 0


def test_a_claimed_repair_with_a_date_that_is_none(browser, item_id, sending):
    page = sending(
        f"/items/{item_id}/repaired", status=422, role="subject", document_number="", document_date="3月10日"
    )
    assert page.soup.find(id="document_date-error") and page.soup.find(id="document_number-error")


def test_articles_take_no_objections(browser, site, clock):
    item_id, _ = site.make()
    assert "异议申诉" not in browser.open(f"/items/{item_id}").main
    browser.open(f"/items/{item_id}/objection", status=404)


def test_a_flood_and_machines_are_stopped(browser, site, clock, item_id, sending):
    for _time in range(5):
        sending(f"/items/{item_id}/objection", role="subject", mistake=WRONG)
    sending(f"/items/{item_id}/objection", role="subject", mistake=WRONG, status=429)
    browser.client.post(f"/items/{item_id}/objection", data={"website": "http://spam.example"})
    with site.reading() as session:
        assert session.query(Report).count() == 5


def test_a_stale_form_keeps_its_words(browser, clock, item_id, sending):
    form = form_values(browser.open(f"/items/{item_id}/objection").soup.find(id="main").find("form"))
    answer = browser.client.post(f"/items/{item_id}/objection", data=form | {"mistake": WRONG})
    assert answer.status_code == 409
    assert WRONG in answer.get_data(as_text=True)


def test_proofs_are_for_the_unit_alone_and_kept_by_no_cache(browser, site, clock, item_id, sending):
    sending(f"/items/{item_id}/objection", role="subject", mistake=WRONG)
    writer = other(browser, "zhifa-writer")
    token = form_values(writer.open("/desk/feedback/1").form("证明材料1"))
    opened = writer.client.post("/desk/feedback/1/proofs/1", data=token)
    assert opened.data == objections.picture()
    assert opened.headers["Cache-Control"] == "no-store"
    assert opened.headers["Content-Disposition"].startswith("attachment")
    assert browser.client.get("/desk/feedback/1/proofs/1").status_code == 405
    stranger = other(browser, "xuanjiao-writer")
    token = form_values(stranger.open("/desk/batches").soup.find("form", attrs={"method": "post"}))
    assert stranger.client.post("/desk/feedback/1/proofs/1", data=token).status_code == 404


def test_a_permit_offers_no_repair(browser, site, clock):
    with site.writing() as session:
        permit = penalties.published(session, site.staff(session), kind="permit").item_id
    page = browser.open(f"/items/{permit}")
    assert "异议申诉" in page.main and "已修复，请同步" not in page.main


def test_the_mark_stands_on_the_records_own_page_alone(browser, site, clock, sending):
    [item_id] = records.publish(site, [penalty(3)])
    site.index()
    sending(f"/items/{item_id}/objection", role="subject", mistake=WRONG)
    clock.shift(61)
    code = "91320700MA1MKTU24A"
    assert "异议处理中" in browser.open(f"/items/{item_id}").main
    for path in (f"/subjects/{code}", "/columns/credit-information?kind=penalty", f"/search?q={code}"):
        assert "异议处理中" not in browser.open(path).html


def test_after_its_time_the_desk_says_that_it_was_erased_and_the_receipt_still_opens_the_answer(
    browser, site, clock, item_id, sending
):
    from content.feedback import answering, erasing

    receipt = receipt_of(sending(f"/items/{item_id}/objection", role="subject", mistake=WRONG))
    with site.writing() as session:
        report, staff = session.get(Report, 1), site.staff(session)
        answering.draft(session, report, "经核查，罚款数额无误。", by=staff.writer, outcome="rejected")
        answering.approve(session, report, by=staff.reviewer)
    clock.shift(91 * 24 * 3600)
    with site.writing() as session:
        assert erasing.erase_due(session) == 1
    page = other(browser, "zhifa-writer").open("/desk/feedback/1")
    assert "已于2026-06-09删除" in page.main and WRONG not in page.main and "证明材料1" not in page.main
    assert "罚款数额无误" in browser.open("/feedback/status", query={"receipt": receipt}).main
