"""Reviewing: what a decision needs, who may decide, and what becomes of a yes that came too late."""

import pytest

from content.items import wrong_words
from content.items.models import Edition
from tests.browser import words
from tests.factories import workflow
from tests.portal.reading import field, said, token


def review(visit, edition, who="zhifa-reviewer", status=200):
    return visit(who).get("desk.review", edition_id=edition, status=status)


def test_the_queue_leads_to_the_review_and_names_ones_own_work(visit, made, house):
    from content.auth import people, units
    from content.auth.roles import Role

    with house.writing() as session:
        writer = people.by_username(session, "xuanjiao-writer")
        people.grant(session, writer, units.by_code(session, "xuanjiao"), Role.REVIEWER)
    made("submitted", unit="xuanjiao", title="宣教处自己的稿件")

    assert "您参与采编" in visit("xuanjiao-writer").get("desk.review_queue").main
    page = visit("xuanjiao-reviewer").get("desk.review_queue")
    assert "您参与采编" not in page.main
    assert page.follow("宣教处自己的稿件").h1 == "审核：宣教处自己的稿件"


def test_the_screen_shows_both_forms_people_and_findings(visit, made):
    _, edition = made("submitted", title="两边对照", body="联系手机13912345678，请核实。")

    page = review(visit, edition)

    left, right = (words(side) for side in page.soup.select(".side-by-side > *")[:2])
    assert "13912345678" in left + words(page.soup)
    assert "139＊＊＊＊5678" in right
    assert "13912345678" not in right
    for word in ("手机号", "正文第1段", "将遮盖", "撰稿", "提交人", "已作保密审查", "此信息尚未公开过"):
        assert word in page.main


def test_the_reviewer_reads_every_remark_the_writer_was_shown(house, visit, made):
    """Whatever the early checks find stands on both pages, word for word: they have one source."""
    with house.writing() as session:
        wrong_words.plant(session)
    made("published", title="关于开展信用交通宣传月活动的通知")
    _, edition = made(
        "submitted",
        title="关于开展信用交通宣传月活动的通知",
        body="市运管处请登陆“信用交通”查看（[说明](/items/999999)），见连交(2026)5号。联系手机13912345678。",
    )
    with house.writing() as session:  # asked for only since it was submitted
        session.get(Edition, edition).produced_on = None

    def remarks(page):
        return [words(line) for line in page.soup.select(".checks .finding")]

    written = remarks(visit("zhifa-writer").get("desk.preview", edition_id=edition))
    read = remarks(review(visit, edition))

    assert read == written
    told = " ".join(read)
    for sort in ("登录", "没有这个页面", "〔2026〕", "标题相近", "手机号", "待补 产生日期"):
        assert sort in told, (sort, told)


def test_a_review_without_remarks_says_so(visit, made):
    _, edition = made("submitted", title="没有什么要改的一篇稿件")
    assert words(review(visit, edition).soup.find(id="checks")).endswith("没有需要修改的地方。")


def test_approving_moves_it_to_the_publisher(visit, made):
    _, edition = made("submitted", title="送去发布")

    page = review(visit, edition).submit("通过")

    assert "已通过" in said(page)
    assert "送去发布" in visit("zhifa-publisher").get("desk.publish_queue").main


@pytest.mark.parametrize("digest", ["", "0" * 64, "不是摘要"])
def test_a_yes_to_another_form_than_shown_is_refused(visit, made, digest):
    _, edition = made("submitted")
    page = review(visit, edition)
    values = {"csrf_token": token(page), "digest": digest}
    answer = visit("zhifa-reviewer").post(f"/desk/editions/{edition}/approve", values, status=409)
    assert "公开内容有变化" in answer.main


def test_whoever_was_slower_is_told_and_nothing_changes(visit, made, house):
    _, edition = made("submitted")
    slow = review(visit, edition)
    with house.writing() as session:
        workflow.approve(session, session.get(Edition, edition), by=house.staff(session).publisher)

    assert "待发布" in slow.submit("通过", status=409).main


def test_returning_with_reasons_tells_the_author_field_by_field(visit, made):
    item, edition = made("submitted", title="退回修改的稿件")
    form = {"reason-title": "wording", "note-title": "标题应写明单位", "reason-": "facts"}

    page = review(visit, edition).submit("退回", **form)

    assert "已退回" in said(page)
    page = visit("zhifa-writer").get("desk.item", item_id=item)
    assert "标题：文字表述 标题应写明单位" in page.main
    assert "全文：事实需核对" in page.main
    page = page.submit("去修改")
    assert "标题应写明单位" in page.main
    assert field(page, "title") == "退回修改的稿件"


def test_a_return_without_a_reason_is_refused(visit, made):
    _, edition = made("submitted")
    page = review(visit, edition).submit("退回", status=422)
    assert "请填写" in said(page)


def test_other_asks_for_words_and_keeps_what_was_typed(visit, made):
    _, edition = made("submitted")

    page = review(visit, edition).submit("退回", status=422, **{"reason-body": "other", "note-title": "附言"})

    assert "请简要说明" in said(page)
    assert field(page, "reason-body") == "other"
    assert field(page, "note-title") == "附言"


def test_an_approval_can_be_recalled_with_a_reason(visit, made):
    item, _ = made("approved")
    page = visit("zhifa-reviewer").get("desk.item", item_id=item).follow("再次查看")
    page.submit("退回", **{"reason-body": "facts"})
    assert "已退回" in visit("zhifa-writer").get("desk.item", item_id=item).main


@pytest.mark.parametrize("who", ["zhifa-writer", "overseer", "keeper"])
def test_who_has_no_role_for_it_decides_nothing(visit, made, house, who):
    _, edition = made("submitted")
    page = visit(who).get("account.password")
    values = {"csrf_token": token(page), "digest": "x", "reason-title": "wording"}
    for verb in ("approve", "return", "decide"):
        answer = visit(who).post(f"/desk/editions/{edition}/{verb}", values, status=403)
        assert "没有此项权限" in answer.main
    with house.reading() as session:
        assert session.get(Edition, edition).state == "submitted"


def test_another_units_edition_is_as_if_it_were_not_there(visit, made):
    _, edition = made("submitted", title="别的单位看不到")
    for page in ("desk.review", "desk.edition", "desk.preview"):
        answer = visit("xuanjiao-reviewer").get(page, edition_id=edition, status=404)
        assert "别的单位看不到" not in answer.html


def test_another_units_edition_is_decided_by_nobody_else(visit, made):
    _, edition = made("submitted")
    values = {"csrf_token": token(visit("xuanjiao-reviewer").get("account.password")), "digest": "x"}
    for verb in ("approve", "return", "decide"):
        visit("xuanjiao-reviewer").post(f"/desk/editions/{edition}/{verb}", values, status=404)


def test_what_is_no_longer_under_review_leads_to_its_item(visit, made):
    item, edition = made("published")
    assert review(visit, edition).path == f"/desk/items/{item}"


def test_a_correction_is_shown_against_what_is_public(visit, made, house):
    item, edition = made("published", body="收费标准为每次10元。")
    with house.writing() as session:
        first = session.get(Edition, edition)
        following = workflow.correct(session, first, house.staff(session), body="收费标准为每次12元。")
        session.flush()
        following = following.id

    page = review(visit, following)

    assert "更正日期" in said(page), "what the author says has changed"
    assert {tag.get_text(strip=True) for tag in page.soup.select("ins")} >= {"12"} or "12" in page.main
    assert page.soup.find("del") and page.soup.find("ins")
    assert "未公开过" not in page.main
