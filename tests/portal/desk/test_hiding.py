"""立即下线 at the unit's own desk, and what may follow it."""

from datetime import date

import pytest

from content.items.models import Edition
from content.masking import rows
from tests.portal.reading import buttons, field, problem, said, token


def public(visit, item, status):
    return visit("zhifa-publisher").signed_out().open(f"/items/{item}", status=status)


def test_hidden_in_one_step_its_address_says_only_that_it_is_no_longer_shown(visit, made):
    item, edition = made("published", title="须立即下线")
    page = visit("zhifa-publisher").get("desk.item", item_id=item).follow("立即下线")

    page = page.submit("立即下线", reason="疑似含个人信息")

    assert "已下线" in said(page)
    assert {"恢复公开", "撤下"} <= buttons(page)
    assert "可能被看到的时段" in page.main
    gone = public(visit, item, 410)
    assert "疑似含个人信息" not in gone.html
    assert "须立即下线" not in gone.html
    assert "疑似含个人信息" in visit("zhifa-writer").get("desk.item", item_id=item).main


@pytest.mark.parametrize("reason", ["", "字" * 201])
def test_without_a_fitting_reason_it_stays_public_and_keeps_what_was_typed(visit, made, reason):
    item, edition = made("published")
    page = visit("zhifa-publisher").get("desk.hide", edition_id=edition).submit("立即下线", status=422, reason=reason)
    assert problem(page, "reason")
    assert field(page, "reason") == reason
    public(visit, item, 200)


def test_put_back_it_reads_as_before(visit, made):
    item, _ = made("hidden", title="查无问题")
    page = visit("zhifa-publisher").get("desk.item", item_id=item).submit("恢复公开")
    assert "已恢复公开" in said(page)
    assert public(visit, item, 200).h1 == "查无问题"


def test_put_back_only_as_it_was_approved(visit, made, house):
    """A consent recorded since lets a name show that was hidden: somebody has to look at that first."""
    item, _ = made("hidden", body="驾驶员王小明表现突出，拾金不昧。")
    with house.writing() as session:
        keeper = house.staff(session).publisher
        session.add(
            rows.Consent(name="王小明", evidence="档案室", agreed_on=date(2026, 1, 5), recorded_by_id=keeper.id)
        )
    page = visit("zhifa-publisher").get("desk.item", item_id=item).submit("恢复公开", status=409)
    assert "请写更正版并重新送审" in page.main
    public(visit, item, 410)


def test_what_is_hidden_can_be_withdrawn_with_a_public_reason(visit, made):
    item, _ = made("hidden")
    page = visit("zhifa-publisher").get("desk.item", item_id=item).follow("撤下")
    page.submit("撤下", reason="内容有误")
    assert "内容有误" in public(visit, item, 410).main


def test_a_correction_takes_the_place_of_what_is_hidden(visit, made, house):
    from tests.factories import workflow

    item, edition = made("hidden")
    with house.writing() as session:
        workflow.corrected(session, session.get(Edition, edition), house.staff(session), body="更正后的正文。")
    assert "更正后的正文。" in public(visit, item, 200).main
    with house.reading() as session:
        assert session.get(Edition, edition).state == "superseded"


def test_who_may_not_hide_is_refused(visit, made):
    item, edition = made("published")
    for who in ("zhifa-writer", "zhifa-reviewer", "keeper"):
        values = {"csrf_token": token(visit(who).get("account.password")), "reason": "试试"}
        visit(who).post(f"/desk/editions/{edition}/hide", values, status=403)
    public(visit, item, 200)


def test_hiding_twice_is_told(visit, made):
    _, edition = made("hidden")
    values = {"csrf_token": token(visit("zhifa-publisher").get("account.password")), "reason": "再来"}
    page = visit("zhifa-publisher").post(f"/desk/editions/{edition}/hide", values, status=409)
    assert "应急下线" in page.main
