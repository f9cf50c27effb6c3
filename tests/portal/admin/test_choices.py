"""The site's choices in an administrator's hands."""

from content.choices import keeping
from portal import objection_words


def test_every_choice_has_its_words():
    assert set(objection_words.CHOICES) == set(keeping.seeds())
    offered = {value for one in keeping.seeds().values() for value in one.get("values", ())}
    assert offered <= set(objection_words.CHOICE_VALUES)


def test_a_choice_is_set_with_its_source_and_holds_at_once(browser, site, clock):
    keeper = browser.as_("keeper")
    listed = keeper.open("/admin/choices")
    assert "关闭" in listed.main and "90" in listed.main
    form = listed.follow("自然人凭完整证件号码查询")
    form.submit("保存", value="yes", source="", status=422)
    done = form.submit("保存", value="yes", source="局务会纪要〔2026〕3号")
    assert "开启" in done.main and "局务会纪要〔2026〕3号" in done.main
    assert type(browser)(site.app).open("/persons").h1 == "自然人信用信息查询"


def test_a_number_out_of_range_is_asked_again(browser, site, clock):
    page = browser.as_("keeper").open("/admin/choices/objection_kept_days")
    again = page.submit("保存", value="3", source="据", status=422)
    assert again.soup.find(id="value-error")
    assert again.soup.find(id="source")["value"] == "据"


def test_there_is_no_other_choice_and_nobody_else_chooses(browser, site, clock):
    browser.as_("keeper").open("/admin/choices/colour", status=404)
    type(browser)(site.app).as_("overseer").open("/admin/choices", status=403)
