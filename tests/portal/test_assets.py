"""Styles and scripts: an address carries a digest, so that a browser may keep it for good; nothing else is served."""

import pytest

from portal import assets


def test_every_file_of_a_bundle_is_there_and_stands_once():
    for name, files in assets.bundle_parts().items():
        assert files, name
        assert len(set(files)) == len(files)
        assert [path for path in files if not path.is_file()] == []


def test_a_bundle_is_its_files_in_order(app, client):
    with app.test_request_context():
        address = assets.stylesheet("site")
    answer = client.get(address)
    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"] == assets.FOREVER
    assert answer.data.startswith(assets.bundle_parts()["site"][0].read_bytes())
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_by_its_plain_name_a_file_is_asked_for_again_each_time(client):
    answer = client.get("/static/site.css")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, no-cache"


def test_another_content_has_another_address():
    assert assets.digest(b"a") != assets.digest(b"b")


@pytest.mark.parametrize(
    "path",
    [
        "../app.py", "..%2fdocs/img/home.png", "js/../../docs/img/home.png",
        "..%2fapp.py", "%2e%2e/portal/settings.py", "css/bundle.txt", "css/../../app.py", "none.css", "js",
        "img/../../portal/__init__.py", "js/none.js", "",
    ],
)  # fmt: skip
def test_nothing_but_styles_scripts_and_pictures_is_served(client, path):
    assert client.get(f"/static/{path}").status_code == 404


def test_below_a_language_the_same_addresses_are_used(app):
    with app.test_request_context("/about"):
        plain = assets.asset("js/public.js")
    assert plain.startswith("/static/js/public.")


def test_the_icon_browsers_ask_for_by_themselves_is_there(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    answer.close()


def test_styles_are_packed_for_whoever_takes_them_so(browser):
    import gzip

    from portal import assets

    with browser.app.test_request_context():
        address = assets.stylesheet("site")
    plain, packed = browser.client.get(address), browser.client.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) * 3 < len(plain.data)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    unwanted = browser.client.get(address, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in unwanted.headers
