"""Pages of display terms, leaving and served papers at phone and desk width: axe finds nothing, nothing hangs over."""

from datetime import timedelta

import pytest

from content import clock
from content.workflow import leaving_requests, repair_lists
from tests.factories import penalties
from tests.pages.conftest import DESK, PHONE, look, sign_in


@pytest.fixture
def ids(site):
    decided = (clock.today() - timedelta(days=150)).isoformat()
    with site.writing() as session:
        staff = site.staff(session)
        asked, listed, other, gone, annulled = (
            penalties.published(session, staff, decided_on=decided) for _ in range(5)
        )
        day = {"document_number": "连交信修〔2026〕9号", "document_date": clock.today()}
        leaving_requests.ask(session, asked.item, "annulled", by=staff.writer, reason="行政复议决定撤销原处罚", **day)
        for edition, cause in ((gone, "repaired"), (annulled, "changed")):
            row = leaving_requests.ask(
                session, edition.item, cause, by=staff.writer, reason="复议变更原处罚决定", **day
            )
            leaving_requests.confirm(session, row, by=staff.publisher)
        number = listed.fields["document_number"]
        lines = [f"{penalties.CODE},{number},{clock.today()}", f"{penalties.CODE},连交罚〔2020〕7号,{clock.today()}"]
        content = "\n".join(["统一社会信用代码,行政处罚决定书文号,修复日期", *lines]).encode()
        row = repair_lists.enter(session, staff.unit, content, "2026年11月修复结果名单.csv", by=staff.writer)
        session.flush()
        return {"item": other.item_id, "gone": gone.item_id, "annulled": annulled.item_id, "list": row.id}


STAFF = {
    "terms": "/desk/terms?tier=一般&decided_on=2025-11-30&display_until=",
    "leaving": "/desk/leaving",
    "leave": "/desk/items/{item}/leave",
    "repair-list": "/desk/leaving/lists/{list}",
    "serving": "/desk/serving",
    "served": "/desk/items/{item}/serving",
}
PUBLIC = {"gone-record": "/items/{gone}", "annulled-record": "/items/{annulled}"}


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_desks_pages_are_whole(viewport, ids, open_page):
    page = sign_in(open_page(viewport), "zhifa-publisher")
    for name, path in STAFF.items():
        page.goto(path.format(**ids))
        look(page, f"{name}-{viewport['width']}")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_an_administrators_page_of_terms_is_whole(viewport, open_page):
    page = sign_in(open_page(viewport), "keeper")
    page.goto("/admin/terms")
    look(page, f"admin-terms-{viewport['width']}")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_what_left_says_its_sentence_plainly(viewport, ids, open_page):
    page = open_page(viewport)
    for name, path in PUBLIC.items():
        page.goto(path.format(**ids))
        look(page, f"{name}-{viewport['width']}")
