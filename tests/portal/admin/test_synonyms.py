"""同义词: kept on a page, used by the next search, told to whoever searches."""

import pytest

from tests.portal.reading import problem, said


@pytest.fixture
def keeping(browser):
    return browser.as_("keeper")


def add(browser, words, **more):
    return browser.get("admin.new_synonym").submit("保存", synonyms=words, synonym_source="日常说法", **more)


def test_the_next_search_uses_a_new_set_says_so_and_can_do_without(site, keeping):
    site.make(title="治理货车超限检测站启用", column="updates")
    assert "没有查到" in keeping.open("/search?q=治超点").main

    page = add(keeping, "治超点\n超限检测站")

    assert "已保存" in said(page)
    assert "治超点、超限检测站" in page.main
    found = keeping.open("/search?q=治超点")
    assert "共找到1条" in found.main
    assert "也搜索了：超限检测站。" in found.main
    assert {mark.get_text() for mark in found.soup.find_all("mark")} == {"超限检测站"}
    assert sum(int(each.get_text()) for each in found.soup.select(".facet")[0].select(".facet-count")) == 1
    literal = found.follow("只按输入的词搜索")
    assert "没有查到" in literal.main
    assert "共找到1条" in literal.follow("同时搜索同义词").main


def test_what_was_typed_wrongly_is_said_and_kept(keeping):
    page = add(keeping, "治超点", status=422)
    assert "请填写2至8个词" in problem(page, "synonyms")
    assert page.soup.find(id="synonyms").get_text().strip() == "治超点"


def test_a_set_is_changed_and_taken_out_of_use(site, keeping):
    site.make(title="超限检测站启用", column="updates")
    add(keeping, "治超点\n超限检测站")
    page = keeping.get("admin.synonyms").follow("治超点、超限检测站")
    page = page.submit("保存", is_active=None)

    assert "停用" in page.main
    assert "没有查到" in keeping.open("/search?q=治超点").main
    assert "同义词已调整" in keeping.get("admin.audit").main


def test_only_administrators_see_the_list(browser):
    browser.as_("zhifa-publisher").get("admin.synonyms", status=403)
