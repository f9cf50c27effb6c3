"""Batches at the desk: what each page shows, what each button does, and who is kept out."""

import io
import json

import pytest
from sqlalchemy import select

from content.display.models import PublicItem
from content.items.batches import Batch
from content.items.models import Edition
from content.spreadsheets import reading
from content.workflow import batches
from tests.browser import Browser
from tests.factories import batches as made
from tests.portal.desk.batching import carry_on, hand_in, handed_in, rows
from tests.portal.reading import buttons, problem, said, token

#: Nobody can tell whose number this is: the gate asks.
UNSURE = "驾驶苏G12A10号车辆时货物脱落，现场留有电话0518-85801234。"


@pytest.fixture
def writer(site):
    return Browser(site.app).as_("zhifa-writer")


@pytest.fixture
def reviewer(site):
    return Browser(site.app).as_("zhifa-reviewer")


def submitted(site, writer, some_rows, **how):
    batch = handed_in(site, writer, some_rows, **how)
    writer.get("desk.batch", batch_id=batch).submit("提交审核", secrecy_checked="1")
    return batch


def test_nothing_is_taken_without_a_file_or_of_no_kind(site, writer):
    page = hand_in(writer, b"", status=422)
    assert "文件是空的" in said(page)
    page = hand_in(writer, made.sheet("penalty", rows(1)), kind="news", status=422)
    assert "不通过表格报送" in said(page)
    page = hand_in(writer, made.sheet("penalty", rows(1)), mode="some", status=422)
    assert "请选择：全部或不入库" in said(page)
    token_of = token(writer.get("desk.new_batch"))
    page = writer.post("/desk/batches/new", {"csrf_token": token_of}, status=422)
    assert "请先选择文件" in problem(page, "sheet")


def test_the_same_file_is_refused_while_it_is_on_its_way(site, writer):
    data = made.sheet("penalty", rows(1))
    hand_in(writer, data)
    assert "该文件已作为第" in said(hand_in(writer, data, status=409))


def test_a_template_is_headed_as_the_standard_and_offers_the_codes(site, writer):
    book = writer.client.get("/desk/batches/templates/penalty.xlsx")
    assert book.status_code == 200
    assert book.mimetype.endswith("spreadsheetml.sheet")
    assert "filename=file.xlsx; filename*=UTF-8''%E8" in book.headers["Content-Disposition"]
    headings = reading.open_sheet(_with_a_row(book.data), "x.xlsx").headings
    assert headings[:3] == ("行政相对人名称", "行政相对人类别", "行政相对人代码_1(统一社会信用代码)")
    assert b"dataValidation" in _sheet(book.data)
    assert writer.client.get("/desk/batches/templates/news.xlsx").status_code == 404


def _sheet(data, name="xl/worksheets/sheet1.xml"):
    import zipfile

    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def _with_a_row(data):
    """An empty table has no row to read; the test types one."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    book.worksheets[0]["A2"] = "某公司"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_progress_is_told_as_data_and_the_page_refreshes_itself(site, writer):
    hand_in(writer, made.sheet("penalty", rows(1)))
    page = writer.get("desk.batch", batch_id=1)
    assert page.soup.find("noscript").find("meta")["http-equiv"] == "refresh"
    told = json.loads(writer.client.get("/desk/batches/1/progress").data)
    assert told["is_at_work"] and told["state"] == "reading" and told["label"] == "校验中"
    carry_on(site, 1)
    assert not json.loads(writer.client.get("/desk/batches/1/progress").data)["is_at_work"]
    assert writer.get("desk.batch", batch_id=1).soup.find("noscript") is None


def test_columns_are_shown_changed_and_remembered(site, writer):
    data = made.sheet("penalty", rows(2)).replace("行政处罚决定书文号".encode(), "决定书编号".encode())
    hand_in(writer, data)
    carry_on(site, 1)
    page = writer.get("desk.batch", batch_id=1)
    assert "有问题，未入库" in page.main
    page = page.follow("字段对应和预览")
    assert "缺少的列" in page.main and "行政处罚决定书文号" in page.main
    assert "灌云县运河养护处" in page.main
    number = next(label["for"] for label in page.soup.find_all("label") if label.get_text().strip() == "决定书编号")
    page.submit("重新读取", **{number: "document_number"})
    carry_on(site, 1)
    assert "待提交" in writer.get("desk.batch", batch_id=1).main
    hand_in(writer, data.replace("贰仟".encode(), "贰千".encode()), name="下月.csv")
    carry_on(site, 2)
    assert "待提交" in writer.get("desk.batch", batch_id=2).main


def test_identity_numbers_stand_on_no_page_of_the_batch(site, writer, reviewer):
    batch = handed_in(site, writer, [made.penalty_of_person(1), made.penalty_of_person(2, tier="")], mode="good")
    pages = [
        writer.get(f"desk.{name}", batch_id=batch) for name in ("batch", "batch_columns", "batch_faults", "batch_rows")
    ]
    writer.get("desk.batch", batch_id=batch).submit("提交审核", secrecy_checked="1")
    pages.append(reviewer.get("desk.review_batch", batch_id=batch))
    assert all(made.PERSON[1] not in page.html for page in pages)
    assert "自然人" in pages[-1].main


def test_faults_of_one_kind_are_paged(site, writer, monkeypatch):
    monkeypatch.setattr("portal.desk.batch_faults.PER_PAGE", 4)
    monkeypatch.setattr("portal.desk.batch_faults.SAMPLES", 2)
    batch = handed_in(site, writer, rows(7, tier=""))
    page = writer.get("desk.batch_faults", batch_id=batch)
    assert "AE2、AE3" in page.main and "全部7处" in page.main
    page = next(writer.open(link["href"]) for link in page.soup.select("td a"))
    assert [row.th.get_text() for row in page.soup.select("tbody tr")] == ["AE2", "AE3", "AE4", "AE5"]
    assert "AE8" in page.follow("下一页").main


def test_a_batch_is_taken_back_and_undone(site, writer):
    batch = submitted(site, writer, rows(2))
    page = writer.get("desk.batch", batch_id=batch).submit("撤回")
    assert "待提交" in page.main
    page.submit("撤销入库")
    carry_on(site, batch)
    assert "已撤销入库" in writer.get("desk.batch", batch_id=batch).main
    with site.reading() as session:
        assert session.scalars(select(Edition).where(Edition.batch_id == batch)).all() == []


def test_nobody_decides_on_their_own_batch_and_strangers_never_hear_of_it(site, writer):
    batch = submitted(site, writer, rows(1))
    with site.writing() as session:
        from content.auth import people
        from content.auth.roles import Role

        staff = site.staff(session)
        people.grant(session, staff.writer, staff.unit, Role.REVIEWER)
    page = writer.get("desk.review_batch", batch_id=batch)
    assert "通过" not in buttons(page) and "您参与了本稿采编" in page.main
    sent = {"csrf_token": token(page), "digest": "x", "return-note": "试试", "code": "facts", "row": "1"}
    for path in ("approve", "return", "rows/return"):
        writer.post(f"/desk/batches/{batch}/{path}", sent, status=403)
    stranger = Browser(site.app).as_("xuanjiao-writer")
    for name in ("batch", "batch_rows", "batch_faults", "batch_progress", "batch_columns"):
        stranger.get(f"desk.{name}", batch_id=batch, status=404)


def test_only_what_was_seen_is_approved(site, writer, reviewer):
    batch = submitted(site, writer, rows(2))
    page = reviewer.get("desk.review_batch", batch_id=batch)
    with site.writing() as session:
        staff = site.staff(session)
        first = session.scalars(select(Edition.id).where(Edition.batch_id == batch)).first()
        batches.give_back_rows(session, session.get(Batch, batch), [first], by=staff.reviewer, code="facts")
    assert "公开内容有变化" in page.submit("通过", status=409).main


def test_rows_are_sampled_by_a_seed_and_sent_back_with_a_reason(site, writer, reviewer, monkeypatch):
    monkeypatch.setattr("portal.desk.batch_reviewing.SAMPLE", 3)
    batch = submitted(site, writer, rows(9))
    one = reviewer.get("desk.review_batch", batch_id=batch, seed=7)
    two = reviewer.get("desk.review_batch", batch_id=batch, seed=7)
    shown = [box["value"] for box in one.soup.select("input[name=row]")]
    assert len(shown) == 3 and shown == [box["value"] for box in two.soup.select("input[name=row]")]
    sent = {"csrf_token": token(one), "row": shown[0], "code": "facts", "note": "金额不符"}
    page = reviewer.post(f"/desk/batches/{batch}/rows/return", sent)
    assert "已退回1行" in page.main
    page = reviewer.get("desk.batch_rows", batch_id=batch, show="returned")
    assert "事实需核对：金额不符" in page.main
    empty = reviewer.post(f"/desk/batches/{batch}/rows/return", {"csrf_token": token(one), "code": "facts"}, status=422)
    assert "请先至少勾选一项" in empty.main
    reviewer.get("desk.review_batch", batch_id=batch).submit("通过")
    publisher = Browser(site.app).as_("zhifa-publisher")
    publisher.get("desk.batch", batch_id=batch).submit("发布")
    carry_on(site, batch)
    assert "已发布" in publisher.get("desk.batch", batch_id=batch).main
    assert "事实需核对" in writer.get("desk.today").main


def test_every_row_is_browsed_by_key(site, writer, monkeypatch):
    monkeypatch.setattr("portal.desk.batch_rows.PER_PAGE", 2)
    batch = handed_in(site, writer, rows(3))
    page = writer.get("desk.batch_rows", batch_id=batch)
    assert "第2行" in page.main and "第4行" not in page.main
    assert "第4行" in page.follow("下一页").main


def test_findings_are_decided_by_tick_by_column_and_by_name(site, writer, reviewer):
    """What was decided is what goes out, row by row."""
    batch = submitted(site, writer, rows(4, violation_facts=UNSURE))
    page = reviewer.get("desk.review_batch", batch_id=batch)
    assert "待决定4处" in page.main and "0518-85801234" in page.main
    page.submit("通过", status=409)
    about = "violation_facts-landline"
    assert "请选择" in page.submit("对勾选项作决定", status=422).main
    assert "请先至少勾选一项" in page.submit("对勾选项作决定", status=422, **{f"verdict-{about}": "hide"}).main
    box = page.soup.find("input", attrs={"name": "finding"})["value"]
    sent = {"csrf_token": token(page), "about": about, "scope": "ticked", "finding": box, f"verdict-{about}": "show"}
    page = reviewer.post(f"/desk/batches/{batch}/decide", sent, status=422)
    assert "请填写" in problem(page, f"reason-{about}")
    page = reviewer.post(f"/desk/batches/{batch}/decide", sent | {f"reason-{about}": "公司值班电话"})
    assert "待决定3处，已决定1处" in page.main and "公司值班电话" in page.main
    page = page.submit("按名单作决定", **{"verdict-names": "hide", "names": "没有此人"})
    assert "待决定3处" in page.main
    page = page.submit("按名单作决定", **{"verdict-names": "hide", "names": "没有此人、0518-85801234"})
    assert "待决定0处" in page.main
    page.submit("通过", status=409)
    carry_on(site, batch)
    reviewer.get("desk.review_batch", batch_id=batch).submit("通过")
    Browser(site.app).as_("zhifa-publisher").get("desk.batch", batch_id=batch).submit("发布")
    carry_on(site, batch)
    with site.reading() as session:
        shown = [
            one.fields["violation_facts"] for one in session.scalars(select(PublicItem).order_by(PublicItem.item_id))
        ]
        assert ["0518-85801234" in text for text in shown] == [True, False, False, False]


def test_a_whole_column_is_decided_at_once(site, writer, reviewer):
    batch = submitted(site, writer, rows(3, violation_facts=UNSURE))
    page = reviewer.get("desk.review_batch", batch_id=batch)
    page = page.submit("对全部3处待决定项作决定", **{"verdict-violation_facts-landline": "hide"})
    assert "待决定0处，已决定3处" in page.main
    assert "正在检查个人信息" in page.main
    assert "3处，隐藏" in page.main


def test_a_whole_batch_comes_back_with_a_note(site, writer, reviewer):
    batch = submitted(site, writer, rows(1))
    page = reviewer.get("desk.review_batch", batch_id=batch)
    assert "请填写" in problem(page.submit("退回", row="或整批退回", status=422), "return-note")
    page.submit("退回", row="或整批退回", **{"return-note": "请核对全部金额"})
    assert "请核对全部金额" in writer.get("desk.batch", batch_id=batch).main
    assert "请核对全部金额" in writer.get("desk.today").main


def test_a_row_of_a_batch_is_not_edited_beside_it(site, writer):
    batch = handed_in(site, writer, rows(1))
    with site.reading() as session:
        edition = session.scalars(select(Edition).where(Edition.batch_id == batch)).one()
        item, edition = edition.item_id, edition.id
    page = writer.get("desk.item", item_id=item)
    assert "来自报送表格第2行" in page.main and "继续撰写" not in page.main
    page.follow("查看批次")
    sent = {"csrf_token": token(writer.get("desk.new_batch")), "version": "1", "title": "改掉", "action": "save"}
    assert "重新导入表格" in writer.post(f"/desk/editions/{edition}/edit", sent, status=409).main
    assert "连交罚" not in writer.get("desk.items").main
    assert "连交罚" in writer.get("desk.items", show="records").main


def test_a_month_without_cases_is_reported_once_and_not_against_records(site, writer):
    handed_in(site, writer, rows(1))
    page = writer.get("desk.zero_reports")
    empty = [b for b in buttons(page) if b.startswith("零报告")]
    page = page.submit(sorted(empty)[0])
    assert "已零报告" in page.main
    sent = {"csrf_token": token(page), "unit": "zhifa", "kind": "penalty", "year": "2026", "month": "2"}
    assert "不能零报告" in writer.post("/desk/zero-reports", sent, status=409).main
    assert "尚未结束" in writer.post("/desk/zero-reports", sent | {"year": "2031"}, status=409).main
