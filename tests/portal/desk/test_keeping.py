"""Autosave: what is typed is on the server within seconds, for its author and nobody else."""

import pytest

from content.items import working_copies
from tests.portal.reading import field, said, token


@pytest.fixture
def draft(made):
    return made("draft", title="已保存的标题", body="第一段。")[1]


def edit(visit, edition, who="zhifa-writer"):
    return visit(who).get("desk.edit", edition_id=edition)


def keep(page, edition, *, status=200, **texts):
    """What the script sends every few seconds."""
    guard = page.soup.find(attrs={"data-module": "draft-guard"})
    values = {"csrf_token": token(page), "version": guard["data-version"], "serial": guard["data-serial"]} | texts
    answer = page.browser.client.post(f"/desk/editions/{edition}/working-copy", data=values)
    assert answer.status_code == status, answer.get_data(as_text=True)[:300]
    return answer.get_json()


def test_what_was_autosaved_stands_in_the_form_on_return_until_it_is_thrown_away(visit, draft):
    answer = keep(edit(visit, draft), draft, title="正在写的标题", body="第一段。\n第二段")

    assert answer["serial"] == 1
    again = edit(visit, draft)
    assert (field(again, "title"), field(again, "body")) == ("正在写的标题", "第一段。\n第二段")
    assert "未保存的内容" in said(again)

    back = again.submit("放弃")
    assert (field(back, "title"), field(back, "body")) == ("已保存的标题", "第一段。")
    assert "未保存的内容" not in said(edit(visit, draft))


def test_it_is_used_by_saving(visit, draft):
    keep(edit(visit, draft), draft, title="正在写的标题")

    page = edit(visit, draft).submit("保存草稿")

    assert field(page, "title") == "正在写的标题"
    assert "未保存的内容" not in said(page)


def test_a_colleague_sees_the_saved_text_alone(visit, draft, house):
    with house.writing() as session:
        from content.auth.roles import Role
        from tests.factories import auth

        auth.person(session, house.staff(session).unit, Role.PRODUCER, username=f"zhifa-second-{draft}")
    keep(edit(visit, draft), draft, title="只给自己看的半句")

    page = edit(visit, draft, f"zhifa-second-{draft}")

    assert "只给自己看的半句" not in page.html
    assert field(page, "title") == "已保存的标题"


def test_another_window_of_ones_own_is_told_and_overwrites_nothing(visit, draft, house):
    first, second = edit(visit, draft), edit(visit, draft)
    keep(first, draft, title="第一个窗口")

    answer = keep(second, draft, status=409, title="第二个窗口")

    assert answer["code"] == "other_window"
    assert field(edit(visit, draft), "title") == "第一个窗口"


def test_a_version_saved_meanwhile_is_named_at_once_and_the_words_are_kept_all_the_same(visit, draft, house):
    page = edit(visit, draft)
    with house.writing() as session:
        from content.items.models import Edition
        from tests.factories import items

        items.save(session, session.get(Edition, draft), by=house.staff(session).writer, title="同事的标题")

    answer = keep(page, draft, title="我的标题")

    assert "保存了本稿" in answer["newer"]
    again = edit(visit, draft)
    assert again.h1.startswith("两份文字")
    assert {"同事的标题", "我的标题"} <= set(again.main.split())


def test_words_of_what_was_submitted_meanwhile_can_still_be_copied(visit, draft, house):
    keep(edit(visit, draft), draft, title="来不及保存的标题")
    with house.writing() as session:
        from content.items.models import Edition
        from tests.factories import workflow

        workflow.submit(session, session.get(Edition, draft), by=house.staff(session).writer)

    page = edit(visit, draft)

    assert field(page, "title") == "来不及保存的标题"
    assert "保存草稿" not in page.main


@pytest.mark.parametrize("version, serial, status", [("", "0", 422), ("1", "x", 422), ("1", "", 422)])
def test_a_request_that_is_no_form_of_ours_is_refused(visit, draft, version, serial, status):
    page = edit(visit, draft)
    values = {"csrf_token": token(page), "version": version, "serial": serial, "title": "x"}
    assert page.browser.client.post(f"/desk/editions/{draft}/working-copy", data=values).status_code == status


def test_without_token_or_sign_in_nothing_is_kept(visit, draft, house):
    page = edit(visit, draft)
    values = {"version": "2", "serial": "0", "title": "伪造"}
    assert page.browser.client.post(f"/desk/editions/{draft}/working-copy", data=values).status_code == 400
    assert house.app.test_client().post(f"/desk/editions/{draft}/working-copy", data=values).status_code == 401


def test_a_stranger_keeps_nothing_of_anothers_draft(visit, draft):
    page = visit("xuanjiao-writer").get("desk.write")
    values = {"csrf_token": token(page), "version": "2", "serial": "0"}
    assert page.browser.client.post(f"/desk/editions/{draft}/working-copy", data=values).status_code == 404


def test_the_page_that_was_open_before_learns_who_is_here(visit):
    browser = visit("zhifa-writer")
    answer = browser.client.get("/account/here").get_json()
    assert answer["person"].startswith("person:")
    assert answer["token"]


def test_erasing_a_person_takes_their_unsaved_words(visit, draft, house):
    with house.writing() as session:
        from content.auth.roles import Role
        from content.items.models import Edition
        from tests.factories import auth

        leaving = auth.person(session, house.staff(session).unit, Role.PRODUCER, username=f"leaving-{draft}")
        edition = session.get(Edition, draft)
        working_copies.keep(session, edition, {"title": "走之前"}, base_version=edition.version, serial=0, by=leaving)
        session.flush()
        person_id = leaving.id

    page = visit("keeper").get("admin.person", person_id=person_id)
    page.submit("注销", confirm=f"leaving-{draft}")

    with house.reading() as session:
        from content.auth.people import Person
        from content.items.models import Edition

        assert working_copies.of(session, session.get(Edition, draft), session.get(Person, person_id)) is None
