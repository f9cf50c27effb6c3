"""A sheet of penalties, whole: faults, mended, imported, reviewed, published, found, imported again, withdrawn."""

import io

from content.spreadsheets import reading
from tests.browser import Browser
from tests.factories import batches as made
from tests.portal.desk.batching import carry_on, hand_in, handed_in, number_of

GOOD = [made.penalty(serial) for serial in range(1, 6)]
FAULTY = [made.penalty(1), made.penalty(2, tier=""), made.penalty(3, fine="2000元"), *GOOD[3:]]
DOCUMENT = "连交罚〔2026〕3号"


def found(site, text):
    site.index()
    return Browser(site.app).get("public.search", q=text)


def public_address(site, text):
    links = found(site, text).soup.select("main a[href*='/items/']")
    return links[0]["href"] if links else None


def test_a_sheet_reaches_citizens_and_leaves_again(site):
    writer = Browser(site.app).as_("zhifa-writer")
    batch = handed_in(site, writer, FAULTY, name="三月处罚.csv")
    page = writer.get("desk.batch", batch_id=batch)
    assert "有问题，未入库" in page.main
    page = page.follow("查看问题")
    assert "罚款金额(万元)" in page.main and "2000元填0.2" in page.main and "T4" in page.main
    assert "失信程度" in page.main and "AE3" in page.main
    marked = writer.client.get(f"/desk/batches/{batch}/faults.xlsx")
    assert "需修改的问题" in reading.open_sheet(marked.data, "x.xlsx").headings
    assert "2行有问题" in writer.get("desk.today").main

    mended = number_of(hand_in(writer, made.sheet("penalty", GOOD), name="三月处罚.csv"))
    carry_on(site, mended)
    page = writer.get("desk.batch", batch_id=mended)
    assert "待提交" in page.main
    page = page.submit("提交审核", status=422)
    assert page.title.startswith("有误：")
    page.submit("提交审核", secrecy_checked="1")
    assert "须由他人审核" not in page.main
    writer.get("desk.review_batch", batch_id=mended, status=403)

    reviewer = Browser(site.app).as_("zhifa-reviewer")
    review = reviewer.get("desk.review_queue").follow("去审核")
    assert "审核内容摘要值" in review.main
    assert DOCUMENT in review.main and "内部备注" in review.main  # both forms side by side
    review.submit("通过")
    assert found(site, DOCUMENT).soup.select("main a[href*='/items/']") == []

    publisher = Browser(site.app).as_("zhifa-publisher")
    page = publisher.get("desk.publish_queue").follow("查看")
    page.submit("发布")
    carry_on(site, mended)
    address = public_address(site, DOCUMENT)
    assert address
    shown = Browser(site.app).open(address)
    assert DOCUMENT in shown.main
    assert "内部备注" not in shown.html and "钱大海" not in shown.html

    again = handed_in(site, writer, GOOD, name="再报一次.csv")
    page = writer.get("desk.batch", batch_id=again)
    assert "已有且无变化 5" in page.main
    assert "提交审核" not in {button.get_text() for button in page.soup.find_all("button")}

    page = publisher.get("desk.batch", batch_id=mended).follow("整批撤下")
    page.submit("整批撤下", reason="数据来源有误")
    carry_on(site, mended)
    assert public_address(site, DOCUMENT) is None
    gone = Browser(site.app).open(address, status=410)
    assert "停止公示" in gone.main and "数据来源有误" not in gone.html and DOCUMENT not in gone.html


def test_the_good_rows_go_first_and_the_rest_is_mended(site):
    writer = Browser(site.app).as_("zhifa-writer")
    batch = handed_in(site, writer, FAULTY)
    writer.get("desk.batch", batch_id=batch).submit("合格行先入库")
    carry_on(site, batch)
    page = writer.get("desk.batch", batch_id=batch)
    assert "待提交" in page.main and "2行待修改" in page.main and "新增 3" in page.main
    book = writer.client.get(f"/desk/batches/{batch}/faults.xlsx?rows=faulty").data
    assert len(list(reading.open_sheet(io.BytesIO(book), "x.xlsx"))) == 2
