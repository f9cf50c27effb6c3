"""The overseer's brake: by address, at once, with a reason; and nobody sees more than they may."""

import pytest

from tests.portal.reading import field, problem, said, token


def brake(visit, status=200, who="overseer", **typed):
    return visit(who).get("oversight.hidden").submit("立即下线", status=status, **typed)


@pytest.mark.parametrize("address", ["{}", " {} ", "http://127.0.0.1:8000/items/{}", "/en/items/{}"])
def test_any_units_item_is_hidden_by_the_address_a_caller_reads_out(visit, made, address):
    item, _ = made("published", title="来电要求下线")

    page = brake(visit, address=address.format(item), reason="来电称含其住址")

    assert "已下线" in said(page)
    assert "来电要求下线" in page.main
    visit("overseer").signed_out().open(f"/items/{item}", status=410)
    assert "来电称含其住址" in visit("zhifa-publisher").get("desk.item", item_id=item).main


@pytest.mark.parametrize("address", ["", "不知道", "999999", "0", "/columns/rules", "1" * 13, "-1"])
def test_an_address_without_anything_public_is_said_to_be_so_and_stays_typed(visit, address):
    page = brake(visit, 422, address=address, reason="来电称含其住址")
    assert "没有正在公开的信息" in problem(page, "address")
    assert field(page, "address") == address
    assert field(page, "reason") == "来电称含其住址"


def test_what_was_withdrawn_is_not_hidden_again(visit, made):
    item, _ = made("withdrawn")
    assert problem(brake(visit, 422, address=str(item), reason="再看"), "address")


def test_it_needs_a_reason(visit, made):
    item, _ = made("published")
    page = brake(visit, 422, address=str(item), reason=" ")
    assert problem(page, "reason")
    assert field(page, "address") == str(item)
    visit("overseer").signed_out().open(f"/items/{item}")


def test_the_overseer_does_not_put_back_nor_withdraw(visit, made):
    _, edition = made("hidden")
    values = {"csrf_token": token(visit("overseer").get("oversight.hidden")), "reason": "试试"}
    for verb in ("restore", "withdraw", "publish"):
        visit("overseer").post(f"/desk/editions/{edition}/{verb}", values, status=403)


def test_who_may_hide_in_one_unit_sees_no_other_units_hidden_items(visit, made):
    made("hidden", unit="xuanjiao", title="外单位已下线的标题")
    values = {"csrf_token": token(visit("zhifa-publisher").get("account.password")), "address": "", "reason": ""}
    page = visit("zhifa-publisher").post("/oversight/hidden", values, status=403)
    assert "外单位已下线的标题" not in page.html


def test_an_administrator_sees_but_does_not_hide(visit, made):
    item, _ = made("published")
    assert brake(visit, 403, who="keeper", address=str(item), reason="试试")
    visit("overseer").signed_out().open(f"/items/{item}")
