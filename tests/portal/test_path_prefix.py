"""The site as a section of another: every address under its prefix, the outer site's head and foot around it."""

import re
import shutil

import pytest

from app import create_app
from portal.settings import Settings, WeakSettings, from_environment
from tests.site import SECRET, Site


@pytest.fixture
def section(planted, tmp_path):
    folder = tmp_path / "section"
    shutil.copytree(planted, folder)
    above, below = tmp_path / "above.html", tmp_path / "below.html"
    above.write_text('<div class="outer-head">连云港市交通运输局</div>', encoding="utf-8")
    below.write_text('<div class="outer-foot">主办单位</div>', encoding="utf-8")
    app = create_app(
        Settings(
            data_dir=str(folder),
            secret_key=SECRET,
            path_prefix="/credit",
            header_file=str(above),
            footer_file=str(below),
            site_domain="jtj.lyg.gov.cn",
        )
    )
    app.testing = True
    return Site(app)


def test_every_link_stays_under_the_prefix(section):
    item_id, _ = section.make(title="前缀之下的动态")
    client = section.app.test_client()
    for path in ("/credit", "/credit/", "/credit/en/", f"/credit/items/{item_id}", "/credit/columns/updates"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        links = set(re.findall(r'(?:href|src|action)="(/[^"]*)"', answer.text))
        assert [link for link in links if not link.startswith("/credit")] == [], path
        for link in links:
            assert client.get(link).status_code == 200, link


def test_nothing_stands_beside_the_prefix(section):
    client = section.app.test_client()
    for path in ("/", "/creditor", "/items/1"):
        assert client.get(path).status_code == 404


def test_the_outer_sites_head_and_foot_stand_around_every_public_page(section):
    text = section.app.test_client().get("/credit/about").text
    assert text.index("outer-head") < text.index('class="band"') < text.index('class="foot"') < text.index("outer-foot")


def test_addresses_that_leave_carry_domain_and_prefix(section):
    item_id, _ = section.make()
    text = section.app.test_client().get("/credit/feed.atom").text
    assert f"https://jtj.lyg.gov.cn/credit/items/{item_id}" in text


def test_the_view_cookie_is_the_sections_own(section):
    client = section.app.test_client()
    token = client.get("/credit/preferences").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = client.post("/credit/preferences", data={"csrf_token": token, "preset": "elder", "back": "/credit/about"})
    assert "Path=/credit/" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "environment, named",
    [
        ({"PATH_PREFIX": "credit"}, "PATH_PREFIX"),
        ({"PATH_PREFIX": "/a/"}, "PATH_PREFIX"),
        ({"HEADER_FILE": "/no/file"}, "HEADER_FILE"),
    ],
)
def test_a_misplaced_section_is_refused_by_name(environment, named):
    with pytest.raises(WeakSettings, match=named):
        from_environment(environment)
