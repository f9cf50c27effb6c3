"""Administration: people, roles, units, the audit trail, health."""

import pytest
from sqlalchemy import text

from content.auth import people, units
from content.auth.roles import Role
from content.jobs import runs
from content.surfaces import receipts
from tests.browser import Browser
from tests.factories import auth
from tests.factories.auth import PASSWORD
from tests.portal.reading import field, is_ticked, problem, said, token

GOOD = {"display_name": "李新", "username": "li-xin", "office": "信用科", "password": "a new pair of oars"}


@pytest.fixture
def somebody(house):
    """Adds a person of the test's own; gives back their id."""

    def add(username, *roles):
        with house.writing() as session:
            made = auth.person(session, units.by_code(session, "zhifa"), *roles, username=username)
            session.flush()
            return made.id

    return add


@pytest.mark.parametrize("who", ["zhifa-writer", "zhifa-publisher", "overseer"])
@pytest.mark.parametrize("page", ["people", "units", "masking", "audit", "health", "first"])
def test_only_administrators_enter(visit, who, page):
    visit(who).get(f"admin.{page}", status=403)


def test_a_person_is_added_given_a_role_and_can_work(visit, house):
    page = visit("keeper").get("admin.people").submit("添加", **GOOD)
    assert "已添加" in said(page)
    assert "尚无角色" in page.main

    page = page.submit("授予", unit="zhifa", role="producer")

    assert "已授予角色" in said(page)
    assert "采编员" in page.main
    assert Browser(house.app).as_("li-xin", GOOD["password"]).get("desk.today").h1 == "今日"


@pytest.mark.parametrize(
    "changes, name",
    [
        ({"username": "zhifa-writer"}, "username"),
        ({"username": "李"}, "username"),
        ({"display_name": " "}, "display_name"),
        ({"display_name": "长" * 41}, "display_name"),
        ({"password": "short"}, "password"),
        ({"password": "1111111111111"}, "password"),
    ],
)
def test_a_person_not_fit_to_add_is_refused_and_what_was_typed_stays(visit, changes, name):
    typed = GOOD | {"username": "not-added"} | changes

    page = visit("keeper").get("admin.people").submit("添加", status=422, **typed)

    assert problem(page, name)
    for kept in ("display_name", "username", "office"):
        assert field(page, kept) == typed[kept]
    assert field(page, "password") == ""


def test_an_office_too_long_is_refused(visit):
    typed = GOOD | {"username": "not-added", "office": "科" * 81}
    page = visit("keeper").get("admin.people").submit("添加", status=422, **typed)
    assert "科室岗位" in said(page)


def test_particulars_and_password_are_changed_and_end_the_sign_ins(visit, house, somebody):
    number = somebody("renamed", Role.PRODUCER)
    open_elsewhere = Browser(house.app).as_("renamed")
    page = visit("keeper").get("admin.person", person_id=number)

    page = page.submit("保存", display_name="王改名", office="法制科", password="a third harbour wall")

    assert "已保存" in said(page)
    assert field(visit("keeper").get("admin.person", person_id=number), "display_name") == "王改名"
    assert open_elsewhere.client.get("/desk/").status_code == 302
    Browser(house.app).as_("renamed", "a third harbour wall").get("desk.today")


def test_a_refused_change_stores_no_half_of_it_and_keeps_what_was_typed(visit, somebody):
    number = somebody("halfway")
    page = visit("keeper").get("admin.person", person_id=number)
    values = {"csrf_token": token(page), "display_name": "新名", "office": "新科室", "password": "short"}

    page = visit("keeper").post(f"/admin/people/{number}", values, status=422)

    assert problem(page, "password")
    assert (field(page, "display_name"), field(page, "office")) == ("新名", "新科室")
    assert not is_ticked(page, "is_active"), "the tick that was taken away stays away"
    stored = visit("keeper").get("admin.person", person_id=number)
    assert field(stored, "display_name") != "新名"
    assert is_ticked(stored, "is_active")


def test_a_role_taken_away_closes_its_pages_and_cannot_be_taken_twice(visit, house, somebody):
    number = somebody("stripped", Role.PRODUCER)
    browser = Browser(house.app).as_("stripped")
    page = visit("keeper").get("admin.person", person_id=number)
    action = page.form("收回")["action"]

    page = page.submit("收回")

    assert "已收回角色" in said(page)
    browser.get("desk.today", status=403)
    again = visit("keeper").post(action, {"csrf_token": token(page)}, status=404)
    assert "该角色已经收回" in again.main


@pytest.mark.parametrize("unit, role, words", [("none", "producer", "没有此单位"), ("zhifa", "king", "已经收回")])
def test_no_role_there_is_not_is_given(visit, somebody, unit, role, words):
    number = somebody(f"given-{role}")
    values = {"csrf_token": token(visit("keeper").get("admin.people")), "unit": unit, "role": role}
    visit("keeper").post(f"/admin/people/{number}/roles", values, status=404)


def test_there_is_nobody_at_a_made_up_number(visit):
    assert "没有此人" in visit("keeper").get("admin.person", person_id=999999, status=404).main


def test_the_last_administrator_keeps_role_and_account(visit, house):
    with house.reading() as session:
        number = people.by_username(session, "keeper").id
    page = visit("keeper").get("admin.person", person_id=number)
    assert "最后一位系统管理员" in page.submit("收回", row="系统管理员", status=409).main
    values = {"csrf_token": token(page), "display_name": "管", "office": ""}
    assert "最后一位系统管理员" in visit("keeper").post(f"/admin/people/{number}", values, status=409).main
    assert "不能对自己的账号办理" in page.submit("注销并抹去", confirm="keeper", status=403).main


def test_erasing_needs_the_account_typed_and_keeps_the_form_beside_it(visit, somebody):
    number = somebody("half-erased")
    page = visit("keeper").get("admin.person", person_id=number)
    name = field(page, "display_name")
    assert name

    page = page.submit("注销并抹去", status=422, confirm="half-erase")

    assert problem(page, "confirm")
    assert "确认：" in said(page), "the summary names the field in the reader's language"
    assert field(page, "display_name") == name
    assert is_ticked(page, "is_active")


def test_erased_a_pseudonym_stands_in_every_page_and_the_chain_is_whole(visit, house, somebody):
    number = somebody("gone-for-good-77", Role.PRODUCER)
    browser = Browser(house.app).as_("gone-for-good-77")
    browser.get("desk.write").submit("开始写", column="updates")
    with house.reading() as session:
        name = people.by_id(session, number).display_name

    page = visit("keeper").get("admin.person", person_id=number).submit("注销并抹去", confirm="gone-for-good-77")

    assert "已抹去" in said(page)
    assert "gone-for-good-77" not in page.html
    assert name not in page.html
    shown = visit("keeper").get("admin.person", person_id=number)
    assert shown.h1 == f"已注销人员{number}号"
    assert "注销并抹去" not in shown.main
    assert browser.client.get("/desk/").status_code == 302
    again = visit("keeper").post(
        f"/admin/people/{number}/erase", {"csrf_token": token(shown), "confirm": f"erased-{number}"}, status=409
    )
    assert "此人的信息已注销" in again.main
    assert f"已注销人员{number}号" in visit("keeper").get("admin.audit").main
    assert "操作留痕完整" in said(visit("keeper").get("admin.health").submit("立即核对"))


def test_who_was_erased_gets_no_name_no_password_and_no_role_back(visit, somebody):
    number = somebody("never-again-88")
    visit("keeper").get("admin.person", person_id=number).submit("注销并抹去", confirm="never-again-88")
    page = visit("keeper").get("admin.person", person_id=number)
    assert not page.soup.find(id="display_name"), "nothing to fill in"
    sent = {"csrf_token": token(page), "display_name": "原名", "is_active": "1", "password": GOOD["password"]}
    assert "此人的信息已注销" in visit("keeper").post(f"/admin/people/{number}", sent, status=409).main
    visit("keeper").post(f"/admin/people/{number}", sent | {"password": ""}, status=409)
    sent |= {"unit": "zhifa", "role": "producer"}
    visit("keeper").post(f"/admin/people/{number}/roles", sent, status=409)
    assert visit("keeper").get("admin.person", person_id=number).h1 == f"已注销人员{number}号"


# Units


def unit_page(visit, code="xuanjiao"):
    return visit("keeper").get("admin.unit", code=code)


def test_a_unit_is_changed_and_the_public_sees_it(visit):
    page = unit_page(visit).submit("保存", telephone="0518-85500000", hours="工作日9:00至17:00")
    assert "已保存" in said(page)
    assert "0518-85500000" in visit("keeper").signed_out().open("/units/xuanjiao").main


def test_who_approved_may_be_kept_from_publishing(visit, house):
    page = unit_page(visit)
    assert is_ticked(page, "publisher_may_approve")
    values = {
        tag["name"]: tag.get("value", "")
        for tag in page.form("保存").find_all("input")
        if tag.get("type") != "checkbox"
    }
    visit("keeper").post("/admin/units/xuanjiao", values)
    assert not is_ticked(unit_page(visit), "publisher_may_approve")
    visit("keeper").post("/admin/units/xuanjiao", values | {"publisher_may_approve": "1"})
    assert is_ticked(unit_page(visit), "publisher_may_approve")


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"name-zh-Hans": ""}, "单位名称"),
        ({"short-zh-Hans": " "}, "简称"),
        ({"telephone": "5" * 65}, "联系电话"),
        ({"address": "路" * 201}, "地址"),
    ],
)
def test_a_unit_is_not_left_without_a_name_or_with_too_long_a_line(visit, changes, words):
    page = unit_page(visit)
    values = {
        tag["name"]: tag.get("value", "")
        for tag in page.form("保存").find_all("input")
        if tag.get("type") != "checkbox"
    }

    page = visit("keeper").post("/admin/units/xuanjiao", values | changes, status=422)

    assert words in said(page)
    for name, typed in changes.items():
        assert field(page, name) == typed
    assert not is_ticked(page, "publisher_may_approve"), "the tick that was taken away stays away"
    assert is_ticked(unit_page(visit), "publisher_may_approve")


def test_there_is_no_unit_at_a_made_up_code(visit):
    visit("keeper").get("admin.unit", code="none", status=404)


# Audit and health


def test_the_audit_page_names_events_people_and_things_and_pages_back(visit, house, made):
    for _ in range(42):
        made("submitted")
    page = visit("keeper").get("admin.audit")
    assert "提交审核" in page.main
    assert "员ter" in page.main
    assert "稿件" in page.main
    numbers = [int(tag.get_text()) for tag in page.soup.select("tbody th")]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == 100
    older = page.follow("下一页")
    assert int(older.soup.select_one("tbody th").get_text()) == numbers[-1] - 1
    for before in ("x", "9" * 40, "-1"):
        visit("keeper").get("admin.audit", before=before)


def test_health_names_jobs_and_faults_in_words(visit, house):
    with house.writing() as session:
        runs.remember(session, "views", fault="OSError: disk full")
        runs.remember(session, "privacy")
        receipts.give(session, "search", cursor=0, fault="EngineBroken: no such file")
    page = visit("keeper").get("admin.health")
    for word in ("统计点击数", "OSError: disk full", "复查已公开信息", "搜索索引", "EngineBroken", "有故障"):
        assert word in page.main


def test_an_index_behind_the_log_is_said_to_be_behind(visit, made):
    made("published")
    assert "项变动未跟上" in visit("keeper").get("admin.health").main


def test_verifying_names_the_entry_that_was_altered(site, browser):
    site.make("published")
    keeper = browser.as_("keeper")
    assert "操作留痕完整" in said(keeper.get("admin.health").submit("立即核对"))
    with site.writing() as session:
        session.execute(text("DROP TRIGGER audit_entry_is_append_only_on_UPDATE"))
        session.execute(text("UPDATE audit_entry SET actor = 'person:1' WHERE number = 12"))
    page = keeper.get("admin.health").submit("立即核对")
    assert "在第12 (altered)条处不连续" in said(page)


def test_passwords_are_never_shown(visit):
    for page in ("admin.people", "admin.audit"):
        html = visit("keeper").get(page).html
        assert PASSWORD not in html and "$argon2" not in html
