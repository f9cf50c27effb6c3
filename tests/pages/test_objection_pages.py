"""Objections, companies and choices at phone and desk width: axe finds nothing, and the keyboard does it all."""

import pytest

from content.choices.models import SiteChoice
from content.feedback import answering
from content.subjects import keeping
from content.subjects.keeping import Wanted
from content.subjects.models import Subject, SubjectSort
from tests.factories import batches, objections, penalties, records
from tests.pages.conftest import DESK, PHONE, look, sign_in

HAITONG = "91320700MA1MKTU24A"
WIDTHS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture
def ids(site):
    folder = site.app.extensions["settings"].folder
    [item_id] = records.publish(site, [batches.penalty(3)])
    with site.writing() as session:
        staff = site.staff(session)
        other = penalties.published(session, staff).item_id
        open_one = objections.objection(session, item_id, folder)
        closed = objections.objection(session, other, folder)
        claim = objections.claim(
            session, other, folder, document_number="连交信修〔2026〕9号", document_date=keeping.clock.today()
        )
        answering.draft(session, closed, "经核查，处罚决定书载明的金额无误。", by=staff.writer, outcome="rejected")
        answering.approve(session, closed, by=staff.reviewer)
        answering.draft(session, claim, "已在信用中国核对修复决定，予以同步。", by=staff.writer, outcome="upheld")
        session.add(SiteChoice(name="person_lookup", value="yes", source="局务会纪要", set_at=keeping.clock.now()))
        keeping.ensure(session, [Wanted(SubjectSort.ORGANISATION, "海通物流公司", code=HAITONG)])
        company = session.query(Subject).filter_by(code=HAITONG).one().id
        return {
            "item": item_id,
            "open": open_one.receipt,
            "closed": closed.receipt,
            "report": open_one.id,
            "claim": claim.id,
            "company": company,
        }


PUBLIC = {
    "record-disputed": "/items/{item}",
    "objection": "/items/{item}/objection",
    "repaired": "/items/{item}/repaired",
    "objection-status": "/feedback/status?receipt={open}",
    "objection-answered": "/feedback/status?receipt={closed}",
    "persons": "/persons",
}
STAFF = {
    "zhifa-reviewer": {
        "reports": "/desk/feedback",
        "report": "/desk/feedback/{report}",
        "claim": "/desk/feedback/{claim}",
    },
    "zhifa-writer": {"report-writing": "/desk/feedback/{report}"},
    "overseer": {
        "companies": "/oversight/subjects?q=连云港",
        "company": "/oversight/subjects/{company}",
        "rename": "/oversight/subjects/{company}/rename",
        "merge": "/oversight/subjects/{company}/merge",
        "split": "/oversight/subjects/{company}/split",
    },
    "keeper": {"choices": "/admin/choices", "choice": "/admin/choices/person_lookup"},
}


@WIDTHS
def test_the_public_pages_are_whole(viewport, ids, open_page):
    page = open_page(viewport)
    for name, path in PUBLIC.items():
        page.goto(path.format(**ids))
        look(page, f"{name}-{viewport['width']}")
    assert page.context.cookies() == []


@WIDTHS
@pytest.mark.parametrize("person", STAFF)
def test_the_staffs_pages_are_whole(viewport, person, ids, open_page):
    page = sign_in(open_page(viewport), person)
    for name, path in STAFF[person].items():
        page.goto(path.format(**ids))
        look(page, f"{name}-{viewport['width']}")


@WIDTHS
def test_what_is_missing_is_shown_in_its_place(viewport, ids, open_page):
    page = open_page(viewport, script=False)
    page.goto(f"/items/{ids['item']}/objection")
    page.wait_for_timeout(3100)
    with page.expect_navigation():
        page.click("form[enctype] button[type=submit], form[enctype] button:not([type])")
    assert page.locator(".error-summary a").count() == 3
    look(page, f"objection-errors-{viewport['width']}", axe=False)


def test_an_objection_is_raised_by_keyboard_alone_without_script(ids, open_page, tmp_path):
    scan = tmp_path / "scan.png"
    scan.write_bytes(objections.picture())
    page = open_page(DESK, script=False)
    page.goto(f"/items/{ids['item']}/objection")
    page.focus("#role")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "mistake"
    page.keyboard.insert_text("决定书载明罚款1000元，本站公示为2000元")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "proof"
    page.set_input_files("#proof", scan)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "contact", "the trap is no stop"
    page.wait_for_timeout(3100)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.input_value("#receipt").startswith("YY")


def tab_to(page, words):
    """Press Tab until the link with these words has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.innerText || ''"):
            return
    raise AssertionError(f"Tab never comes to {words}")


def test_from_search_to_the_record_to_the_objection_by_keyboard_alone_without_script(site, ids, open_page):
    site.index()
    page = open_page(PHONE, script=False)
    page.goto("/")
    page.focus("input[name=q]")
    page.keyboard.insert_text("连交罚〔2026〕3号")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "行政处罚决定书（连交罚〔2026〕3号）")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(f"/items/{ids['item']}")
    tab_to(page, "异议申诉")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(f"/items/{ids['item']}/objection")
