"""The desk's side of leaving: entered by one, confirmed by another, and nothing is told to anybody outside."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from content import clock
from content.workflow import leaving_requests
from tests.browser import form_values
from tests.factories import penalties
from tests.portal.reading import buttons, field, problem, said, token

TODAY = clock.today
REASON = "行政复议决定撤销原处罚"


@pytest.fixture
def penalty(house):
    """A penalty on display since long enough to be repaired. Returns its item id and document number."""

    def make(**changes):
        decided = (TODAY() - timedelta(days=150)).isoformat()
        with house.writing() as session:
            edition = penalties.published(session, house.staff(session), **({"decided_on": decided} | changes))
            session.flush()
            return edition.item_id, edition.fields["document_number"]

    return make


def gone(visit, item):
    return visit("zhifa-writer").signed_out().open(f"/items/{item}", status=410)


def enter(visit, item, who="zhifa-writer", status=200, **typed):
    values = {
        "cause": "repaired",
        "document_number": "连交信修〔2026〕9号",
        "document_date": TODAY().isoformat(),
    } | typed
    return visit(who).get("desk.leave", item_id=item).submit("提交另一人确认", status=status, **values)


def test_repaired_by_two_people_its_address_says_one_sentence_in_every_language(visit, penalty):
    item, number = penalty()
    page = visit("zhifa-writer").get("desk.item", item_id=item).follow("停止公示")
    assert "公示期自决定日期" in page.main
    assert "已登记" in said(enter(visit, item))
    assert visit("zhifa-writer").signed_out().open(f"/items/{item}"), "still on display"

    page = visit("zhifa-publisher").get("desk.leaving")
    assert "连交信修〔2026〕9号" in page.main
    page = page.submit("立即停止公示", row=number)

    assert "已在所有页面停止公示" in said(page)
    page = gone(visit, item)
    assert page.h1 == "该信息已停止公示"
    for prefix in ("", "/zh-hant", "/en"):
        html = visit("zhifa-writer").signed_out().open(f"{prefix}/items/{item}", status=410).html
        for word in (
            number,
            "云台虚构运输",
            penalties.CODE,
            "修复决定",
            "已修复",
            "连交信修",
            "处罚决定",
            "停止公示时间",
            TODAY().isoformat(),
        ):
            assert word not in html.split("</head>")[0], word
            assert word not in page_main(html), word


def page_main(html):
    return html[html.index("<main") : html.index("</main>")]


def test_an_annulled_decision_says_so_and_why(visit, penalty):
    item, number = penalty()
    enter(visit, item, cause="annulled", reason=REASON)
    visit("zhifa-publisher").get("desk.leaving").submit("立即停止公示", row=number)

    page = gone(visit, item)
    assert page.h1 == "行政处罚决定信息已依法撤回"
    assert REASON in page.main
    assert number not in page.html and "云台" not in page.html


def test_who_entered_it_finds_no_button_and_is_refused(visit, penalty, house):
    item, number = penalty()
    page = enter(visit, item, who="zhifa-publisher")
    assert number in page.main
    with house.reading() as session:
        row = leaving_requests.open_of_item(session, item)
        assert row is not None
        request_id = row.id
    for verb in ("confirm", "refuse"):
        values = {"csrf_token": token(page)}
        refused = visit("zhifa-publisher").post(f"/desk/leaving/{request_id}/{verb}", values, status=403)
        assert "由您登记" in refused.main
    assert visit("zhifa-writer").signed_out().open(f"/items/{item}")


def test_refused_it_stays(visit, penalty):
    item, number = penalty()
    enter(visit, item)
    page = visit("zhifa-publisher").get("desk.leaving").submit("不予确认", row=number)
    assert "继续公示" in said(page)
    assert visit("zhifa-writer").signed_out().open(f"/items/{item}")
    assert "未予确认" in page.main


@pytest.mark.parametrize(
    "typed, name",
    [
        ({"document_number": ""}, "document_number"),
        ({"document_date": ""}, "document_date"),
        ({"document_date": "昨天"}, "document_date"),
        ({"document_date": "2999-01-01"}, "document_date"),
        ({"cause": "annulled"}, "reason"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_kept(typed, name, visit, penalty):
    item, _ = penalty()
    page = enter(visit, item, status=422, **typed)
    assert problem(page, name)
    kept = {"document_number": "连交信修〔2026〕9号"} | typed
    assert field(page, "document_number") == kept["document_number"]


def test_an_article_is_not_taken_down_this_way_nor_a_record_withdrawn_by_one(visit, made, penalty, house):
    item, edition = made("published")
    assert visit("zhifa-writer").get("desk.leave", item_id=item).path == f"/desk/items/{item}"
    record, _ = penalty()
    page = visit("zhifa-publisher").get("desk.item", item_id=record)
    assert "停止公示" in buttons(page) and "撤下" not in buttons(page)


def test_another_unit_sees_nothing_of_it(visit, penalty):
    item, number = penalty()
    enter(visit, item)
    assert number not in visit("xuanjiao-publisher").get("desk.leaving").main
    visit("xuanjiao-publisher").get("desk.leave", item_id=item, status=404)


# A list


def upload(visit, content, name="名单.csv", who="zhifa-writer", status=200):
    browser = visit(who)
    page = browser.get("desk.leaving")
    form = page.soup.find("form", attrs={"enctype": True})
    values = form_values(form) | {"file": (BytesIO(content), name)}
    values.pop("file") if not content else None
    return browser.post("/desk/leaving/lists", values, status=status)


def test_a_list_is_read_shown_line_by_line_and_taken_down_by_another(visit, penalty):
    (first, number), (other, _) = penalty(), penalty()
    lines = [
        f"{penalties.CODE},{number},{TODAY().isoformat()}",
        f"{penalties.CODE},连交罚〔2020〕999号,{TODAY().isoformat()}",
    ]
    page = upload(visit, "\n".join(["统一社会信用代码,行政处罚决定书文号,修复日期", *lines]).encode())

    assert "已读取并比对" in said(page)
    assert "已匹配，将停止公示 1条" in page.main and "本单位未查到 1条" in page.main
    assert "立即停止公示" not in buttons(page), "not by whoever took it in"

    page = visit("zhifa-publisher").get("desk.leaving").follow("名单.csv").submit("立即停止公示")
    assert "已停止公示" in page.main
    assert gone(visit, first).h1 == "该信息已停止公示"
    assert visit("zhifa-writer").signed_out().open(f"/items/{other}")


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "必填"),
        ("代码,文号\n1,2".encode(), "统一社会信用代码"),
        (b"\x89PNG\r\n\x1a\n", "表格"),
        ("统一社会信用代码,行政处罚决定书文号,修复日期\n".encode(), "数据行"),
    ],
)
def test_what_cannot_be_read_as_a_list_is_said_beside_the_field(content, words, visit):
    page = upload(visit, content, status=422)
    assert problem(page, "file")


def test_the_same_list_is_not_taken_in_twice(visit):
    content = f"统一社会信用代码,行政处罚决定书文号,修复日期\n{penalties.CODE},无此文号,2026-01-05".encode()
    upload(visit, content)
    assert "已经导入过" in problem(upload(visit, content, status=409), "file")


# Papers


def test_papers_are_entered_until_nothing_is_missing(visit, penalty):
    item, number = penalty()
    page = visit("zhifa-reviewer").get("desk.unserved")
    assert number in page.main and "信用修复提示函" in page.main

    page = page.follow(next(text for text in page.links() if number in text))
    page = page.submit("登记", status=422, served_on="2999-01-01")
    assert problem(page, "served_on")
    page = page.submit("登记", served_on=TODAY().isoformat(), note="邮寄送达")
    assert "已登记" in said(page) and "邮寄送达" in page.main
    assert visit("zhifa-writer").get("desk.item", item_id=item).follow("文书送达")


def test_the_day_served_is_shown(visit, penalty):
    item, _ = penalty()
    page = visit("zhifa-writer").get("desk.item_serving", item_id=item)
    page = page.submit("登记", served_on=date(2026, 3, 9).isoformat())
    assert "2026-03-09" in page.main
