"""The bureau's boards and the pages beside them, with two years of numbers in them."""

from datetime import UTC, datetime, timedelta

import pytest

from content.quotas import counting, freezing, inspecting
from tests.factories import display, workflow
from tests.pages.conftest import DESK, PHONE, look, sign_in

BOARDS = {
    "overview": "/oversight/",
    "units": "/oversight/units",
    "columns": "/oversight/columns",
    "punctuality": "/oversight/punctuality",
    "counties": "/oversight/counties",
    "items": "/oversight/items",
    "scorecards": "/oversight/scorecards",
    "scorecard": "/oversight/scorecards/{month}",
    "repetitions": "/oversight/repetitions",
    "inspection": "/oversight/inspection",
    "targets": "/oversight/targets",
}
BODY = "市交通执法支队联合港口企业开展信用承诺专项行动，现场核查承诺履行情况三十二家，督促整改问题十七项。" * 2
WIDTHS = {"phone": PHONE, "desk": DESK}


@pytest.fixture
def month(site):
    now = datetime.now(UTC)
    with site.writing() as session:
        units = counting.with_target(session, now.year)
        staff = site.staff(session)
        columns = ["updates", "updates", "notices", "rules", "cases", "commitments"]
        rows = [
            {
                "first_published_at": now - timedelta(days=n * 7 % 400),
                "unit_id": units[n * n % 13].id,
                "column": columns[n % 6],
            }
            for n in range(420)
        ]
        display.many(session, staff, rows)
        workflow.published(session, staff, title="信用承诺专项行动取得实效", body=BODY)
        workflow.published(session, staff, title="信用承诺专项行动再取实效", body=BODY)
        freezing.freeze(session)
        inspecting.inspect(session)
        session.flush()
        return freezing.closed_months(session)[0].strftime("%Y-%m")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_boards(open_page, month, width):
    page = sign_in(open_page(WIDTHS[width]), "overseer")
    for name, path in BOARDS.items():
        page.goto(path.format(month=month))
        look(page, f"board-{name}-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_register_and_the_statistics(open_page, month, width):
    page = sign_in(open_page(WIDTHS[width]), "zhifa-writer")
    for name, path in (("dispatches", "/desk/dispatches"), ("statistics", "/statistics")):
        page.goto(path)
        look(page, f"board-{name}-{width}")
    page.goto("/desk/dispatches")
    with page.expect_navigation():
        page.click("td a:has-text('文稿')")
    look(page, f"board-copies-{width}")
