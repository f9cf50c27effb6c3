"""定时发布 on pages: set, changed, taken back, and shown where it waits."""

import pytest

from tests.portal.reading import problem, said, token

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def page(site, browser):
    site.make("approved", title="到点发布的动态")
    return browser.as_("zhifa-publisher").get("desk.publish_queue").follow("定时发布")


def test_a_moment_is_set_changed_and_taken_back(page, browser):
    page = page.submit("确定定时发布", goes_out_at="2026-03-12T08:00")
    assert "将于2026-03-12 08:00定时发布" in said(page)
    assert "将于2026-03-12 08:00发布" in page.main
    assert browser.get("desk.today").soup.select(".task-list li") == [], "what waits for its moment is nobody's task"
    page = page.follow("修改定时")
    assert page.soup.find(id="goes_out_at")["value"] == "2026-03-12T08:00"
    page = page.submit("确定定时发布", goes_out_at="2026-03-13T08:00")
    assert "2026-03-13 08:00" in page.main
    page = page.submit("取消定时")
    assert "已取消定时" in said(page)
    history = page.follow("办理情况").main
    assert "定时发布结束" in history and "将于2026-03-12 08:00发布" in history and "已取消" in history


@pytest.mark.parametrize(
    "typed, told",
    [
        ("", "请选择日期和时间"),
        ("下周", "请选择日期和时间"),
        ("2026-03-10T09:29", "已过"),
        ("2030-01-01T08:00", "一年以内"),
    ],
)
def test_an_odd_moment_is_refused(page, typed, told):
    page = page.submit("确定定时发布", status=422, goes_out_at=typed)
    assert told in problem(page, "goes_out_at")


def test_only_what_is_approved_has_a_moment(site, browser):
    item, edition = site.make("submitted")
    assert browser.as_("zhifa-publisher").open(f"/desk/editions/{edition}/schedule").path == f"/desk/items/{item}"
    values = {"csrf_token": token(browser.get("account.password"))}
    browser.post(f"/desk/editions/{edition}/schedule", values | {"goes_out_at": "2026-03-12T08:00"}, status=409)
    browser.post(f"/desk/editions/{edition}/schedule/cancel", values, status=409)
