"""The masking policy in an administrator's hands: each change has a reason, and what it changes is looked at again."""

import pytest

from content import clock
from content.display.rescanning import LiveFinding
from content.items.models import Edition
from tests.portal.reading import problem, said, token


def page_of(browser):
    return browser.as_("keeper").get("admin.masking")


def turn(page, name, reason, status=200):
    """Press the switch of this name."""
    form = next(f for f in page.soup.find_all("form") if f["action"].endswith(f"/switches/{name}"))
    values = {tag["name"]: tag.get("value", "") for tag in form.find_all("input")} | {"reason": reason}
    return page.browser.post(form["action"], values, status=status)


def test_a_switch_turns_with_a_reason_and_says_since_when(site, browser):
    page = turn(page_of(browser), "company_fleet_plates", "局务会议决定")
    assert "已保存" in said(page)
    assert "局务会议决定" in page.main
    assert "调整遮盖规则" in browser.get("admin.audit").main


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_switch_turns_without_a_reason(site, browser, reason):
    page = turn(page_of(browser), "officials_in_office", reason, status=422)
    assert problem(page, "reason-officials_in_office")
    assert not problem(page, "reason-company_fleet_plates")


def test_an_unknown_switch_is_refused(site, browser):
    values = {"csrf_token": token(page_of(browser)), "reason": "试试", "is_shown": "1"}
    browser.post("/admin/masking/switches/mobile", values, status=404)


def test_what_reads_otherwise_now_goes_back_to_review_when_it_is_published(site, browser):
    changed, edition = site.make("approved", title="车队受表彰", body="连云港某物流有限公司车队车辆苏G12345D获评示范。")
    same, _ = site.make("approved", title="与车牌无关")
    before = edition_form(site, edition)
    turn(page_of(browser), "company_fleet_plates", "示范车队公开")
    assert edition_form(site, edition) != before, "the engine takes this plate for a fleet's"

    publisher = browser.as_("zhifa-publisher")
    assert "审核通过后内容有改动" in said(publisher.get("desk.publish_queue").submit("发布", row="车队受表彰"))
    assert "已发布" in said(publisher.get("desk.publish_queue").submit("发布", row="与车牌无关"))
    browser.signed_out().open(f"/items/{changed}", status=404)
    browser.signed_out().open(f"/items/{same}")


def edition_form(site, edition):
    from content.display import public_form

    with site.reading() as session:
        return public_form.make(session.get(Edition, edition)).text


def consent(page, status=200, **changes):
    typed = {"name": "王小明", "evidence": "政工科档案柜3号", "agreed_on": "2026-01-05", "ends_on": ""} | changes
    return page.submit("登记同意", status=status, **typed)


def test_who_is_praised_is_named_once_they_agreed(site, browser):
    body = "驾驶员王小明表现突出，拾金不昧。"
    before, _ = site.make("published", body=body)
    assert "王小明" not in browser.open(f"/items/{before}").html

    page = consent(page_of(browser))
    assert "已登记同意" in said(page)
    assert "政工科档案柜3号" in page.main

    after, _ = site.make("published", body=body)
    public = browser.signed_out()
    assert "王小明" in public.open(f"/items/{after}").main
    assert "王小明" not in public.open(f"/items/{before}").html, "what is public stays as it was approved"


@pytest.mark.parametrize(
    "changes, name",
    [
        ({"name": ""}, "name"),
        ({"evidence": " "}, "evidence"),
        ({"agreed_on": ""}, "agreed_on"),
        ({"agreed_on": "2999-01-01"}, "agreed_on"),
        ({"agreed_on": "昨天"}, "agreed_on"),
        ({"ends_on": "不限"}, "ends_on"),
    ],
)
def test_a_consent_without_name_evidence_or_day_is_refused_and_stays_typed(house, visit, changes, name):
    page = consent(visit("keeper").get("admin.masking"), 422, **changes)
    assert problem(page, name)
    assert page.soup.find(id=name)["value"] == changes[name]


def test_an_ended_consent_names_nobody(site, browser):
    consent(page_of(browser), ends_on="2026-02-01")
    item, _ = site.make("published", body="驾驶员王小明表现突出，拾金不昧。")
    assert "王小明" not in browser.signed_out().open(f"/items/{item}").html


def test_what_the_nightly_look_found_stands_here_by_kind_and_never_by_value(site, browser):
    item, _ = site.make("published")
    with site.writing() as session:
        edition = session.get(Edition, 1)
        session.add(
            LiveFinding(
                item_id=item,
                unit_id=edition.item.unit_id,
                field="body",
                kind="mobile",
                paragraph=1,
                found_at=clock.now(),
            )
        )
    page = page_of(browser)
    assert "手机号" in page.main
    assert page.follow(str(item)).path == f"/items/{item}"
