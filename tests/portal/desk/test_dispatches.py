"""报送登记 on the desk: tick, note, pack; what became of it; the time before."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.portal.reading import problem, said, token


def test_items_are_noted_many_at_once_with_their_outcome(visit, made):
    item, _ = made("published", title="要报送的动态")
    browser = visit("zhifa-writer")
    page = browser.get("desk.dispatches").submit("登记已报", chosen=str(item))
    assert "已登记报送1条" in said(page)
    row = page.soup.find("label", string="要报送的动态")["for"].removeprefix("row-")

    values = {"csrf_token": token(page), "rows": row, "outcome": "adopted", "outcome_on": "", "link": "javascript:1"}
    assert problem(browser.post("/desk/dispatches/outcome", values, status=422), "link")
    day = page.soup.find(id="outcome_on")["value"]
    values |= {"outcome_on": day, "link": "https://jtyst.example.cn/2.html"}
    assert "采用" in browser.post("/desk/dispatches/outcome", values).main


def test_the_package_comes_as_a_file_of_the_ticked_items(visit, made):
    item, _ = made("published", title="要打包的动态")
    browser = visit("zhifa-writer")
    values = {"csrf_token": token(browser.get("desk.dispatches")), "chosen": str(item), "action": "pack"}
    answer = browser.client.post("/desk/dispatches/send", data=values)
    assert "要打包的动态" in ZipFile(BytesIO(answer.data)).namelist()[0]
    assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_ticked_is_said(visit, made):
    made("published")
    page = visit("zhifa-writer").get("desk.dispatches").submit("登记已报", status=422)
    assert problem(page, "chosen")


def test_history_is_entered_and_stays_marked(visit):
    page = (
        visit("zhifa-writer")
        .get("desk.dispatches")
        .submit(
            "补录", title="建站前的动态", history_link="https://jtyst.example.cn/old.html", history_sent_on="2024-03-01"
        )
    )
    assert "建站前" in page.main
    page = visit("zhifa-writer").get("desk.dispatches").submit("补录", status=422, title="")
    assert problem(page, "history_link")


def test_another_units_items_are_neither_packed_nor_copied(visit, made):
    item, _ = made("published", unit="xuanjiao", title="外单位的动态")
    browser = visit("zhifa-writer")
    values = {"csrf_token": token(browser.get("desk.dispatches")), "chosen": str(item), "action": "pack"}
    browser.post("/desk/dispatches/send", values, status=422)
    browser.get("desk.copies", item_id=item, status=404)


@pytest.mark.parametrize("who, status", [("zhifa-reviewer", 200), ("keeper", 403)])
def test_who_sees_the_units_drafts_sees_its_register(visit, who, status):
    visit(who).get("desk.dispatches", status=status)


def test_copies_stand_ready(visit, made):
    item, _ = made("published", title="要转发的动态")
    page = visit("zhifa-writer").get("desk.copies", item_id=item)
    assert page.soup.find(id="copy_title")["value"] == "要转发的动态"
    assert page.soup.find(id="copy_text").has_attr("readonly")
