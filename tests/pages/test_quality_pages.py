"""Quality and supervision in Chromium: every page at phone and desk width, with rows in it."""

import pytest
from sqlalchemy import select

from content import clock
from content.display.models import PublicItem
from content.items.models import Edition, Item
from content.quality import cases, catalogue
from content.supervision import copies, inspecting, sampling
from content.workflow import batches
from tests.factories import batches as sheets
from tests.factories import supervised
from tests.pages.conftest import DESK, PHONE, look, sign_in

WIDTHS = {"phone": PHONE, "desk": DESK}
OWN = {
    "quality": "/desk/quality",
    "quality_rows": "/desk/quality/decided?month={month}",
    "quality_faults": "/desk/quality/faulty?month={month}",
    "rating_copies": "/desk/rating-copies",
    "inspections": "/desk/inspections",
    "inspection_log": "/desk/inspections/{item}",
    "sampling": "/desk/sampling",
    "sampling_draw": "/desk/sampling/{draw}",
    "commitments": "/desk/commitments",
}
BUREAU = {
    "board": "/oversight/quality?month={month}",
    "catalogue": "/oversight/catalogue",
    "catalogue_entry": "/oversight/catalogue/new",
    "rules": "/oversight/supervision",
}


@pytest.fixture
def filled(site, tmp_path):
    """One unit with everything: rows in time, faulty and sent back, cases, copies, an inspection, a draw."""
    today = clock.today().isoformat()
    with site.writing() as session:
        catalogue.plant(session)
        sampling.plant(session)
        staff = site.staff(session)
        for name in ("市信用主管部门", "省交通运输厅"):
            supervised.receiver(session, name)
        rows = [sheets.penalty(serial, decided_on=today) for serial in range(1, 9)]
        sheets.published(session, staff, tmp_path, [*rows, sheets.penalty(9, decided_on="昨天")], mode="good")
        back = sheets.submitted(session, staff, tmp_path, [sheets.penalty(21, decided_on=today)], name="二.csv")
        edition = session.scalar(select(Edition).where(Edition.batch_id == back.id))
        batches.give_back_rows(session, back, [edition.id], by=staff.reviewer, code="facts", note="案由与决定书不一致")
        listed = [f"连交罚〔2026〕{serial}号,{today}" for serial in (1, 2, 90)]
        data = "\n".join(["文号,决定日期", *listed]).encode()
        cases.upload(session, staff.unit, "penalty", data, name="台账.csv", by=staff.writer)
        supervised.ratings(session, staff, tmp_path, grades=["AA", "A", "B", "B", "D"])
        copies.open_rounds(session)
        first, *_rest = copies.of_units(session, [staff.unit.id], is_open=True, limit=1)
        copies.confirm_receipt(session, first, clock.today(), "收文〔2026〕12号", by=staff.writer)
        supervised.listings(session, staff, tmp_path, 2)
        item = session.get(Item, session.scalar(select(PublicItem.item_id).where(PublicItem.kind == "listing")))
        inspecting.inspect(session, item, clock.today(), "法制科", "to_mend", by=staff.writer, note="限期十五日整改")
        supervised.commitments(session, staff, tmp_path, "履行中", "已履行", "未履行")
        drawn = sampling.draw(session, staff.unit, supervised.FIELD, supervised.YEAR, by=staff.writer)
        return {"month": f"{clock.today():%Y-%m}", "item": item.id, "draw": drawn.id}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_a_unit(open_page, filled, width):
    page = sign_in(open_page(WIDTHS[width]), "zhifa-writer")
    for name, path in OWN.items():
        page.goto(path.format(**filled))
        look(page, f"quality-{name}-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_the_bureau(open_page, filled, width):
    page = sign_in(open_page(WIDTHS[width]), "overseer")
    for name, path in BUREAU.items():
        page.goto(path.format(**filled))
        look(page, f"quality-{name}-{width}")
