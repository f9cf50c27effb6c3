"""知悉范围 through the front door: every road there is, walked by somebody shut out and by somebody let in.

The roads are read from the routes themselves: the next one is held to the same without anybody's remembering it.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from content import clock
from content.audit import trail
from content.auth import people, units
from content.auth.roles import Role
from content.items import editing, limiting
from content.items.models import Edition
from content.reminders import reviewing as telling
from content.workflow import urgency
from content.working_calendar import deadlines
from portal import downloads
from tests.factories import auth, files, items, workflow
from tests.factories.limits import limit
from tests.portal.reading import said, token

TITLE = "港区整合方案征求意见"
BODY = "整合范围与时间安排尚未公开，请勿外传。"
#: What a road takes that leads to a thing of the item.
THINGS = {"edition_id", "item_id", "deadline_id"}
STATES = ("draft", "submitted", "approved")
#: Of each method at least so many roads say that there is nothing.
MANY = 12


@pytest.fixture(scope="module")
def secret(house):
    """Limited drafts in every state on the way, each with a file and a clock; and colleagues who are not let in."""
    made = {}
    with house.writing() as session:
        staff = house.staff(session)
        shut_out = auth.person(session, staff.unit, Role.PRODUCER, Role.REVIEWER, username="zhifa-shut-out")
        people.grant(session, shut_out, units.by_code(session, "xuanjiao"), Role.RESPONSIBLE)
        everything = auth.person(session, staff.unit, *Role, username="zhifa-let-in")
        store, long_ago = downloads.store(), clock.today() - timedelta(days=20)  # overdue: a task of the first page
        for state in STATES:
            edition = items.draft(session, staff, title=TITLE + state, body=BODY, produced_on=long_ago)
            file = files.add(session, edition, store, name="方案.docx", by=staff.writer)
            limit(session, edition, (staff.writer, staff.reviewer, everything), by=staff.writer)
            if state != "draft":
                session.refresh(edition)
                workflow.submit(session, edition, by=staff.writer)
            if state == "approved":
                workflow.reviewing.approve(
                    session, edition, by=staff.reviewer, store=store,
                    seen_digest=workflow.public_view.digest(edition),
                )  # fmt: skip
            (due,) = deadlines.of_thing(session, edition.item.key)
            made[state] = SimpleNamespace(
                item_id=edition.item_id, edition_id=edition.id, file_id=file.id, name=file.name, deadline_id=due.id
            )
    return made


def roads(house, method, thing):
    """Every address of the desk, the bureau and administration that leads to a thing of this item."""
    found = []
    for rule in house.app.url_map.iter_rules():
        if method in rule.methods and rule.endpoint.split(".")[0] != "public" and rule.arguments & THINGS:
            values = {name: getattr(thing, name, 1) for name in rule.arguments}
            with house.app.test_request_context():
                found.append((rule.endpoint, rule.build(values)[1]))
    return sorted(found)


def nowhere():
    return SimpleNamespace(item_id=10**9, edition_id=10**9, file_id=1, name="方案.docx", deadline_id=10**9)


def answers(house, browser, method, thing):
    sent = {"csrf_token": token(browser.get("account.password"))} if method == "POST" else {}
    for endpoint, path in roads(house, method, thing):
        answer = browser.client.open(path, method=method, data=sent)
        yield endpoint, answer.status_code, answer.get_data(as_text=True).replace(path, "")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("state", STATES)
def test_on_every_road_it_is_as_if_the_draft_were_not_there(house, visit, secret, method, state):
    browser = visit("zhifa-shut-out")
    walked = list(answers(house, browser, method, secret[state]))
    missing = list(answers(house, browser, method, nowhere()))

    assert [(endpoint, status) for endpoint, status, _words in walked] == [
        (endpoint, status) for endpoint, status, _words in missing
    ]
    assert {status for _endpoint, status, _words in walked} <= {403, 404, 409}
    assert sum(status == 404 for _endpoint, status, _words in walked) > MANY
    for endpoint, _status, words in walked:
        assert TITLE not in words, endpoint
        assert "整合范围" not in words, endpoint


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("who", ["overseer", "keeper", "xuanjiao-publisher"])
def test_nor_is_it_there_for_the_bureau_and_other_units(house, visit, secret, method, who):
    walked, missing = (
        [(endpoint, status) for endpoint, status, _words in answers(house, visit(who), method, thing)]
        for thing in (secret["submitted"], nowhere())
    )
    assert walked == missing


@pytest.mark.parametrize("who", ["zhifa-shut-out", "overseer", "keeper", "xuanjiao-publisher"])
def test_no_page_without_a_number_tells_of_it(house, visit, secret, who):
    """Lists, tasks, queues, counts, boards, messages, search: every page of the staff side that takes no number."""
    browser = visit(who)
    addresses = {f"{noun}s/{getattr(one, f'{noun}_id')}" for one in secret.values() for noun in ("item", "edition")}
    pages = [
        rule
        for rule in house.app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.arguments and rule.endpoint.split(".")[0] != "static"
    ]
    for rule in pages:
        if rule.endpoint == "admin.audit":
            continue  # the trail names items by number, to administrators
        words = browser.client.get(rule.rule).get_data().decode(errors="replace")
        assert TITLE not in words, rule.rule
        for address in addresses:
            assert f'/{address}"' not in words, (rule.rule, address)
            assert f"/{address}/" not in words, (rule.rule, address)
    assert len(pages) > 60


def test_the_menu_does_not_count_it(house, visit, secret):
    assert "待审核 1" in visit("zhifa-reviewer").get("desk.items").text
    assert "待审核 1" not in visit("zhifa-shut-out").get("desk.items").text
    assert "没有待审核的稿件" in visit("zhifa-shut-out").get("desk.review_queue").main


def test_typing_the_same_title_tells_nothing(house, visit, made, secret):
    with house.writing() as session:
        edition = editing.start_item(
            session, unit=units.by_code(session, "zhifa"), column="updates", kind="news",
            by=people.by_username(session, "zhifa-shut-out"),
        )  # fmt: skip
        number = edition.id
    page = visit("zhifa-shut-out").get("desk.edit", edition_id=number)
    checked = page.submit("检查", title=TITLE + "submitted", body=BODY)
    assert "标题相近" not in checked.main
    made("draft", title="一篇谁都能看的草稿标题")
    assert "标题相近" in page.submit("检查", title="一篇谁都能看的草稿标题").main, "of an open one it is told"
    assert "本栏目还没有可复制的稿件" in visit("zhifa-shut-out").get("desk.write").submit("复制", status=404).main


def opened(house, item_id):
    with house.reading() as session:
        entries = trail.about(session, f"item:{item_id}")
        return [(entry.actor, entry.facts["page"]) for entry in entries if entry.event == "draft.opened"]


@pytest.mark.parametrize("state", STATES)
def test_every_page_that_shows_it_writes_the_opening_down(house, visit, secret, state):
    browser, thing = visit("zhifa-let-in"), secret[state]
    shown = set()
    for endpoint, path in roads(house, "GET", thing):
        before = opened(house, thing.item_id)
        answer = browser.client.get(path)
        if answer.status_code == 200:
            assert len(opened(house, thing.item_id)) == len(before) + 1, endpoint
            shown.add(endpoint.removeprefix("desk."))
    always = {"item", "edition", "preview", "review_sheet", "review_sheet_file", "file", "limit"}
    assert (
        shown
        >= always
        | {"draft": {"edit", "edition_files", "paste"}, "submitted": {"review"}, "approved": {"review"}}[state]
    )


def test_a_page_of_several_writes_each_down(house, visit, secret):
    for address, state in (("desk.bulk_review", "submitted"), ("desk.bulk_publish", "approved")):
        before = opened(house, secret[state].item_id)
        page = visit("zhifa-publisher").get(address)
        assert TITLE + state in page.main
        assert len(opened(house, secret[state].item_id)) == len(before) + 1


def test_a_post_that_shows_the_words_writes_it_down_and_autosave_does_not(house, visit, secret):
    browser, thing = visit("zhifa-writer"), secret["draft"]
    page = browser.get("desk.edit", edition_id=thing.edition_id)
    before = opened(house, thing.item_id)
    page.submit("预览")
    after = opened(house, thing.item_id)
    assert [page for _actor, page in after[len(before) :]] == ["preview_typed"]

    sent = {"csrf_token": token(page), "version": page.soup.find("input", {"name": "version"})["value"], "serial": "0"}
    kept = browser.client.post(f"/desk/editions/{thing.edition_id}/working-copy", data=sent)
    assert kept.status_code == 200, kept.get_data(as_text=True)
    assert opened(house, thing.item_id) == after


def test_an_open_draft_writes_nothing_down(house, visit, made):
    item, _edition = made("draft", title="大家都能看")
    visit("zhifa-reviewer").get("desk.item", item_id=item)
    assert opened(house, item) == []


def test_the_author_limits_it_and_sees_who_opened_it(house, visit, made):
    item, edition = made("draft", title="自己限定的草稿")
    writer = visit("zhifa-writer")
    page = writer.get("desk.edit", edition_id=edition)
    assert "本单位人员都可以打开本稿" in page.main
    page = page.follow("知悉范围")
    with house.reading() as session:
        staff = house.staff(session)
        own, reviewer = f"reader-{staff.writer.id}", f"reader-{staff.reviewer.id}"
        responsible = f"reader-{staff.publisher.id}"
    assert page.soup.find(id=own).has_attr("checked")
    assert page.soup.find(id=responsible) is None, "is let in without a box"

    refused = page.submit("限定", status=422, reason="")
    assert refused.title.startswith("有误")
    assert refused.soup.find("a", href="#reason")
    alone = {"csrf_token": token(page), "reason": "处置方案未定", reviewer: "1"}
    refused = writer.post(f"/desk/items/{item}/limit", alone, status=422)
    assert "请把自己的姓名也勾上" in refused.main
    assert refused.soup.find("a", href="#readers")
    assert refused.soup.find(id="readers")
    assert not refused.soup.find(id=own).has_attr("checked"), "stands as it was sent"

    done = refused.submit("限定", **{own: "1"})
    assert "已限定" in said(done)
    visit("zhifa-reviewer").get("desk.preview", edition_id=edition)
    page = writer.get("desk.limit", item_id=item)
    assert "预览" in page.soup.find("table").get_text()
    history = writer.get("desk.item", item_id=item)
    assert "处置方案未定" in history.main
    assert "打开限定知悉的草稿" not in history.main, "openings stand on their own page"
    assert "限定知悉" in writer.get("desk.items").main


def test_lifting_it_shows_it_to_the_unit_again(house, visit, made):
    item, _edition = made("draft", title="限定后又放开")
    with house.writing() as session:
        staff = house.staff(session)
        edition = session.get(Edition, _edition)
        limit(session, edition, (staff.writer,), by=staff.writer, for_reviewers=True)
        auth.person(session, staff.unit, Role.PRODUCER, username="zhifa-second")
    visit("zhifa-second").get("desk.item", item_id=item, status=404)
    visit("zhifa-reviewer").get("desk.item", item_id=item)
    assert "已解除限定" in said(visit("zhifa-publisher").get("desk.limit", item_id=item).submit("恢复本单位可见"))
    visit("zhifa-second").get("desk.item", item_id=item)


def test_only_author_and_responsible_person_are_offered_the_form(visit, made):
    item, _edition = made("draft", title="谁能设定")
    assert not visit("zhifa-reviewer").get("desk.limit", item_id=item).soup.find(id="readers")
    assert "知悉范围" not in visit("zhifa-reviewer").get("desk.item", item_id=item).links()
    assert visit("zhifa-publisher").get("desk.limit", item_id=item).soup.find(id="readers")


def test_haste_is_told_to_those_alone_who_may_know(house, secret):
    with house.writing() as session:
        edition = session.get(Edition, secret["submitted"].edition_id)
        row = urgency.press(session, edition, by=house.staff(session).writer, reason="今日须发", hours=4)
        told = telling.urgent(session, edition, row)
        insiders = limiting.insiders(session, edition.item, edition.item.limit)
        assert told == len([one for one in insiders if Role.REVIEWER in roles(one) or Role.RESPONSIBLE in roles(one)])
        shut_out = people.by_username(session, "zhifa-shut-out")
        assert shut_out not in insiders


def roles(person):
    return {membership.role for membership in person.memberships}
