"""Units renamed, merged and split on the page; what the public then finds."""

from datetime import timedelta

import pytest

from content import clock
from tests.portal.reading import problem, said


@pytest.fixture
def keeper(browser):
    return browser.as_("keeper")


def test_a_rename_shows_the_new_name_and_names_the_old(keeper, site):
    item_id, _edition = site.make("published")
    page = keeper.open("/admin/units/zhifa/change")
    today = clock.today().isoformat()
    page = page.submit("更名", **{"name-zh-Hans": "连云港市交通综合执法支队", "took_effect_on": today}, status=422)
    assert problem(page, "rename-source")
    page = page.submit(
        "更名", **{"name-zh-Hans": "连云港市交通综合执法支队", "took_effect_on": today, "source": "连编〔2026〕1号"}
    )
    assert "已保存" in said(page)
    public = keeper.signed_out().open("/units/zhifa")
    assert public.h1 == "连云港市交通综合执法支队"
    assert "原单位名称：连云港市交通执法支队" in public.main
    assert f"/items/{item_id}" in public.html


def test_a_merged_units_page_leads_to_its_successor_with_everything_it_published(keeper, site):
    item_id, _edition = site.make("published")
    page = keeper.open("/admin/units/zhifa/change")
    page = page.submit(
        "合并", into="yunshu", took_effect_on=(clock.today() - timedelta(days=1)).isoformat(), source="连编〔2026〕2号"
    )
    assert "已合并" in said(page)
    answer = keeper.signed_out().client.get("/units/zhifa")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/units/yunshu")
    public = keeper.signed_out().open("/units/yunshu")
    assert f"/items/{item_id}" in public.html
    assert "执法支队" in keeper.signed_out().open(f"/items/{item_id}").main, "signed as it was"
    ended = keeper.as_("keeper").open("/admin/units/zhifa/change")
    assert "已于" in ended.main
    assert not ended.soup.find_all("button", string="更名")


def test_a_split_wants_two_units_with_codes_of_their_own(keeper, site):
    page = keeper.open("/admin/units/zhifa/change")
    typed = {"took_effect_on": clock.today().isoformat(), "source": "连编〔2026〕3号"}
    for part, name in (("a", "公路"), ("b", "水上")):
        typed |= {
            f"{part}-code": "yunshu",
            f"{part}-name-zh-Hans": f"{name}执法大队",
            f"{part}-short-zh-Hans": f"{name}执法",
        }
    page = page.submit("拆分", **typed, status=422)
    assert "代码" in page.main
    page = page.submit("拆分", **typed | {"a-code": "zhifa-road", "b-code": "zhifa-water"})
    assert "已拆分" in said(page)
    answer = keeper.signed_out().client.get("/units/zhifa")
    assert answer.headers["Location"] == "/units/zhifa-road"
