"""Publishing and withdrawing: what goes out is what was approved, and what leaves says why."""

import pytest
from sqlalchemy import text

from content.auth import units
from content.items.models import Edition
from content.workflow import leaving
from tests.portal.reading import buttons, field, problem, said, token


def post(visit, who, path, status, **values):
    browser = visit(who)
    return browser.post(path, values | {"csrf_token": token(browser.get("account.password"))}, status=status)


def test_publishing_shows_it_and_the_queue_forgets_it(visit, made, house):
    item, _ = made("approved", title="今天发布的信息")
    queue = visit("zhifa-publisher").get("desk.publish_queue")
    assert "审核人 员wer" in queue.main

    page = queue.submit("发布", row="今天发布的信息")

    assert "已发布" in said(page)
    assert "今天发布的信息" not in visit("zhifa-publisher").get("desk.publish_queue").main
    assert visit("zhifa-publisher").signed_out().open(f"/items/{item}").h1 == "今天发布的信息"


@pytest.mark.parametrize("verb, state", [("publish", "approved"), ("withdraw", "published"), ("restore", "hidden")])
def test_only_who_answers_for_the_unit_publishes_and_withdraws(visit, made, house, verb, state):
    _, edition = made(state)
    for who in ("zhifa-writer", "zhifa-reviewer", "overseer", "keeper"):
        post(visit, who, f"/desk/editions/{edition}/{verb}", 403, reason="试试")
    with house.reading() as session:
        assert session.get(Edition, edition).state == state


def test_another_units_edition_is_as_if_it_were_not_there(visit, made):
    _, edition = made("published")
    for verb in ("publish", "withdraw", "hide", "restore"):
        post(visit, "xuanjiao-publisher", f"/desk/editions/{edition}/{verb}", 404, reason="试试")


def test_publishing_twice_is_told_and_changes_nothing(visit, made):
    _, edition = made("published")
    assert "已发布" in post(visit, "zhifa-publisher", f"/desk/editions/{edition}/publish", 409).main


def test_a_text_changed_after_approval_goes_back_and_says_so(visit, made, house):
    item, edition = made("approved", title="审核后被改动")
    with house.writing() as session:
        session.execute(text("UPDATE edition SET body = body || '。' WHERE id = :id"), {"id": edition})

    page = visit("zhifa-publisher").get("desk.publish_queue").submit("发布", row="审核后被改动")

    assert "审核通过后内容有改动" in said(page)
    assert "审核后被改动" in visit("zhifa-reviewer").get("desk.review_queue").main
    visit("zhifa-publisher").signed_out().open(f"/items/{item}", status=404)


def test_a_unit_may_ask_for_a_third_person(visit, made, house):
    _, edition = made("submitted", title="三人办理")
    visit("zhifa-publisher").get("desk.review", edition_id=edition).submit("通过")
    with house.writing() as session:
        units.by_code(session, "zhifa").publisher_may_approve = False
    try:
        page = visit("zhifa-publisher").get("desk.publish_queue").submit("发布", row="三人办理", status=403)
        assert "本稿由您审核" in page.main
    finally:
        with house.writing() as session:
            units.by_code(session, "zhifa").publisher_may_approve = True
    page = visit("zhifa-publisher").get("desk.publish_queue").submit("发布", row="三人办理")
    assert "已发布" in said(page)


def test_withdrawing_asks_why_and_the_address_says_it(visit, made):
    item, edition = made("published", title="要撤下的信息")
    page = visit("zhifa-publisher").get("desk.withdraw", edition_id=edition)
    assert page.h1 == "撤下：要撤下的信息"

    page = page.submit("撤下", reason="所引文件已废止，电话13912345678")

    assert "已撤下" in said(page)
    assert "撤下" not in buttons(page)
    gone = visit("zhifa-publisher").signed_out().open(f"/items/{item}", status=410)
    assert "所引文件已废止" in gone.main
    assert "13912345678" not in gone.html + visit("zhifa-publisher").get("desk.item", item_id=item).html


@pytest.mark.parametrize("reason", ["", "   ", "长" * (leaving.LONGEST_REASON + 1)])
def test_a_withdrawal_without_a_fitting_reason_is_refused_and_kept(visit, made, house, reason):
    item, edition = made("published")

    page = visit("zhifa-publisher").get("desk.withdraw", edition_id=edition).submit("撤下", status=422, reason=reason)

    assert problem(page, "reason")
    assert field(page, "reason") == reason
    assert page.title.startswith("有误")
    visit("zhifa-publisher").signed_out().open(f"/items/{item}")


@pytest.mark.parametrize("state", ["approved", "withdrawn"])
def test_what_is_not_public_has_nothing_to_withdraw(visit, made, state):
    item, edition = made(state)
    for page in ("desk.withdraw", "desk.hide"):
        assert visit("zhifa-publisher").get(page, edition_id=edition).path == f"/desk/items/{item}"
    post(visit, "zhifa-publisher", f"/desk/editions/{edition}/withdraw", 409, reason="再撤一次")
