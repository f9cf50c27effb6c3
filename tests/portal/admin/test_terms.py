"""公示期规则: everybody at a desk may read and try them; 法规处 and administrators change and confirm."""

import pytest

from content.auth import units
from content.auth.roles import Role
from content.display import term_rules
from content.display.term_rules import TermRule
from tests.factories import auth
from tests.portal.reading import buttons, field, problem, said, token

RULE = "penalty|一般|3"


@pytest.fixture
def lawyer(site):
    with site.writing() as session:
        auth.person(session, units.by_code(session, "fagui"), Role.REVIEWER, username="lawyer")
    return "lawyer"


def confirm(page, rule=RULE, status=200):
    area = page.path.split("?")[0].rstrip("/")
    return page.browser.post(f"{area}/confirm", {"csrf_token": token(page), "rule": rule}, status=status)


def stored(site, tier="一般", version=3):
    with site.reading() as session:
        row = session.get(TermRule, ("penalty", tier, version))
        return row.is_confirmed, row.least_months, row.most_months, row.valid_to


def test_the_office_confirms_and_it_stands_in_the_trail(site, browser, lawyer):
    page = browser.as_(lawyer).get("desk.terms")
    assert "第36号" in page.main
    page = confirm(page)

    assert "已确认" in said(page)
    assert stored(site)[0]
    assert "公示期规则已确认" in browser.as_("keeper").get("admin.audit").main


def test_an_administrator_confirms_too(site, browser):
    confirm(browser.as_("keeper").get("admin.terms"))
    assert stored(site)[0]


def test_who_has_no_right_reads_and_tries_and_changes_nothing(site, browser):
    page = browser.as_("zhifa-publisher").get("desk.terms")
    assert "确认" not in buttons(page) and "保存" not in buttons(page)
    page = page.submit("计算", decided_on="2026-11-30", tier="严重")
    assert "公示至2029-11-30" in page.main and "第3版规则" in page.main
    for action, values in (
        ("confirm", {"rule": RULE}),
        ("change", {"rule": RULE, "source": "改", "least_months": "1", "most_months": "2", "is_shown": "1"}),
        ("settings", {"name": "show_minor", "value": "yes", "source": "改"}),
    ):
        browser.post(f"/desk/terms/{action}", {"csrf_token": token(page)} | values, status=403)
    assert stored(site)[:3] == (False, 3, 12)


@pytest.mark.parametrize(
    "typed, told",
    [
        ({"tier": "一般", "decided_on": "2025-11-30"}, "适用对当事人较轻的规则"),
        ({"tier": "轻微", "decided_on": "2026-11-01"}, "不公示"),
        ({"tier": "一般", "decided_on": "2026-11-01", "display_until": "2028-01-01"}, "单位只能缩短"),
        ({"tier": "一般", "decided_on": "2026-11-01", "display_until": "2027-01-01"}, "公示至2027-01-01"),
        ({"tier": "一般", "decided_on": "不知道"}, "没有决定日期"),
    ],
)
def test_a_made_up_penalty_is_reckoned_step_by_step(typed, told, visit):
    page = visit("zhifa-writer").get("desk.terms", **typed)
    assert told in page.main


def test_an_unconfirmed_rule_is_put_right_and_then_confirmed_by_another(site, browser, lawyer):
    page = browser.as_(lawyer).get("desk.terms")
    page = page.submit("保存", row="修改规则", rule=RULE, least_months="3", most_months="9", source="核对原文更正")
    assert "须由另一人确认" in said(page)
    assert stored(site)[:3] == (False, 3, 9)
    assert "由您录入" in confirm(page, status=403).main
    confirm(browser.as_("keeper").get("admin.terms"))
    assert stored(site)[0]


def test_a_new_version_ends_the_one_before(site, browser, lawyer):
    page = browser.as_(lawyer).get("desk.terms")
    page.submit(
        "保存", row="修改规则", rule=RULE, valid_from="2027-01-01", least_months="2", most_months="6", source="新办法"
    )
    assert str(stored(site)[3]) == "2026-12-31"
    assert stored(site, version=4)[:3] == (False, 2, 6)


@pytest.mark.parametrize(
    "typed, name",
    [
        ({"source": ""}, "source"),
        ({"least_months": "三"}, "least_months"),
        ({"most_months": ""}, "most_months"),
        ({"valid_from": "2026-01-01"}, "valid_from"),
        ({"valid_from": "来年"}, "valid_from"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(typed, name, house, visit):
    values = {"rule": RULE, "least_months": "3", "most_months": "12", "source": "核对"} | typed
    page = visit("keeper").get("admin.terms").submit("保存", row="修改规则", status=422, **values)
    assert problem(page, name)
    assert field(page, "most_months") == values["most_months"]


def choose(page, status=200, **typed):
    values = {"csrf_token": token(page), "name": "show_minor", "value": "yes", "source": ""} | typed
    return page.browser.post("/admin/terms/settings", values, status=status)


def test_a_setting_is_changed_with_what_it_rests_on(site, browser):
    page = choose(browser.as_("keeper").get("admin.terms"), status=422)
    assert problem(page, "source-show_minor") and "#source-show_minor" in page.html
    assert "依据" in said(page) or "来源" in said(page)
    choose(page, status=422, source="会议纪要", value="perhaps")
    choose(page, status=422, source="会议纪要", name="perhaps")
    page = choose(page, source="局务会纪要")
    assert "局务会纪要" in page.main
    with site.reading() as session:
        assert term_rules.load(session).settings.shows_minor


@pytest.mark.parametrize("rule", ["", "penalty", "penalty|一般|9", "penalty|一般|x"])
def test_a_rule_nobody_knows_is_missing(rule, house, visit):
    confirm(visit("keeper").get("admin.terms"), rule, status=404)
