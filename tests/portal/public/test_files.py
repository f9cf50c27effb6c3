"""Files beside what is public: found, served as what they are, and gone with their item at once."""

from __future__ import annotations

import pytest

from portal import downloads
from tests.content.attachments import picture_files
from tests.factories import files as uploads
from tests.uploading import ALL_TICKS, as_, attachments, submit, upload


@pytest.fixture
def draft(site):
    return site.make("draft")


@pytest.fixture
def published(browser, site, draft):
    """A clean document and a picture, taken all the way by three people."""
    upload(as_(browser, "writer"), draft[1], caption="全市汇总")
    page = upload(browser, draft[1], picture_files.jpeg(size=(1000, 500)), "现场.jpg", alt="码头现场")
    file_id = attachments(site, draft[1])[1][0]
    page.submit("保存", row="现场.jpg", **{f"tick-{what}-{file_id}": "1" for what in ALL_TICKS})
    submit(browser, draft[1])
    as_(browser, "reviewer").get("desk.review", edition_id=draft[1]).submit("通过")
    as_(browser, "publisher").get("desk.publish_queue").submit("发布")
    site.index()
    return draft[0]


def test_a_clean_file_goes_out_and_is_found(browser, site, published):
    reader = browser.signed_out()
    page = reader.get("public.item", item_id=published)

    assert "附件" in [heading.get_text() for heading in page.soup.find_all("h2")]
    assert "评价结果.docx" in page.links()
    response = reader.client.get(page.links()["评价结果.docx"])
    assert response.data[:2] == b"PK"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "filename*=UTF-8''%E8%AF%84%E4%BB%B7" in response.headers["Content-Disposition"]
    assert response.headers["Content-Security-Policy"] == downloads.POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not response.headers.getlist("Set-Cookie")
    for words in ("榕树湾码头", "评价结果"):
        assert "信用修复一次办好" in reader.get("public.search", q=words).main


def test_a_picture_is_shown_with_its_words_in_the_size_a_screen_needs(browser, published):
    page = browser.signed_out().get("public.item", item_id=published)
    picture = page.soup.find("figure").img

    assert picture["alt"] == "码头现场"
    small = [address.split()[0] for address in picture["srcset"].split(", ")][0]
    whole, narrow = (page.browser.client.get(path) for path in (page.links()["现场.jpg"], small))
    assert narrow.content_type == whole.content_type == "image/jpeg"
    assert narrow.headers["Content-Disposition"].startswith("inline")
    assert 0 < len(narrow.data) < len(whole.data)


def test_a_copy_is_asked_after_and_kept_while_it_is_right(browser, site, published, draft):
    reader = browser.signed_out()
    address = reader.path("public.file", item_id=published, position=1, name="评价结果.docx")
    ((_, _, digest), _picture) = attachments(site, draft[1])

    first = reader.client.get(address)
    assert first.headers["ETag"] == f'"{digest}"'
    assert first.headers["Cache-Control"] == "no-cache"
    again = reader.client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, again.headers["Cache-Control"]) == (304, b"", "no-cache")
    uploads.corrupt(site.app.extensions["files"], digest)
    assert reader.client.get(address).status_code == 404


def test_only_what_is_listed_is_served(browser, published):
    reader = browser.signed_out()

    for place in ({"position": 3, "name": "评价结果.docx"}, {"position": 2, "name": "评价结果.docx"}):
        reader.get("public.file", item_id=published, **place, status=404)
    reader.open(f"/items/{published}/files/1/..%2F..%2Fsite.db", status=404)


@pytest.mark.parametrize("button, field", [("撤下", "reason"), ("立即下线", "reason")])
def test_after_withdrawal_or_hiding_the_files_are_gone_at_once(browser, site, published, button, field):
    reader = browser.signed_out()
    address = reader.path("public.file", item_id=published, position=1, name="评价结果.docx")
    etag = reader.client.get(address).headers["ETag"]
    page = as_(browser, "publisher").get("desk.item", item_id=published).follow(button)

    page.submit(button, **{field: "内容需要核对"})

    reader.open(address, status=410)
    assert reader.client.get(address, headers={"If-None-Match": etag}).status_code == 410
    assert "信用修复一次办好" not in reader.get("public.search", q="榕树湾码头").main
    site.index()
    assert "信用修复一次办好" not in reader.get("public.search", q="榕树湾码头").main
