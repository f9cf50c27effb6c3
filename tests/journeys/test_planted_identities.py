"""Identities planted in every text of items in every state: after everything the worker does, no public byte holds one.

A search of bytes, not of words: pages, feeds, styles, every file below the index's folder, and the public rows.
"""

import re
import time
from datetime import timedelta

import pytest
from sqlalchemy import text

from content import clock
from content.items.models import Edition, State
from content.workflow import leaving, reviewing, scheduling
from content.workflow.reviewing import Reason
from portal.cli.worker import Worker
from tests.browser import Browser
from tests.factories import items, workflow

RESIDENT = "320703199001010028"
MOBILE = "13912345678"
CARD = "6222021001116245702"
NUMBERS = (RESIDENT, MOBILE, CARD)
#: As people type them: plain, spaced, full-width.
DISGUISED = "身份证号：３２０７０３ 1990 0101 0028，联系电话139-1234-5678，银行卡号6222 0210 0111 6245 702"
PLAIN = f"身份证号{RESIDENT}，手机{MOBILE}，银行卡号{CARD}"
#: What pages are made of, and what is kept of what happened.
OPEN_TABLES = (
    "public_item",
    "departure",
    "change_log",
    "audit_entry",
    "live_finding",
    "job_run",
    "surface_receipt",
    "notice",
    "letter",
    "publish_schedule",
)


def planted_texts(label):
    return {
        "title": f"{label}办理情况 {PLAIN}",
        "summary": f"{label}摘要。{DISGUISED}。",
        "body": f"{label}正文第一段。{PLAIN}。\n\n第二段：{DISGUISED}。\n\n|姓名|身份证号|\n|---|---|\n|甲|{RESIDENT}|",
        "fields": {"source": f"来源 {PLAIN}", "subject_words": f"主题 {MOBILE}", "category": f"分类 {CARD}"},
    }


def holds(data):
    """Which number stands in these bytes, however it is broken up."""
    shown = data if isinstance(data, str) else data.decode("utf-8", errors="ignore")
    folded = re.sub(r"[\s\-.*_~​]", "", shown.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
    return [number for number in NUMBERS if number in shown or number in folded]


@pytest.fixture(scope="module")
def site(planted, tmp_path_factory):
    """Every state, each with everything planted, and everything the worker does done."""
    import shutil

    from app import create_app
    from portal.settings import Settings
    from tests.site import SECRET, Site

    folder = tmp_path_factory.mktemp("planted-identities") / "instance"
    shutil.copytree(planted, folder)
    app = create_app(Settings(data_dir=str(folder), secret_key=SECRET))
    app.testing = True
    made = Site(app)
    with made.writing() as session:
        staff = made.staff(session)
        for state in State:
            workflow.in_state(session, staff, state, **planted_texts(state.value))
        returned = workflow.submitted(session, staff, **planted_texts("退回"))
        reviewing.give_back(session, returned, [Reason("title", "other", PLAIN)], by=staff.reviewer)
        gone = workflow.published(session, staff, **planted_texts("撤下"))
        leaving.withdraw(session, gone, by=staff.publisher, reason=f"含个人信息：{DISGUISED}")
        corrected = workflow.published(session, staff, title="更正的稿件")
        following = workflow.editing.start_next(session, corrected.item, by=staff.writer)
        items.save(session, following, by=staff.writer, change_note=f"删去{PLAIN}", body=f"更正后。{DISGUISED}")
        workflow.submit(session, following, by=staff.writer)
        workflow.approve(session, following, by=staff.reviewer)
        workflow.publishing.publish(session, following, by=staff.publisher)
        waiting = workflow.approved(session, staff, **planted_texts("定时"))
        scheduling.schedule(session, waiting, clock.now() + timedelta(seconds=1), by=staff.publisher)
    time.sleep(1.1)
    with app.app_context():
        worker = Worker(app)
        while worker.tick():
            pass
        worker.rebuild()
    return made


def addresses(site):
    with site.reading() as session:
        last = session.query(Edition).order_by(Edition.item_id.desc()).first().item_id
    pages = ["/", "/about", "/privacy", "/columns/updates", "/units/zhifa", "/healthz", "/readyz"]
    pages += [f"/items/{number}" for number in range(1, last + 2)]
    pages += [f"/search?q={word}" for word in ("办理情况", "身份证号", "正文", "摘要", "更正", "139", "来源", *NUMBERS)]
    return pages


def test_the_numbers_were_planted_and_the_search_would_see_them(site):
    with site.reading() as session:
        stored = session.scalar(text("SELECT group_concat(title || summary || body || fields) FROM edition"))
        assert holds(stored) == list(NUMBERS), "drafts keep their words, for the unit alone"
        states = {state for (state,) in session.execute(text("SELECT DISTINCT state FROM edition"))}
    assert states == {state.value for state in State}
    assert holds(DISGUISED.encode()) == list(NUMBERS)
    assert holds("每月1日") == []


@pytest.mark.parametrize("prefix", ["", "/en", "/zh-hant"])
def test_no_public_page_holds_one(site, prefix):
    client = site.app.test_client()
    seen = set()
    for path in addresses(site):
        answer = client.get(prefix + path)
        typed = path.partition("?q=")[2]
        data = answer.data.decode().replace(typed, "") if typed else answer.data
        assert holds(data) == [], path
        assert holds(str(answer.headers)) == [] or typed, path
        seen.add(answer.status_code)
    assert {200, 404, 410} <= seen


def test_what_went_out_at_a_set_moment_passed_the_same_gate(site):
    with site.reading() as session:
        row = session.execute(text("SELECT edition_id, outcome FROM publish_schedule")).one()
        item_id = session.get(Edition, row.edition_id).item_id
    assert row.outcome == "published"
    page = Browser(site.app).open(f"/items/{item_id}")
    assert "定时办理情况" in page.main and holds(page.html) == []


def test_a_search_by_the_number_finds_nothing(site):
    for number in NUMBERS:
        assert "没有查到" in Browser(site.app).open("/search", query={"q": number}).main
    assert "共找到" in Browser(site.app).open("/search", query={"q": "办理情况"}).main


def test_no_file_of_the_index_holds_one_whatever_its_encoding(site):
    folder = site.app.extensions["settings"].index_folder
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    for path in files:
        data = path.read_bytes()
        for number in NUMBERS:
            for piece in (number, number[6:14], number[-8:]):
                for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                    assert piece.encode(encoding) not in data, path.name


def test_no_public_row_and_no_audit_entry_holds_one(site):
    with site.reading() as session:
        for table in OPEN_TABLES:
            for row in session.execute(text(f"SELECT * FROM {table}")):  # noqa: S608 - names of this test
                assert holds(" ".join(map(str, row))) == [], table


def test_the_unit_reads_its_own_words_and_no_other_unit_does(site):
    own = Browser(site.app).as_("zhifa-writer").client.get("/desk/editions/1/edit")
    assert holds(own.data)
    other = Browser(site.app).as_("xuanjiao-writer").client
    for path in ("/desk/", "/desk/items", "/desk/editions/1", "/desk/editions/1/preview", "/desk/items/1"):
        assert holds(other.get(path).data) == []
    bureau = Browser(site.app).as_("keeper").client
    for path in ("/admin/audit", "/admin/masking", "/oversight/", "/admin/health"):
        assert holds(bureau.get(path).data) == []
