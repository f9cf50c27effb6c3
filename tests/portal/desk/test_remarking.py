"""Early checks on three layers: the form, the preview, the submission."""

import pytest

from content.items import wrong_words
from tests.portal.reading import said, token


@pytest.fixture(autouse=True)
def _seeded(house):
    with house.writing() as session:
        wrong_words.plant(session)


def edit(visit, edition):
    return visit("zhifa-writer").get("desk.edit", edition_id=edition)


def checks(page):
    return (
        " ".join(page.soup.select_one(".checks").get_text(" ", strip=True).split())
        if page.soup.select(".checks")
        else ""
    )


def test_the_form_names_field_rule_and_cure(visit, made):
    _, edition = made("draft", title="帐号说明", body="第一段。\n请登陆网站。", issuer="")

    shown = checks(edit(visit, edition))

    assert "标题 “帐号”疑为“账号”之误" in shown
    assert "正文 第2段：“登陆”疑为“登录”之误，请核对。" in shown


def test_what_is_typed_is_looked_through_without_being_saved(visit, made):
    _, edition = made("draft", title="已保存的标题")
    page = edit(visit, edition)

    looked = page.submit("检查当前内容", title="其它事项", body="电话13800001234")

    assert looked.h1 == "早期检查"
    assert "“其它”疑为“其他”之误" in looked.main
    assert "手机号" in looked.main
    assert "已保存的标题" in edit(visit, edition).html


def test_missing_fields_are_named_while_writing(visit, made):
    _, edition = made("draft")
    looked = edit(visit, edition).submit("检查当前内容", title="", produced_on="")
    assert "待补 标题" in looked.main
    assert "待补 产生日期" in looked.main


@pytest.mark.parametrize("path, code", [("/search", False), ("/about", False), ("/desk/", True), ("/nothing", True)])
def test_links_to_other_pages_of_the_site_are_known(visit, made, path, code):
    _, edition = made("draft", body=f"见[这里]({path}?a=1)。")
    assert ("本站没有这个页面" in checks(edit(visit, edition))) is code


def test_the_preview_says_the_same(visit, made):
    _, edition = made("draft", title="按装说明")
    assert "“按装”疑为“安装”之误" in visit("zhifa-writer").get("desk.preview", edition_id=edition).main
    assert "“凑和”疑为“凑合”之误" in edit(visit, edition).submit("预览", body="凑和用").main


def test_what_must_be_mended_keeps_a_text_from_review_and_says_so(visit, made):
    _, edition = made("draft", title="一篇稿件", body="[坏](javascript:1)")

    page = edit(visit, edition).submit("提交审核", secrecy_checked="1")

    assert "链接只能指向" in said(page)


def test_an_administrator_keeps_the_list(visit):
    keeper = visit("keeper")
    page = keeper.get("admin.new_wrong_word").submit("保存", status=422, wrong="错", right="")
    assert "请填写不少于2个字的词" in said(page)

    page = keeper.get("admin.new_wrong_word").submit("保存", wrong="错别子", right="错别字", unless="")
    assert "已保存" in said(page)
    page = page.follow("错别子").submit("保存", right="错别字词")
    assert "错别字词" in page.main


def test_a_list_entry_somebody_else_changed_is_not_overwritten(visit):
    keeper = visit("keeper")
    keeper.get("admin.new_wrong_word").submit("保存", wrong="时侯", right="时候")
    stale = keeper.get("admin.wrong_words").follow("时侯")
    keeper.get("admin.wrong_words").follow("时侯").submit("保存", right="的时候")

    page = stale.submit("保存", status=409, right="时候时候")

    assert "其他人已修改此项" in said(page)
    assert token(page)


def test_a_word_there_is_not_is_missing(visit):
    visit("keeper").open("/admin/words/99999", status=404)
    visit("zhifa-writer").open("/admin/words", status=403)


def test_a_picture_in_the_text_needs_its_caption_and_is_shown_with_it(visit, made, house):
    from content.items.models import Edition
    from portal import downloads
    from tests.content.attachments import picture_files
    from tests.factories import files, items

    _, edition_id = made("draft", title="带图的一篇")
    with house.writing() as session:
        edition, writer = session.get(Edition, edition_id), house.staff(session).writer
        attached = files.add(
            session, edition, downloads.store(), picture_files.png(), "现场.png", by=writer, alt="检查现场", ticked=True
        )
        session.expire(edition)
        address = f"/items/{edition.item_id}/files/{attached.position}/现场.png"
        items.save(session, edition, by=writer, body=f"第一段。\n![图]({address})\n第二段。")

    page = edit(visit, edition_id)
    assert f"![检查现场]({address})" in page.main
    assert "图片须有图注" in checks(page)

    page = visit("zhifa-writer").get("desk.edition_files", edition_id=edition_id)
    caption = next(tag["name"] for tag in page.soup.find_all("input") if tag.get("name", "").startswith("caption-"))
    page.submit("保存", **{caption: "图1 现场"})
    assert "图片须有图注" not in checks(edit(visit, edition_id))
    preview = visit("zhifa-writer").get("desk.preview", edition_id=edition_id)
    assert preview.soup.select_one("figure figcaption").get_text() == "图1 现场"
    assert preview.soup.select_one("figure img")["alt"] == "检查现场"
