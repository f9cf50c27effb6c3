"""Attachments at the desk: added, examined, let through by the reviewer, and out of the reach of everybody else."""

from __future__ import annotations

import io
import re

import pytest

from content.attachments import limits
from content.items.models import Edition
from tests.content.attachments import excel_files, picture_files, word_files
from tests.factories import files as uploads
from tests.factories.files import CLEAN, HONOURED, ID
from tests.uploading import ALL_TICKS, as_, attachments, submit, upload


@pytest.fixture
def draft(site):
    return site.make("draft")


def stored_bytes(site):
    root = site.app.extensions["files"].root
    return b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_the_way_to_the_files_saves_what_was_typed(browser, site, draft):
    page = as_(browser, "writer").get("desk.edit", edition_id=draft[1])

    there = page.submit("保存并管理附件", title="刚刚写下的标题")

    assert there.h1 == "附件：刚刚写下的标题"
    assert "最大20.0 MB" in there.main
    assert there.follow("返回正文").soup.find(id="title")["value"] == "刚刚写下的标题"


def test_a_clean_file_is_added_listed_and_opened_by_its_own_unit(browser, site, draft):
    page = upload(as_(browser, "writer"), draft[1], caption="全市汇总")

    assert "已添加并检查“评价结果.docx”" in page.text
    assert "附件中未发现个人信息" in page.main
    opened = browser.client.get(page.links()["打开“评价结果.docx”"])
    assert opened.data[:2] == b"PK"
    assert opened.headers["Cache-Control"] == "no-store"
    listed = browser.get("desk.edit", edition_id=draft[1])
    assert "评价结果.docx Word文档" in listed.main and "可以公开" in listed.main


@pytest.mark.parametrize(
    "data, name, place",
    [
        (word_files.full_docx({"comment": f"身份证号{ID}"}), "名单.docx", "批注"),
        (excel_files.full_xlsx({"hidden_row": f"身份证号{ID}"}), "名单.xlsx", "第2行第1列，隐藏内容"),
        (CLEAN, f"{ID}.docx", "文件名中发现疑似身份证号"),
    ],
    ids=["a comment", "a hidden row", "the file name"],
)
def test_a_planted_id_is_named_by_its_place_and_blocks(browser, site, draft, data, name, place):
    page = upload(as_(browser, "writer"), draft[1], data, name)

    assert "该附件暂不能公开" in page.main
    assert place in page.main and "身份证号" in page.main
    if ID not in name:
        assert ID not in page.html
    refused = submit(browser, draft[1])
    assert "附件：" in refused.soup.find(id="error-summary").get_text()
    with site.reading() as session:
        assert session.get(Edition, draft[1]).state == "draft"


def test_a_pictures_head_is_stripped_and_its_ticks_are_asked(browser, site, draft):
    page = upload(as_(browser, "writer"), draft[1], picture_files.jpeg(ID), "现场.jpg", alt="码头现场")
    ((file_id, *_),) = attachments(site, draft[1])

    assert ID.encode() not in stored_bytes(site)
    assert "尚未勾选：已查看人脸" in page.main
    ticked = page.submit("保存", row="现场.jpg", **{f"tick-{what}-{file_id}": "1" for what in ALL_TICKS})
    assert "尚未勾选" not in ticked.main
    assert "待审核" in submit(browser, draft[1]).main


def test_what_is_wrong_with_an_upload_is_said_and_its_words_are_kept(browser, draft):
    as_(browser, "writer")

    unnamed = upload(browser, draft[1], picture_files.png(), "现场.png", status=422, caption="说过的话")
    assert "请简要说明图片内容" in unnamed.main
    assert unnamed.title.startswith("有误：")
    assert unnamed.soup.find(id="caption")["value"] == "说过的话"
    assert "图片内容：请简要说明" in unnamed.soup.find(id="error-summary").get_text()
    assert "不能添加这种文件" in upload(browser, draft[1], b"MZ" + bytes(200), "程序.docx", status=422).main
    assert "应为png" in upload(browser, draft[1], picture_files.png(), "现场.docx", alt="现场", status=422).main
    assert "文件是空的" in upload(browser, draft[1], b"", "空.docx", status=422).main
    assert "请先选择文件" in upload(browser, draft[1], b"", "", status=422).main
    upload(browser, draft[1])
    assert "已有同名附件" in upload(browser, draft[1], status=422).main


def test_large_files_are_refused_and_other_forms_stay_small(browser, site, draft):
    as_(browser, "writer")

    assert "最大20.0 MB" in upload(browser, draft[1], bytes(limits.MOST_BYTES + 1), "大.pdf", status=422).main
    upload(browser, draft[1], bytes(limits.MOST_BYTES + 1024 * 1024), "更大.pdf", status=413)
    path = browser.path("desk.save", edition_id=draft[1])
    assert browser.client.post(path, data={"body": "x" * 5 * 1024 * 1024}).status_code == 413


def test_a_removed_file_is_gone_from_the_draft(browser, site, draft):
    page = upload(as_(browser, "writer"), draft[1])

    assert "已从本稿移除" in page.submit("移除", row="评价结果.docx").text
    assert attachments(site, draft[1]) == []


def test_a_colleague_who_writes_meanwhile_loses_nothing(browser, site, draft):
    """The upload is a new version; the form opened before says so and holds every typed word."""
    page = as_(browser, "writer").get("desk.edit", edition_id=draft[1])
    upload(browser, draft[1])

    late = page.submit("保存草稿", title="另一位写的标题", status=409)

    assert "另一位写的标题" in late.main
    assert "您的内容已保留" in late.main
    assert late.submit("全部用我的").soup.find(id="title")["value"] == "另一位写的标题"


def test_strangers_and_people_signed_out_cannot_reach_a_drafts_file(browser, site, draft):
    upload(as_(browser, "writer"), draft[1])
    ((file_id, name, _),) = attachments(site, draft[1])
    address = browser.path("desk.file", edition_id=draft[1], file_id=file_id, name=name)
    files_page = browser.path("desk.edition_files", edition_id=draft[1])

    out = browser.signed_out()
    assert out.client.get(address).status_code == 302
    assert out.client.post(files_page, data={"file": (io.BytesIO(CLEAN), "x.docx")}).status_code == 401
    out.get("public.file", item_id=draft[0], position=1, name=name, status=404)
    stranger = as_(browser, "writer", "xuanjiao")
    stranger.open(address, status=404)
    stranger.open(files_page, status=404)
    for path in (files_page, f"{files_page}/{file_id}", f"{files_page}/{file_id}/remove"):
        assert stranger.client.post(path, data={"csrf_token": token_of(stranger)}).status_code == 404
    assert [found[0] for found in attachments(site, draft[1])] == [file_id]
    as_(browser, "reviewer").open(files_page, status=403)


def token_of(browser):
    return browser.get("desk.write").soup.find("input", attrs={"name": "csrf_token"})["value"]


def test_a_form_without_its_token_adds_nothing(browser, site, draft):
    path = as_(browser, "writer").path("desk.add_file", edition_id=draft[1])

    assert browser.client.post(path, data={"file": (io.BytesIO(CLEAN), "x.docx")}).status_code == 400
    assert attachments(site, draft[1]) == []


def test_a_submitted_edition_takes_no_more_files(browser, site):
    item_id, edition_id = site.make("submitted")
    as_(browser, "writer")

    assert browser.get("desk.edition_files", edition_id=edition_id).path == browser.path("desk.item", item_id=item_id)
    sent = {"csrf_token": token_of(browser), "file": (io.BytesIO(CLEAN), "x.docx")}
    assert browser.client.post(browser.path("desk.add_file", edition_id=edition_id), data=sent).status_code == 409


# The reviewer's side


def test_the_reviewer_lets_a_name_through_with_a_reason(browser, site, draft):
    upload(as_(browser, "writer"), draft[1], word_files.docx(word_files.p(HONOURED)), "表扬.docx")
    submit(browser, draft[1])
    page = as_(browser, "reviewer").get("desk.review", edition_id=draft[1])
    names = re.findall(r'name="(choice-[0-9a-f]{64})"', str(page.form("保存对该附件的决定")))

    assert "孙晓岚" not in page.html
    assert "附件还有问题未处理" in page.submit("通过", status=409).main
    chosen = dict.fromkeys(names, "show")
    assert "有误：" in page.submit("保存对该附件的决定", **chosen, status=422).title
    reasons = {name.replace("choice-", "reason-"): "本人书面同意" for name in names}
    decided = page.submit("保存对该附件的决定", **chosen, **reasons)
    assert "该附件暂不能公开" not in decided.main
    decided.submit("通过")
    with site.reading() as session:
        assert session.get(Edition, draft[1]).state == "approved"


def test_the_reviewer_vouches_for_hidden_content(browser, site, draft):
    upload(as_(browser, "writer"), draft[1], word_files.full_docx({"comment": "按会议意见修改"}), "通知.docx")
    submit(browser, draft[1])
    page = as_(browser, "reviewer").get("desk.review", edition_id=draft[1])

    assert "需由第二人查看：含隐藏内容、批注或修订痕迹" in page.main
    vouched = page.submit("我已查看该附件")
    assert "需由第二人查看" not in vouched.main
    vouched.submit("通过")
    history = browser.get("desk.item", item_id=draft[0]).main
    assert "附件由第二人查看" in history


def test_the_reviewer_returns_an_edition_for_its_files(browser, site, draft):
    upload(as_(browser, "writer"), draft[1])
    submit(browser, draft[1])
    page = as_(browser, "reviewer").get("desk.review", edition_id=draft[1])

    page.submit("退回", **{"reason-files": "personal_data"})

    assert "附件：个人信息" in as_(browser, "writer").get("desk.item", item_id=draft[0]).main


def test_a_byte_flipped_on_the_disk_goes_back_to_the_reviewer_who_is_told(browser, site, draft):
    upload(as_(browser, "writer"), draft[1])
    submit(browser, draft[1])
    as_(browser, "reviewer").get("desk.review", edition_id=draft[1]).submit("通过")
    ((_, _, digest),) = attachments(site, draft[1])
    uploads.corrupt(site.app.extensions["files"], digest)

    as_(browser, "publisher").get("desk.publish_queue").submit("发布")

    browser.signed_out().get("public.item", item_id=draft[0], status=404)
    page = as_(browser, "reviewer").get("desk.review", edition_id=draft[1])
    assert "有附件与上传时不一致" in page.main
    assert "有附件与上传时不一致" in page.submit("通过", status=409).main
