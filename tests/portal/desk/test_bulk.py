"""Several at once: each decided by itself, in its own transaction, with its own result."""

import sqlite3

import pytest

from content.audit import trail
from content.items.models import Edition
from portal.desk import bulk
from tests.factories import items, workflow
from tests.factories.limits import limit
from tests.portal.reading import said


def state(site, edition):
    with site.reading() as session:
        return session.get(Edition, edition).state


def results(page):
    return {
        one.get_text(" ", strip=True).split(" ")[1]: one.get_text(" ", strip=True)
        for one in page.soup.select("li.finding")
    }


@pytest.fixture
def three(site):
    return [
        site.make("submitted", title=f"第{n}篇稿件", body=f"内容各不相同的正文，编号{n}。")[1]
        for n in ("甲", "乙", "丙")
    ]


def test_each_text_is_decided_by_itself_and_what_is_left_keeps_waiting(site, browser, three):
    first, second, third = three
    page = browser.as_("zhifa-reviewer").get("desk.bulk_review")
    choices = {f"decide-{first}": "approve", f"decide-{second}": "return", f"reason-{second}": "wording"}

    done = page.submit("按所选办理", **choices)

    assert "已全部办理" in said(done)
    assert [state(site, one) for one in three] == ["approved", "returned", "submitted"]
    assert set(results(done)) == {"第甲篇稿件", "第乙篇稿件"}


def test_one_that_is_refused_holds_up_no_other(site, browser, three):
    first, second, third = three
    page = browser.as_("zhifa-reviewer").get("desk.bulk_review")
    with site.writing() as session:
        workflow.approve(session, session.get(Edition, first), by=site.staff(session).reviewer)
    choices = {f"decide-{first}": "approve", f"decide-{second}": "return", f"decide-{third}": "approve"}

    done = page.submit("按所选办理", **choices)

    assert "有2篇未能办理" in said(done)
    assert "待发布" in results(done)["第甲篇稿件"], "somebody was faster"
    assert "请填写" in results(done)["第乙篇稿件"], "a return needs its reason"
    assert [state(site, one) for one in three] == ["approved", "submitted", "approved"]


def test_a_form_that_changed_since_it_was_read_is_not_approved(site, browser, three):
    page = browser.as_("zhifa-reviewer").get("desk.bulk_review")

    done = page.submit("按所选办理", **{f"decide-{three[0]}": "approve", f"digest-{three[0]}": "0" * 64})

    assert "有1篇未能办理" in said(done)
    assert state(site, three[0]) == "submitted"


def test_an_opening_is_written_down_though_others_write_meanwhile(site, browser, monkeypatch):
    with site.writing() as session:
        staff = site.staff(session)
        edition = items.draft(session, staff, title="限定知悉的稿件")
        limit(session, edition, (staff.writer, staff.reviewer), by=staff.writer)
        session.refresh(edition)
        workflow.submit(session, edition, by=staff.writer)
        number, about = edition.id, edition.item.key
    page = browser.as_("zhifa-reviewer").get("desk.bulk_review")
    shown = bulk.result

    def after_others(*asked):
        found = shown(*asked)
        with sqlite3.connect(site.app.extensions["settings"].folder / "site.db") as beside:
            beside.execute("UPDATE person SET office = '信用岗'")
        beside.close()
        return found

    monkeypatch.setattr(bulk, "result", after_others)
    done = page.submit("按所选办理", **{f"decide-{number}": "approve"})

    assert "已全部办理" in said(done)
    with site.reading() as session:
        pages = [entry.facts.get("page") for entry in trail.about(session, about)]
    assert pages[-2:] == [None, "decide_several"] and state(site, number) == "approved"


def test_ones_own_work_and_undecided_findings_cannot_be_decided_here(site, browser):
    _, uncertain = site.make("submitted", title="有疑点的稿件", body="经办人张三，联系地址海州区幸福路8号3单元502室。")
    page = browser.as_("zhifa-reviewer").get("desk.bulk_review")
    with site.reading() as session:
        from content.display import public_form

        waits = bool(public_form.make(session.get(Edition, uncertain)).undecided)
    assert (f"decide-{uncertain}" not in page.html) is waits


def test_strangers_texts_are_not_touched(site, browser, three):
    page = browser.as_("xuanjiao-reviewer").get("desk.bulk_review")
    assert "没有待办稿件" in page.main
    from tests.portal.reading import token

    values = {"csrf_token": token(page), f"decide-{three[0]}": "approve", f"digest-{three[0]}": "0" * 64}
    done = browser.post("/desk/bulk/review", values)

    assert "有1篇未能办理" in said(done)
    assert "第甲篇稿件" not in done.html
    assert state(site, three[0]) == "submitted"


def test_several_are_published_each_with_its_result(site, browser):
    ids = [site.make("approved", title=f"待发{n}号稿", body=f"各不相同的正文{n}。")[1] for n in ("甲", "乙")]
    page = browser.as_("zhifa-publisher").get("desk.bulk_publish")

    done = page.submit("按所选办理", **{f"decide-{ids[0]}": "publish", f"decide-{ids[1]}": "publish"})

    assert "已全部办理" in said(done)
    assert [state(site, one) for one in ids] == ["published", "published"]


def test_without_a_choice_nothing_happens(site, browser, three):
    done = browser.as_("zhifa-reviewer").get("desk.bulk_review").submit("按所选办理")
    assert "未作改动" in said(done)


def test_only_those_who_may_decide_see_the_pages(site, browser):
    writer = browser.as_("zhifa-writer")
    writer.get("desk.bulk_review", status=403)
    writer.get("desk.bulk_publish", status=403)
