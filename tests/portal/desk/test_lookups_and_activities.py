"""Look-ups and what was held, through the front door."""

from io import BytesIO

import openpyxl

from content import clock
from content.identifiers import unified_code
from tests.browser import words
from tests.portal.reading import problem, said

FIRST = "91320700MA1MKKJM7"
CODE = FIRST + unified_code.check_character(FIRST)


def test_a_look_up_is_a_row_of_the_ledger_and_no_certificate(visit):
    writer = visit("zhifa-writer")
    page = writer.get("desk.lookups").submit("查询", matter="养护工程招标", codes="91320700MA1MKKJM7A", status=422)
    assert problem(page, "codes")
    page = page.submit("查询", matter="养护工程招标", codes=CODE)
    assert CODE in page.main
    assert "无公示信息" in page.main
    assert "不作为信用证明" in page.main
    page = page.submit("保存", **{"use-1": "no_effect"})
    assert "已保存" in said(page)
    assert page.soup.find("option", selected=True)["value"] == "no_effect"
    answer = writer.client.get("/desk/lookups.xlsx")
    row = list(openpyxl.load_workbook(BytesIO(answer.data)).worksheets[0].iter_rows(min_row=2, values_only=True))[-1]
    assert (row[3], row[4], row[6], row[8:]) == ("工程招投标", "养护工程招标", CODE, (0, 0, "无影响"))
    visit("xuanjiao-writer").open(page.path, status=404)


def test_a_list_is_looked_up_in_one_use(visit):
    writer = visit("zhifa-writer")
    token = writer.get("desk.lookups").soup.find("input", attrs={"name": "csrf_token"})["value"]
    form = {"csrf_token": token, "unit": "zhifa", "purpose": "subsidy", "matter": "奖补资金", "codes": ""}
    data = form | {"list": (BytesIO(f"{CODE}\n{CODE}\n".encode("utf-8-sig")), "list.csv")}
    answer = writer.client.post("/desk/lookups", data=data, content_type="multipart/form-data")
    assert answer.status_code == 302
    rows = writer.open(answer.headers["Location"]).soup.find("table").tbody.find_all("tr")
    assert len(rows) == 1
    data = form | {"list": (BytesIO("企业".encode("gbk")), "list.csv")}
    answer = writer.client.post("/desk/lookups", data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "UTF-8" in answer.get_data(as_text=True)


def test_what_was_held_is_entered_with_its_evidence(visit):
    writer = visit("zhifa-writer")
    page = writer.get("desk.activities")
    page = page.submit("保存", row="登记活动", topic="信用培训", people="0", status=422)
    assert problem(page, "people")
    page = writer.get("desk.activities")
    entered = {"topic": "信用培训", "people": "36", "held_on": clock.today().isoformat(), "evidence": "签到表"}
    page = page.submit("保存", **entered)
    first = page.soup.find("table").tbody.find("tr")
    assert [words(cell) for cell in first.find_all(["th", "td"])][2:6] == ["培训", "信用培训", "36", "签到表"]
    assert writer.client.get("/desk/activities.xlsx").status_code == 200
