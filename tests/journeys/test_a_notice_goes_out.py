"""The main job, once, whole: pasted, returned, mended, approved, published, found, corrected, withdrawn, gone."""

import re
from pathlib import Path

from content import clock
from tests.browser import Browser

NOTICE = (Path(__file__).parents[1] / "content/items/notices/lyg-2024-98.txt").read_text(encoding="utf-8")
TITLE = "关于印发2024年全市交通运输信用体系建设工作要点的通知"
HEADER = {
    "index_number": "14252524/2024-00150",
    "document_number": "连交〔2024〕98号",
    "issued_on": "2024-05-30",
    "category": "工业、交通/其他 / 通知",
    "issuer": "市交通局",
    "validity": "有效",
    "source": "市交通局",
}
FOUND_BY = ("信用承诺", "四书同达", "连交(2024)98号", "14252524/2024-00150")


def field(page, name):
    tag = page.soup.find(id=name)
    chosen = tag.find("option", selected=True) if tag.name == "select" else None
    return (chosen["value"] if chosen else tag.get("value", tag.get_text().strip())).strip()


def paste(browser, text=NOTICE, column="rules"):
    page = browser.get("desk.write").submit("粘贴公文", column=column)
    return page.submit("填入表单", text=text)


def test_a_pasted_notice_reaches_a_citizen_and_leaves_again(site):
    writer = Browser(site.app).as_("xuanjiao-writer")
    page = paste(writer)
    assert {name: field(page, name) for name in HEADER} == HEADER
    assert field(page, "title") == TITLE
    for said in ("主题词：原文此项为空", "摘要：原文此项为空", "更新时间：原文更新时间为2024-06-06 11:25:19"):
        assert said in page.main

    today = clock.today().isoformat()
    page = page.submit("提交审核", produced_on=today, secrecy_checked="1")
    item = re.search(r"/desk/items/(\d+)", page.path)[1]
    assert "待审核" in page.main

    reviewer = Browser(site.app).as_("xuanjiao-reviewer")
    queue = reviewer.get("desk.review_queue")
    review = queue.follow(TITLE)
    review.submit("退回", **{"reason-summary": "wording", "note-summary": "请补写摘要"})

    page = writer.get("desk.item", item_id=item)
    assert "请补写摘要" in page.main
    page = page.submit("去修改")
    assert "请补写摘要" in page.main
    page = page.submit("提交审核", summary="明确全年信用工作任务。", produced_on=today, secrecy_checked="1")

    Browser(site.app).open(f"/items/{item}", status=404)
    reviewer.get("desk.review_queue").follow(TITLE).submit("通过")
    publisher = Browser(site.app).as_("xuanjiao-publisher")
    publisher.get("desk.publish_queue").submit("发布", row=TITLE)
    site.index()

    citizen = Browser(site.app)
    for words in FOUND_BY:
        assert TITLE in citizen.open("/search", query={"q": words}).links(), words
    page = citizen.open(f"/items/{item}")
    for value in (*HEADER.values(), "明确全年信用工作任务。", "供稿", "审核", "责任单位", "点击数"):
        assert value in page.main, value
    prose = page.soup.find(class_="prose").get_text("\n")
    assert [int(n) for n in re.findall(r"^(\d+)\. ?\S", prose, re.M)] == list(range(1, 21))
    assert "习近平新时代中国特色社会主义思想" in prose

    correct(site, writer, reviewer, publisher, item)

    publisher.get("desk.item", item_id=item).follow("撤下").submit("撤下", reason="工作要点已由新文件代替")
    page = citizen.open(f"/items/{item}", status=410)
    assert "工作要点已由新文件代替" in page.main
    assert "四书同达" not in page.html
    for words in FOUND_BY:
        assert TITLE not in citizen.open("/search", query={"q": words}).html
    assert TITLE not in citizen.open("/columns/rules").html
    site.index()
    assert TITLE not in citizen.open("/search", query={"q": "四书同达"}).html


def correct(site, writer, reviewer, publisher, item):
    """A corrected edition takes the place of the public one, which is readable until that moment."""
    citizen = Browser(site.app)
    page = writer.get("desk.item", item_id=item).submit("更正")
    page = page.submit(
        "提交审核", summary="摘要已更正。", change_note="更正摘要", secrecy_checked="1",
        produced_on=clock.today().isoformat(),
    )  # fmt: skip
    review = reviewer.get("desk.review_queue").follow(TITLE)
    assert "更正摘要" in review.main
    assert "新增" in review.main
    assert "删除" in review.main
    review.submit("通过")
    assert "明确全年信用工作任务。" in citizen.open(f"/items/{item}").main
    publisher.get("desk.publish_queue").submit("发布", row=TITLE)
    page = citizen.open(f"/items/{item}")
    assert "摘要已更正。" in page.main
    assert "更正摘要" in page.main
    assert "明确全年信用工作任务。" not in page.html


def test_nobody_approves_their_own_work_even_by_a_hand_made_request(site):
    from content.auth import people, units
    from content.auth.roles import Role

    with site.writing() as session:
        writer = people.by_username(session, "zhifa-writer")
        for role in Role:
            people.grant(session, writer, units.by_code(session, "zhifa"), role)
    _, edition = site.make("submitted")
    browser = Browser(site.app).as_("zhifa-writer")

    page = browser.get("desk.review", edition_id=edition)
    assert "您参与了本稿采编，不能审核" in page.main
    token = page.soup.find("input", attrs={"name": "csrf_token"})["value"]
    digest = re.search(r"[0-9a-f]{64}", page.html)
    answer = browser.client.post(
        f"/desk/editions/{edition}/approve", data={"csrf_token": token, "digest": digest[0] if digest else ""}
    )
    assert answer.status_code == 403


def test_a_text_changed_behind_the_reviewers_back_goes_to_review_again(site):
    from sqlalchemy import text

    item, edition = site.make("approved", title="信用修复一次办好")
    with site.writing() as session:
        session.execute(text("UPDATE edition SET body = body || '。' WHERE id = :id"), {"id": edition})
    publisher = Browser(site.app).as_("zhifa-publisher")

    page = publisher.get("desk.publish_queue").submit("发布", row="信用修复一次办好")

    assert "审核通过后内容有改动" in page.text
    Browser(site.app).open(f"/items/{item}", status=404)
    reviewer = Browser(site.app).as_("zhifa-reviewer")
    assert "信用修复一次办好" in reviewer.get("desk.review_queue").main
