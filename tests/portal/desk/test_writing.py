"""Writing: whatever goes wrong, what was typed stands in the form again."""

import pytest

from content import clock
from content.items import checks
from tests.portal.reading import field, problem, said, token

LONG = "连云港市交通运输局关于进一步加强全市交通运输信用体系建设若干意见" * 4
TODAY = clock.today().isoformat()


def edit(visit, edition, who="zhifa-writer"):
    return visit(who).get("desk.edit", edition_id=edition)


def test_starting_leads_to_an_empty_form_of_the_column_chosen(visit):
    page = visit("zhifa-writer").get("desk.write").submit("开始写", column="rules")

    assert page.path.endswith("/edit")
    assert page.h1.startswith("写信息")
    assert field(page, "title") == field(page, "body") == ""
    assert "制度建设" in page.main


@pytest.mark.parametrize("column, status", [("none", 404), ("", 404)])
def test_no_item_starts_in_a_column_there_is_not(visit, column, status):
    page = visit("zhifa-writer").get("desk.write")
    values = {"csrf_token": token(page), "unit": "zhifa", "column": column}
    assert "没有此栏目" in visit("zhifa-writer").post("/desk/write", values, status=status).main


@pytest.mark.parametrize("unit, status", [("xuanjiao", 403), ("none", 404)])
def test_no_item_starts_for_a_unit_one_does_not_write_for(visit, unit, status):
    values = {"csrf_token": token(visit("zhifa-writer").get("desk.write")), "unit": unit, "column": "updates"}
    visit("zhifa-writer").post("/desk/write", values, status=status)


def test_what_is_saved_stands_in_the_form_and_a_long_chinese_text_is_kept_whole(visit, made):
    _, edition = made("draft")
    title, body = LONG[: checks.LONGEST_TITLE], "\n".join(LONG for _ in range(60))

    page = edit(visit, edition).submit("保存草稿", title=title, body=body, summary="办理“信用承诺”，<b>不</b>弯引号")

    assert "草稿已保存" in said(page)
    assert (field(page, "title"), field(page, "body")) == (title, body)
    assert field(page, "summary") == "办理“信用承诺”，<b>不</b>弯引号"
    assert "<b>不</b>" not in page.html, "typed markup is shown, not obeyed"


def test_an_incomplete_draft_is_saved_but_not_submitted_and_says_all_there_is_to_mend(visit, made):
    _, edition = made("draft")

    page = edit(visit, edition).submit("提交审核", title="", body="已写的正文", produced_on="", issuer="")

    assert page.title.startswith("有误")
    assert {name for name in ("title", "produced_on", "secrecy_checked", "body") if problem(page, name)} == {
        "title", "produced_on", "secrecy_checked",
    }  # fmt: skip
    assert field(page, "body") == "已写的正文"
    assert field(edit(visit, edition), "body") == "已写的正文"
    for link in page.soup.select(".error-summary a"):
        assert page.soup.find(id=link["href"][1:]), "each fault leads to its field"


@pytest.mark.parametrize(
    "typed, name, words",
    [
        ({"issued_on": "去年"}, "issued_on", "请按2026-11-22的形式填写日期"),
        ({"produced_on": "2026-02-30"}, "produced_on", "请按2026-11-22的形式填写日期"),
    ],
)
def test_a_date_that_cannot_be_read_is_named_and_the_rest_is_saved(visit, made, typed, name, words):
    _, edition = made("draft")

    page = edit(visit, edition).submit("保存草稿", title="其余照样保存", **typed)

    assert words in problem(page, name)
    assert field(page, name) == typed[name]
    assert field(edit(visit, edition), "title") == "其余照样保存"


def test_a_line_there_is_no_room_for_is_refused_and_kept_in_the_form(visit, made):
    _, edition = made("draft", title="原来的标题")
    typed = "很长的标题" * 90

    page = edit(visit, edition).submit("保存草稿", status=422, title=typed, body="同时写的正文")

    assert "450字" in problem(page, "title")
    assert (field(page, "title"), field(page, "body")) == (typed, "同时写的正文")
    assert field(edit(visit, edition), "title") == "原来的标题"


@pytest.mark.parametrize(
    "typed, name",
    [
        ({"title": "题" * (checks.LONGEST_TITLE + 1)}, "title"),
        ({"produced_on": "2999-01-01"}, "produced_on"),
        ({"issued_on": "1949-10-01"}, "issued_on"),
        ({"document_number": "第八号"}, "document_number"),
        ({"index_number": "不是索引号"}, "index_number"),
    ],
)
def test_what_may_not_be_submitted_stays_typed(visit, made, typed, name):
    _, edition = made("draft")

    page = edit(visit, edition).submit("提交审核", secrecy_checked="1", **typed)

    assert problem(page, name)
    assert field(page, name) == typed[name]


def test_words_typed_for_what_was_submitted_meanwhile_are_not_lost(visit, made, house):
    from content.items.models import Edition
    from tests.factories import workflow

    _, edition = made("draft")
    mine = edit(visit, edition)
    with house.writing() as session:
        workflow.submit(session, session.get(Edition, edition), by=house.staff(session).writer)

    page = mine.submit("保存草稿", status=409, title="晚了一步的标题")

    assert "待审核" in said(page)
    assert field(page, "title") == "晚了一步的标题"
    assert not page.soup.find("button", string="保存草稿")


def test_submitting_hands_it_to_the_reviewers(visit, made):
    _, edition = made("draft", title="交给审核人的稿件")

    page = edit(visit, edition).submit("提交审核", secrecy_checked="1")

    assert "已提交审核" in said(page)
    assert "交给审核人的稿件" in visit("zhifa-reviewer").get("desk.review_queue").links()


def test_preview_of_what_is_typed_masks_and_stores_nothing(visit, made):
    _, edition = made("draft", title="已存标题")
    form = edit(visit, edition)
    values = {
        "csrf_token": token(form), "version": field(form, "version") if form.soup.find(id="version") else "1",
        "title": "未存标题", "body": "联系手机13912345678。", "produced_on": "", "column": "rules",
    }  # fmt: skip

    page = visit("zhifa-writer").post(f"/desk/editions/{edition}/preview", values)

    assert "未存标题" in page.html
    assert "13912345678" not in page.html
    assert "139＊＊＊＊5678" in page.html
    assert field(edit(visit, edition), "title") == "已存标题"


def test_the_stored_preview_says_that_it_is_not_public(visit, made):
    _, edition = made("draft", body="联系手机13912345678。")
    page = edit(visit, edition).submit("保存草稿", summary="先存")
    page = visit("zhifa-writer").get("desk.preview", edition_id=edition)
    assert "本版目前没有公开" in page.main
    assert "139＊＊＊＊5678" in page.main


def test_an_empty_paste_says_so_and_a_stale_one_keeps_its_text(visit, made, house):
    _, edition = made("draft")
    page = visit("zhifa-writer").get("desk.paste", edition_id=edition)
    empty = page.submit("填入表单", status=422, text="  ")
    assert "请先在此粘贴公文全文" in problem(empty, "text")

    edit(visit, edition).submit("保存草稿", title="后来又存了")
    late = page.submit("填入表单", status=409, text="关于做好信用工作的通知\n各单位：请认真落实。")
    assert "关于做好信用工作的通知" in field(late, "text")
    assert "已于" in said(late)


def test_what_is_under_review_opens_no_form(visit, made):
    item, edition = made("submitted")
    for page in ("desk.edit", "desk.paste"):
        assert visit("zhifa-writer").get(page, edition_id=edition).path == f"/desk/items/{item}"


def test_a_form_without_its_version_is_refused(visit, made):
    _, edition = made("draft")
    values = {"csrf_token": token(edit(visit, edition)), "title": "无版本"}
    for version in ({}, {"version": "x"}, {"version": "1" * 12}):
        visit("zhifa-writer").post(f"/desk/editions/{edition}/edit", values | version, status=422)


def test_taking_back_and_mending_keeps_the_words(visit, made):
    item, _ = made("submitted", title="撤回再改")
    page = visit("zhifa-writer").get("desk.item", item_id=item).submit("撤回")
    assert "已撤回" in said(page)
    page = page.submit("去修改")
    assert field(page, "title") == "撤回再改"


def test_only_who_worked_on_a_draft_sets_it_aside(visit, made, house):
    from content.auth import people, units
    from content.auth.roles import Role
    from tests.factories import auth

    with house.writing() as session:
        if people.by_username(session, "second-writer") is None:
            auth.person(session, units.by_code(session, "zhifa"), Role.PRODUCER, username="second-writer")
    item, edition = made("draft")
    other = visit("second-writer")
    page = other.get("desk.item", item_id=item)
    assert "搁置" not in page.main
    refused = other.post(f"/desk/editions/{edition}/discard", {"csrf_token": token(page)}, status=403)
    assert "只有参与本稿采编的人员才能搁置" in refused.main

    page = visit("zhifa-writer").get("desk.item", item_id=item).submit("搁置")
    assert "不再使用" in page.main or "搁置" in page.main


def test_a_second_edition_in_progress_is_refused(visit, made):
    item, _ = made("draft")
    page = visit("zhifa-writer").get("desk.item", item_id=item)
    answer = visit("zhifa-writer").post(f"/desk/items/{item}/next", {"csrf_token": token(page)}, status=409)
    assert "已有一版正在办理：草稿" in answer.main


def test_correcting_what_is_public_needs_a_word_on_what_changed(visit, made):
    item, _ = made("published")
    page = visit("zhifa-writer").get("desk.item", item_id=item).submit("更正")
    assert not page.soup.find(id="column"), "what has been public keeps its column"
    page = page.submit("提交审核", body="更正后的正文。", secrecy_checked="1")
    assert problem(page, "change_note")
