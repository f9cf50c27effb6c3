"""Headers on every answer, where one may be sent on to, and limits on what may be sent."""

import pytest

from app import create_app
from portal import security
from portal.settings import Settings
from tests.portal.reading import token


@pytest.mark.parametrize(
    "path", ["/", "/none", "/healthz", "/static/site.css", "/account/sign-in", "/desk/", "/search?q=x"]
)
def test_every_answer_carries_the_headers(visit, path):
    answer = visit("zhifa-writer").signed_out().client.get(path)
    for name, value in security.HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe" not in security.POLICY
    assert answer.headers.get("Server", "") == ""


@pytest.mark.parametrize(
    "path, is_kept", [("/desk/", False), ("/account/sign-in", False), ("/admin/", False), ("/", True)]
)
def test_staff_pages_are_kept_by_no_proxy(visit, path, is_kept):
    answer = visit("zhifa-writer").client.get(path)
    assert (answer.headers.get("Cache-Control") == "no-store") is not is_kept


@pytest.mark.parametrize("target", ["/desk/", "/en/desk/items?state=draft", "/items/1#top", "/搜索"])
def test_a_path_of_this_site_is_followed(target):
    assert security.local_address(target, "/first") == target


@pytest.mark.parametrize(
    "target",
    [
        None, "", "desk", "//elsewhere", "/\\elsewhere", "https://elsewhere", "/\t/elsewhere", "/\r\n/x", "\x00/desk",
        "/\x7f/x", "/\u2028/x", "javascript:x",
    ],
)  # fmt: skip
def test_anything_else_leads_to_the_first_page(target):
    assert security.local_address(target, "/first") == "/first"


@pytest.mark.parametrize(
    "settings, is_secure", [(Settings(), False), (Settings(host="0.0.0.0"), True), (Settings(secure_cookies="1"), True)]
)
def test_the_cookie_is_closed_to_scripts_and_other_sites(settings, is_secure, tmp_path):
    configured = security.configure(Settings(**{**settings.__dict__, "secret_key": "s" * 40}))
    assert configured["SESSION_COOKIE_HTTPONLY"] is True
    assert configured["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert configured["SESSION_COOKIE_SECURE"] is is_secure


def test_the_cookie_holds_no_name_and_no_role(visit):
    cookie = visit("zhifa-writer").client.get_cookie("desk")
    from itsdangerous import base64_decode

    payload = cookie.value.split(".")[0 if not cookie.value.startswith(".") else 1]
    assert b"zhifa" not in base64_decode(payload)
    assert cookie.http_only


def test_a_form_of_more_than_the_limit_is_refused_in_words(visit, made):
    _, edition = made("draft")
    page = visit("zhifa-writer").get("desk.edit", edition_id=edition)
    values = {"csrf_token": token(page), "version": "1", "body": "a" * (4 * 1024 * 1024 + 1)}
    answer = visit("zhifa-writer").client.post(f"/desk/editions/{edition}/edit", data=values)
    assert answer.status_code == 413
    assert "内容过大" in answer.get_data(as_text=True)


def test_a_made_up_cookie_opens_nothing(house):
    client = house.app.test_client()
    client.set_cookie("desk", "eyJzaWduX2luIjoieCJ9.aaaa.bbbb")
    assert client.get("/desk/").status_code == 302


def test_the_address_behind_trusted_proxies_is_the_readers(planted, tmp_path):
    import shutil

    from flask import request

    shutil.copytree(planted, tmp_path / "d")
    seen = []
    for hops, wanted in (("0", "127.0.0.1"), ("1", "203.0.113.9")):
        app = create_app(Settings(data_dir=str(tmp_path / "d"), secret_key="s" * 40, trusted_proxies=hops))
        app.before_request(lambda: seen.append(request.remote_addr))
        app.test_client().get("/healthz", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
        assert seen.pop() == wanted
