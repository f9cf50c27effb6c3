"""Where a link or a picture may lead."""

import pytest

from content.markup import addresses


@pytest.mark.parametrize(
    "address",
    [
        "http://www.lyg.gov.cn/a?b=1&c=2",
        "HTTPS://credit.jiangsu.gov.cn",
        "mailto:jtj@lyg.gov.cn",
        "/items/12",
        "/files/通知(1).pdf",
        "#annex",
        "?page=2",
        "附件.docx",
        "/search?q=a:b",
    ],
)
def test_a_link_may_lead_to_the_web_a_mailbox_or_our_own_pages(address):
    assert addresses.is_link(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:1",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "java&#115;cript:1",
        "java&amp;#115;cript&amp;colon;1",
        "&#106;avascript:1",
        "data:text/html,x",
        "vbscript:1",
        "ftp://a.cn",
        "tel:110",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http:///a",
        "evil:80",
        "mailto:a",
        "",
        " ",
    ],
)
def test_and_nowhere_else(address):
    assert not addresses.is_link(address)


@pytest.mark.parametrize(
    "address, own", [("/files/a.png", True), ("//a.cn/a.png", False), ("http://a.cn/a.png", False)]
)
def test_pictures_come_from_this_site(address, own):
    assert addresses.is_own_file(address) is own


@pytest.mark.parametrize("address, external", [("https://a.cn", True), ("/a", False), ("mailto:a@b.cn", False)])
def test_external_is_what_leaves_the_site_by_the_web(address, external):
    assert addresses.is_external(address) is external
