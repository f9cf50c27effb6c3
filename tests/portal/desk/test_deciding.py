"""A reviewer's word on personal data: what is uncertain waits, showing needs a reason, each word holds for its span."""

import pytest
from sqlalchemy import select

from content.display import public_form
from content.items.models import Edition
from content.masking.decisions import SpanDecision
from tests.browser import words
from tests.portal.reading import field, said, token

#: Whose telephone it is cannot be told; both wait for a person.
UNCERTAIN = "情况已核实。\n号码为0518-81234567。\n另一号码为0518-82345678。"


@pytest.fixture
def waiting(made, house):
    """An edition under review with two uncertain findings, and their digests."""
    item, edition = made("submitted", body=UNCERTAIN)
    return item, edition, digests(house, edition)


def digests(house, edition):
    with house.reading() as session:
        found = public_form.make(session.get(Edition, edition)).undecided
    assert len(found) == 2, "the masking engine is sure of what it was unsure of: find other words for this test"
    return [flag.digest for flag in found]


def review(visit, edition):
    return visit("zhifa-reviewer").get("desk.review", edition_id=edition)


def decide(page, status=200, **fields):
    return page.submit("保存决定", status=status, **fields)


def test_what_is_uncertain_blocks_the_approval_until_each_is_decided(visit, waiting, house):
    item, edition, (first, second) = waiting
    page = review(visit, edition)
    assert "待您决定" in page.main
    assert "有2处疑似个人信息待您决定" in page.submit("通过", status=409).main

    page = decide(page, **{f"choice-{first}": "hide"})
    assert "已保存1处决定" in said(page)
    assert "有1处疑似个人信息待您决定" in page.submit("通过", status=409).main

    page = decide(page, **{f"choice-{second}": "show", f"reason-{second}": "单位总机"})
    assert "待您决定" not in page.main
    page.submit("通过")
    page = visit("zhifa-publisher").get("desk.item", item_id=item).submit("发布")
    public = visit("zhifa-publisher").signed_out().open(f"/items/{item}")
    assert "81234567" not in public.html
    assert "82345678" in public.html


def test_showing_needs_a_reason_and_keeps_every_choice_made(visit, waiting, house):
    _, edition, (first, second) = waiting

    page = decide(review(visit, edition), 422, **{f"choice-{first}": "hide", f"choice-{second}": "show"})

    said_beside = page.soup.find(id=f"choice-{second}").find_parent("fieldset")
    assert "请填写" in words(said_beside)
    assert "请填写" not in words(page.soup.find(id=f"choice-{first}").find_parent("fieldset"))
    assert field(page, f"choice-{first}") == "hide"
    assert field(page, f"choice-{second}") == "show"
    assert digests(house, edition), "all or none is stored"


def test_all_of_a_kind_are_decided_at_once(visit, waiting, house):
    item, edition, _ = waiting

    page = decide(review(visit, edition), **{"all-landline": "show", "all-reason-landline": "均为单位总机"})

    assert "已保存2处决定" in said(page)
    with house.reading() as session:
        rows = session.scalars(select(SpanDecision).where(SpanDecision.item_id == item)).all()
        assert {(row.shows, row.reason) for row in rows} == {(True, "均为单位总机")}


def test_a_bulk_choice_without_its_reason_stays_chosen(visit, waiting):
    _, edition, _ = waiting
    page = decide(review(visit, edition), 422, **{"all-landline": "show"})
    assert field(page, "all-landline") == "show"


def test_a_findings_own_choice_goes_before_the_one_for_its_kind(visit, waiting, house):
    item, edition, (first, second) = waiting
    choices = {"all-landline": "show", "all-reason-landline": "单位总机", f"choice-{first}": "hide"}

    decide(review(visit, edition), **choices)

    with house.reading() as session:
        rows = session.scalars(select(SpanDecision).where(SpanDecision.item_id == item))
        assert {row.digest: row.shows for row in rows} == {first: False, second: True}


def test_an_unknown_choice_or_span_is_left_out(visit, waiting):
    _, edition, (first, _second) = waiting
    page = review(visit, edition)
    values = {"csrf_token": token(page), f"choice-{first}": "perhaps", f"choice-{'0' * 64}": "show"}
    answer = visit("zhifa-reviewer").post(f"/desk/editions/{edition}/decide", values)
    assert "已保存0处决定" in said(answer)


def test_nobody_decides_on_their_own_work(visit, waiting, house):
    from content.auth import people, units
    from content.auth.roles import Role

    _, edition, (first, _second) = waiting
    with house.writing() as session:
        writer = people.by_username(session, "zhifa-writer")
        people.grant(session, writer, units.by_code(session, "zhifa"), Role.REVIEWER)
    page = visit("zhifa-writer").get("desk.review", edition_id=edition)
    assert "您参与了本稿采编" in said(page)
    assert not page.soup.find("button", string="保存决定")
    values = {"csrf_token": token(page), f"choice-{first}": "hide"}
    answer = visit("zhifa-writer").post(f"/desk/editions/{edition}/decide", values, status=403)
    assert "您参与了本稿采编" in answer.main


def test_what_was_approved_meanwhile_is_not_decided_on(visit, made):
    _, edition = made("approved")
    values = {"csrf_token": token(review(visit, edition))}
    assert "待发布" in visit("zhifa-reviewer").post(f"/desk/editions/{edition}/decide", values, status=409).main


def test_a_certain_finding_shown_by_decision_is_counted_for_the_bureau(visit, made, house):
    _, edition = made("submitted", body="驾驶员联系手机13912345678。")
    with house.reading() as session:
        flagged = public_form.make(session.get(Edition, edition)).flagged
    mobile = next(flag.digest for flag in flagged if flag.finding.kind == "mobile")

    page = decide(review(visit, edition), **{f"choice-{mobile}": "show", f"reason-{mobile}": "公开的服务号码"})

    assert "将公开" in page.main
    overseen = visit("overseer").get("oversight.hidden").main
    assert "手机号 1" in overseen
