"""From November into January: the year's table is missing, then arrives; everybody is reminded, and each time once."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from content.auth import people
from content.notices.models import Notice
from content.working_calendar import deadlines
from portal.cli.worker import Worker
from tests.browser import Browser
from tests.content.working_calendar.notices import MADE_UP_2027
from tests.factories import items, workflow


@pytest.fixture
def days(site, clock):
    """Lets the worker do its rounds at every hour given, as a process that was started anew each day."""

    def pass_by(*moments):
        for moment in moments:
            clock.move_to(f"{moment}:00+08:00")
            with site.app.app_context():
                Worker(site.app).tick()

    return pass_by


def told(site, username):
    with site.reading() as session:
        person = people.by_username(session, username)
        query = select(Notice).where(Notice.person_id == person.id).order_by(Notice.id)
        return [(notice.code, notice.at.astimezone().date().isoformat()[5:]) for notice in session.scalars(query)]


def written(site, title, day):
    with site.writing() as session:
        edition = items.draft(session, site.staff(session), title=title, body=f"{title}的正文。", produced_on=day)
        session.flush()
        return edition.item_id


def deadline(site, item_id):
    with site.reading() as session:
        [one] = deadlines.of_thing(session, f"item:{item_id}")
        return one.due_on, one.is_provisional


def test_from_november_into_january(site, clock, days):
    days("2026-11-30 08:00", "2026-11-30 20:00")
    keeper = Browser(site.app)
    assert "calendar_missing" not in dict(told(site, "keeper"))

    days("2026-12-01 08:00", "2026-12-01 09:00", "2026-12-02 08:00")
    assert [code for code, _day in told(site, "keeper")] == ["calendar_missing"]
    assert "2027年放假安排尚未录入" in keeper.as_("keeper").get("account.messages").main
    assert "2027年放假安排尚未录入" in Browser(site.app).as_("zhifa-writer").get("desk.today").main

    days("2026-12-20 09:00", "2026-12-20 21:00", "2026-12-24 09:00", "2026-12-25 09:00", "2026-12-28 09:00")
    gaps = [line for line in told(site, "zhifa-writer") if line[0] == "target_gap" and line[1] >= "12"]
    assert gaps == [("target_gap", "12-20"), ("target_gap", "12-25")]

    clock.move_to("2026-12-29 09:00:00+08:00")
    in_time = written(site, "年内发布的动态", date(2026, 12, 25))
    over = written(site, "跨年的动态", date(2026, 12, 30))
    assert deadline(site, in_time) == (date(2026, 12, 30), False)
    assert deadline(site, over) == (date(2027, 1, 4), True)
    page = Browser(site.app).as_("zhifa-writer").get("desk.item", item_id=over)
    assert "2027-01-04 暂定" in page.main

    days("2026-12-29 10:00", "2026-12-29 15:00", "2026-12-30 09:00")
    writer = [line for line in told(site, "zhifa-writer") if line[0].startswith("due")]
    assert writer == [("due_soon", "12-29"), ("due_today", "12-30")]
    with site.writing() as session:
        staff = site.staff(session)
        from content.items.models import Item

        edition = session.get(Item, in_time).editions[0]
        workflow.submit(session, edition, by=staff.writer)
        workflow.approve(session, edition, by=staff.reviewer)
        workflow.publishing.publish(session, edition, by=staff.publisher)
    before = deadline(site, in_time)

    clock.move_to("2026-12-31 09:00:00+08:00")
    page = Browser(site.app).as_("keeper").get("admin.paste_notice").submit("识别", text=MADE_UP_2027)
    assert "2027-01-04 暂定 2027-01-05" in page.main
    page.submit("确认录入")
    assert deadline(site, over) == (date(2027, 1, 5), False)
    assert deadline(site, in_time) == before, "what is done stays as it was"
    page = Browser(site.app).as_("zhifa-writer").get("account.messages")
    assert "2027-01-04 → 2027-01-05" in page.main
    assert "尚未录入" not in Browser(site.app).as_("zhifa-writer").get("desk.today").main

    days(*(f"2027-01-{day:02} {hour}" for day in range(1, 12) for hour in ("09:00", "16:00")))
    ladder = [line for line in told(site, "zhifa-writer") if line[1] < "02"]
    assert ladder == [("due_soon", "01-04"), ("due_today", "01-05"), ("overdue", "01-06")]
    assert [line for line in told(site, "zhifa-publisher") if line[1] < "02"] == [
        ("overdue", "01-06"),
        ("long_overdue", "01-08"),
    ]
    with site.reading() as session:
        keys = Counter(session.execute(select(Notice.person_id, Notice.key)).all())
    assert max(keys.values()) == 1
    assert [code for code, _day in told(site, "keeper")].count("calendar_missing") == 1
