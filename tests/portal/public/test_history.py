"""Earlier editions and copies, as pages."""

from content.items.models import Item
from tests.factories import workflow


def corrected(site):
    item_id, _ = site.make(title="办事指南", body="窗口电话见网站。")
    with site.writing() as session:
        workflow.corrected(session, session.get(Item, item_id).editions[0], site.staff(session), body="窗口电话12328。")
    return item_id


def test_from_the_item_to_what_it_said_before(browser, site):
    item_id = corrected(site)
    history = browser.open(f"/items/{item_id}").follow("历史版本")
    earlier = history.follow("第1版")
    assert "见网站" in earlier.main
    assert "12328" in earlier.main
    assert earlier.soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    browser.open(f"/items/{item_id}/history/9", status=404)


def test_an_item_never_corrected_offers_no_history(browser, site):
    item_id, _ = site.make()
    assert "历史版本" not in browser.open(f"/items/{item_id}").links()


def test_history_leaves_with_the_item(browser, site):
    item_id, _ = site.make("withdrawn")
    browser.open(f"/items/{item_id}/history", status=410)
    browser.open(f"/items/{item_id}/history/1", status=410)


def test_the_code_on_the_page_is_checked_on_the_site(browser, site):
    item_id = corrected(site)
    page = browser.open(f"/items/{item_id}")
    code = page.soup.select_one(".share-code code").get_text()
    assert "打印件与现行版本一致" in page.follow(code).main
    browser.open("/check", query={"code": code[:-1] + "!"})
    assert "未找到" in browser.open("/check", query={"code": f"{item_id}-{'0' * 16}"}).main
