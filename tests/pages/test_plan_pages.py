"""The plan, reports, look-ups, trainings and changes of units before a real browser, on phone and desk."""

import pytest

from content import clock
from content.auth import people
from content.identifiers import unified_code
from content.lookups import looking
from content.plans import keeping, planting
from tests.pages.conftest import DESK, PHONE, look, sign_in

WIDTHS = {"phone": PHONE, "desk": DESK}
FIRST = "91320700MA1MKKJM7"
PAGES = {
    "overseer": {
        "plan": "/oversight/plan",
        "task": "/oversight/plan/{task}",
        "assessment": "/oversight/assessment",
        "summaries": "/oversight/summaries",
        "summary": "/oversight/summaries/{year}",
    },
    "zhifa-writer": {
        "own-plan": "/desk/plan",
        "own-task": "/desk/plan/{task}",
        "lookups": "/desk/lookups",
        "lookup": "/desk/lookups/{lookup}",
        "activities": "/desk/activities",
    },
    "keeper": {"unit": "/admin/units/zhifa/change"},
}


@pytest.fixture
def places(site):
    with site.writing() as session:
        staff = site.staff(session)
        overseer = people.by_username(session, "overseer")
        tasks = planting.begin(session, clock.today().year, by=overseer)
        keeping.say(session, tasks[12], staff.unit, percent=30, standing="hindered", text="正在核实", by=staff.writer)
        code = FIRST + unified_code.check_character(FIRST)
        row, _seen = looking.look_up(
            session, staff.unit, purpose="tender", matter="养护工程招标", codes=[code], by=staff.writer
        )
        return {"task": tasks[12].id, "lookup": row.id, "year": clock.today().year}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("person", PAGES)
def test_pages_of_the_plan(open_page, places, person, width):
    page = sign_in(open_page(WIDTHS[width]), person)
    for name, path in PAGES[person].items():
        page.goto(path.format(**places))
        look(page, f"plan-{name}-{width}")
