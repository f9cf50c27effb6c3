"""Public pages: what each answers, and what none of them says."""

import pytest

from content.kinds import reader
from content.masking import gate

HIDDEN = "身份证号：３２０７０３ 1990 0101 0028，电话138-0000-1234"
TRACES = ("320703", "３２０７０３", "19900101", "0101 0028", "13800001234", "138-0000-1234", "0000-1234")


@pytest.mark.parametrize("path", ["/", "/about", "/search", "/search?q=信用", "/units/zhifa"])
def test_pages_stand_on_an_empty_site(browser, path):
    browser.open(path)


@pytest.mark.parametrize("slug", list(reader.columns()))
@pytest.mark.parametrize("prefix", ["", "/en", "/zh-hant"])
def test_every_column_has_a_page_in_every_language(browser, slug, prefix):
    tag = {"": "zh-Hans", "/en": "en", "/zh-hant": "zh-Hant"}[prefix]

    page = browser.open(f"{prefix}/columns/{slug}")

    assert page.h1 == reader.column(slug).label(tag)
    assert page.meta("ColumnName") == page.h1
    assert page.meta("ColumnType") == reader.column(slug).column_type


def test_an_item_shows_header_text_and_chain(browser, site):
    item_id, _ = site.make(title="港口信用承诺办法", column="rules", fields={"document_number": "连交(2026)5号"})

    page = browser.get("public.item", item_id=item_id)

    assert page.h1 == "港口信用承诺办法"
    for word in ("连交〔2026〕5号", "014252524/", "市交通局", "供稿", "审核", "责任单位", "信用科", "2026"):
        assert word in page.main
    assert "员iter" not in page.html, "people are named by office only"
    assert page.meta("ArticleTitle") == page.h1
    assert page.meta("ContentSource") == "市交通局"
    assert len(page.meta("PubDate")) == len("2026-06-06 11:25")


def test_an_item_is_listed_where_it_belongs(browser, site):
    site.make(title="港口信用承诺办法", column="rules")
    for path in ("/", "/columns/rules", "/units/zhifa", "/search?q=港口信用"):
        assert "港口信用承诺办法" in browser.open(path).main
    for path in ("/columns/updates", "/units/xuanjiao"):
        assert "港口信用承诺办法" not in browser.open(path).main


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "approved", "taken_back", "discarded"])
def test_nothing_is_public_before_it_is_published(browser, site, state):
    item_id, _ = site.make(state, title="尚未发布的独特标题")

    browser.open(f"/items/{item_id}", status=404)
    for path in ("/", "/columns/updates", "/units/zhifa", "/search?q=独特标题"):
        assert "尚未发布" not in browser.open(path).main.replace("“独特标题”", "")


def test_what_was_withdrawn_says_when_and_why_and_nothing_else(browser, site):
    item_id, _ = site.make("withdrawn", title="独特的旧标题", body="独特的旧正文", reason="所引文件已废止")

    page = browser.open(f"/items/{item_id}", status=410)

    assert page.h1 == "该信息已停止公示"
    assert "所引文件已废止" in page.main
    assert "独特" not in page.html
    for path in ("/", "/columns/updates", "/units/zhifa", "/search?q=独特的旧"):
        assert "旧标题" not in browser.open(path).html


def test_the_reason_of_a_withdrawal_is_masked_too(browser, site):
    item_id, _ = site.make("withdrawn", reason=f"含个人信息（{HIDDEN}）")
    page = browser.open(f"/items/{item_id}", status=410)
    assert not [trace for trace in TRACES if trace in page.html]


@pytest.mark.parametrize("field", ["title", "summary", "body"])
def test_personal_numbers_reach_no_public_byte(browser, site, field):
    item_id, _ = site.make(**{field: f"办理情况说明 {HIDDEN} 已核实。"})

    for path in ("/", f"/items/{item_id}", "/columns/updates", "/units/zhifa", "/search?q=办理情况", "/search?q=核实"):
        page = browser.open(path)
        assert not [trace for trace in TRACES if trace in page.html], path


@pytest.mark.parametrize("typed", ["320703199001010028", "13800001234", "138-0000-1234"])
def test_a_search_cannot_ask_whether_a_number_is_there(browser, site, typed):
    site.make(body=f"办理情况说明 {HIDDEN} 已核实。")
    page = browser.open("/search", query={"q": typed})
    assert "没有查到" in page.main


@pytest.mark.parametrize("path", ["/items/999999", "/columns/none", "/units/none", "/nowhere", "/items/0"])
def test_an_unknown_address_helps_on(browser, path):
    page = browser.open(path, status=404)
    assert page.links()


def test_health_says_little(browser):
    assert browser.client.get("/healthz").get_json() == {"status": "ok"}
    assert browser.client.get("/readyz").get_json()["status"] == "ready"


def test_readiness_fails_when_the_schema_is_not_ours(browser, site):
    from sqlalchemy import text

    with site.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    answer = browser.client.get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json()["checks"]["database"] is False


def test_lists_are_paged_without_gap_or_repeat(browser, site):
    for number in range(23):
        site.make(title=f"第{number:02d}期动态")
    page = browser.open("/columns/updates")
    seen = {f"{n:02d}" for n in range(23) if f"第{n:02d}期动态" in page.main}
    assert len(seen) == 20
    older = page.follow("下一页")
    rest = {f"{n:02d}" for n in range(23) if f"第{n:02d}期动态" in older.main}
    assert len(rest) == 3
    assert not seen & rest


@pytest.mark.parametrize("after", ["junk", "1-", "-1", "9" * 40 + "-1", "1-2-3"])
def test_a_made_up_place_is_the_first_page(browser, site, after):
    site.make(title="仍然看得到")
    assert "仍然看得到" in browser.open("/columns/updates", query={"after": after}).main


def test_views_are_counted_by_the_worker_and_robots_are_not(browser, site):
    from portal.cli.worker import Worker

    item_id, _ = site.make()
    browser.client.get(f"/items/{item_id}", headers={"User-Agent": "Mozilla/5.0 (Linux; Android 14)"})
    browser.client.get(f"/items/{item_id}", headers={"User-Agent": "Googlebot/2.1"})
    with site.app.app_context():
        Worker(site.app).count_views()
    site.app.extensions["shelf"].pages.clear()  # a kept page shows the new count in the next minute
    row = browser.get("public.item", item_id=item_id).main
    assert "点击数 1" in row


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "path", ["/items/999999999999999999999", "/items/2147483648", "/items/999999999999999/files/1/a.pdf"]
)
def test_a_number_no_row_can_have_is_not_found_rather_than_a_fault(browser, prefix, path):
    browser.open(prefix + path, status=404)


def test_the_page_about_masks_shows_the_shapes_the_gate_makes(browser):
    shown = browser.client.get("/privacy").text  # its own example of an address looks like one to the detectors
    for text, mask in (
        ("身份证号320703199001010028。", "［身份证号已隐去］"),
        ("| 身份证号 |\n| --- |\n| 320703199001010028 |", "320703＊＊＊＊＊＊＊＊＊＊＊＊"),
        ("手机13800001234。", "138＊＊＊＊1234"),
        ("银行账号6222021103001234567。", "［银行账号已隐去］"),
        ("邮箱zhangsan@example.com。", "z＊＊＊@example.com"),
        ("车牌号苏G12345的小型轿车。", "苏G＊＊＊45"),
        ("驾驶员张三。", "张某"),
    ):
        assert mask in gate.public_text(text)
        assert mask in shown
