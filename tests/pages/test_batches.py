"""The pages of batches in a real browser: phone and desk, keyboard alone, the bar that follows the worker."""

import pytest

from tests.browser import Browser
from tests.factories import batches as made
from tests.pages.conftest import DESK, PHONE, look, sign_in
from tests.portal.desk.batching import carry_on, hand_in, handed_in, rows

UNSURE = "驾驶苏G12A10号车辆时货物脱落，现场留有电话0518-85801234。"
WIDTHS = {"phone": PHONE, "desk": DESK}
PAGES = {
    "zhifa-writer": {
        "batches": "/desk/batches",
        "batch-new": "/desk/batches/new",
        "batch-faulty": "/desk/batches/{faulty}",
        "batch-columns": "/desk/batches/{faulty}/columns",
        "batch-faults": "/desk/batches/{faulty}/faults",
        "batch-rows": "/desk/batches/{ready}/rows",
        "batch-ready": "/desk/batches/{ready}",
        "batch-at-work": "/desk/batches/{working}",
        "zero-reports": "/desk/zero-reports",
        "items-records": "/desk/items?show=records",
    },
    "zhifa-reviewer": {
        "batch-queue": "/desk/review",
        "batch-review": "/desk/batches/{submitted}/review?seed=3",
        "batch-review-refused": "/desk/batches/{submitted}/rows",
    },
}


@pytest.fixture
def numbers(site):
    writer = Browser(site.app).as_("zhifa-writer")
    wrong = [made.penalty(1), made.penalty(2, tier=""), made.penalty(3, fine="2000元"), made.penalty_of_person(4)]
    found = {
        "faulty": handed_in(site, writer, wrong, name="2026年3月行政处罚数据（执法支队海州大队汇总表）.csv"),
        "ready": handed_in(site, writer, rows(4)),
        "submitted": handed_in(site, writer, [made.penalty(n, violation_facts=UNSURE) for n in range(11, 15)]),
    }
    writer.get("desk.batch", batch_id=found["submitted"]).submit("提交审核", secrecy_checked="1")
    page = hand_in(writer, made.sheet("penalty", rows(2, fine="0.7")), name="四月.csv")
    return found | {"working": int(page.path.rsplit("/", 1)[1])}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("person", PAGES)
def test_pages_of_batches(open_page, numbers, person, width):
    page = sign_in(open_page(WIDTHS[width]), person)
    for name, path in PAGES[person].items():
        page.goto(path.format(**numbers))
        if "rows" in name or name == "batch-review":
            page.click("details >> nth=0")
        look(page, f"{name}-{width}", axe=width == "phone")


def test_a_batch_is_decided_on_by_keyboard_alone(open_page, numbers):
    page = sign_in(open_page(DESK), "zhifa-reviewer")
    page.goto(f"/desk/batches/{numbers['submitted']}/review")
    page.focus("#verdict-violation_facts-landline")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.value") != "group":
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "待决定0处，已决定4处" in page.inner_text("main")


def test_the_bar_follows_the_worker(open_page, numbers, site):
    page = sign_in(open_page(DESK), "zhifa-writer")
    page.goto(f"/desk/batches/{numbers['working']}")
    assert "校验中" in page.inner_text("main")
    carry_on(site, numbers["working"])
    page.wait_for_selector("text=待提交", timeout=15_000)
