"""A new text begins with a template or the last one; templates and phrases are kept by those who use them."""

from content.items import templates
from tests.portal.reading import field, said


def write(visit, who="zhifa-writer"):
    return visit(who).get("desk.write")


def test_a_text_starts_from_a_template(visit, house):
    with house.writing() as session:
        templates.plant(session)

    page = write(visit).submit("典型案例")

    assert field(page, "title") == "信用监管典型案例："
    assert field(page, "body").startswith("## 一、基本情况")


def test_the_last_one_is_copied_or_it_is_said_that_there_is_none(visit, made):
    assert "还没有可复制的稿件" in said(write(visit).submit("复制上月", status=404, column="cases"))
    made("published", column="rules", title="关于印发办法的通知", body="第一条")

    page = write(visit).submit("复制上月", column="rules")

    assert field(page, "title") == "关于印发办法的通知"
    assert "文号和日期须另填" in said(page)


def test_a_template_there_is_not_is_missing(visit):
    from tests.portal.reading import token

    page = write(visit)
    values = {"csrf_token": token(page), "unit": "zhifa", "template": "x"}
    page.browser.post("/desk/write/template", values, status=404)


def test_a_draft_becomes_a_template_of_the_unit(visit, made):
    _, edition = made("draft", title="{年}年动态", body="固定的开头。")

    page = visit("zhifa-writer").get("desk.edit", edition_id=edition).follow("存为模板")
    page = page.submit("保存", template_name="本单位月报")

    assert "已保存" in said(page)
    assert "本单位月报" in write(visit).main
    assert "本单位月报" not in write(visit, "xuanjiao-writer").main
    page = page.follow("本单位月报").submit("停用")
    assert "本单位月报" not in write(visit).main


def test_a_template_without_a_name_is_kept_in_its_form(visit):
    page = visit("zhifa-writer").get("desk.new_template").submit("保存", status=422, title="留着的标题")
    assert field(page, "title") == "留着的标题"
    assert page.title.startswith("有误")


def test_a_phrase_stands_beside_the_text_of_ones_own_unit(visit, made):
    page = visit("zhifa-writer").get("desk.templates").submit("添加用语", words="请于公示期内提出异议。")
    assert "请于公示期内提出异议。" in page.main

    _, own = made("draft")
    _, others = made("draft", unit="xuanjiao")
    assert "请于公示期内提出异议。" in visit("zhifa-writer").get("desk.edit", edition_id=own).main
    assert "请于公示期内提出异议。" not in visit("xuanjiao-writer").get("desk.edit", edition_id=others).main
    page.submit("停用", row="请于公示期内提出异议。")
    assert "请于公示期内提出异议。" not in visit("zhifa-writer").get("desk.edit", edition_id=own).main


def test_an_empty_phrase_is_not_stored(visit):
    page = visit("zhifa-writer").get("desk.templates").submit("添加用语", status=422, words=" ")
    assert page.soup.select(".field-error")


def test_reviewers_keep_no_templates(visit):
    visit("zhifa-reviewer").open("/desk/templates", status=403)
