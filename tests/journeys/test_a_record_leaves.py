"""A penalty's way off the public: shown, open to repair, ended on the day; repaired, and at once gone everywhere."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from content import clock
from content.auth import units
from content.auth.roles import Role
from content.display import term_rules
from content.items import finding
from content.items.models import Item
from content.outbox import change_log
from content.surfaces.receipts import Receipt
from content.workflow import leaving_requests
from portal import probes
from portal.cli import displays
from portal.cli.worker import Worker
from portal.database import db
from portal.public import keeping
from tests.factories import auth, penalties

NOVEMBER = datetime(2026, 11, 22, 9, 30, tzinfo=clock.SHANGHAI)
LAST = date(2027, 11, 22)
NUMBER = "连交罚〔2026〕88号"


def at(day, hour=0, minute=0, second=0):
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=clock.SHANGHAI)


@pytest.fixture
def travel():
    with time_machine.travel(NOVEMBER, tick=False) as traveller:
        yield traveller


def published(site, **changes):
    with site.writing() as session:
        edition = penalties.published(session, site.staff(session), **({"document_number": NUMBER} | changes))
        session.flush()
        found = edition.item_id
    site.index()
    return found


def worker_of(site):
    with site.app.app_context():
        return Worker(site.app)


def work(worker):
    """Rounds of the worker until nothing is left to take in."""
    for _round in range(20):
        with worker.app.app_context():
            if not worker.tick():
                return


def shows(browser, item):
    """Where a reader meets it now."""
    get = probes.in_process(browser.app)
    with browser.app.app_context():
        row = db.session.get(Item, item)
        left = probes.Left(
            0, item, row.kind, row.column, row.unit.code, row.editions[-1].title, NUMBER, "", row.first_published_at
        )
        db.session.remove()
    return {name for name, probe in probes.probes(get).items() if probe(left)}


EVERYWHERE = {"item_page", "lists", "search"}


def test_shown_to_its_last_day_and_gone_from_everywhere_at_midnight_before_any_job_has_run(site, browser, travel):
    item = published(site)
    assert shows(browser, item) >= EVERYWHERE
    kept = browser.client.get(f"/items/{item}")
    assert kept.status_code == 200 and kept.headers["ETag"]
    column = browser.client.get("/columns/credit-information")

    travel.move_to(at(LAST, 23, 59, 59))
    assert shows(browser, item) >= EVERYWHERE

    travel.move_to(at(LAST + timedelta(days=1)))
    assert shows(browser, item) == set(), "the worker has not run"
    for path, tag in (
        (f"/items/{item}", kept.headers["ETag"]),
        ("/columns/credit-information", column.headers["ETag"]),
    ):
        again = browser.client.get(path, headers={"If-None-Match": tag})
        assert again.status_code != 304, "a copy kept elsewhere lapses too"
        assert NUMBER not in again.get_data(as_text=True)
    page = browser.open("/columns/credit-information")
    assert NUMBER not in page.html

    work(worker_of(site))
    assert shows(browser, item) == set()
    gone = browser.open(f"/items/{item}", status=410)
    assert gone.h1 == "该信息已停止公示" and NUMBER not in gone.html


def test_the_worker_ends_it_by_itself_right_after_midnight_and_gives_every_surface_its_receipt(site, travel):
    item = published(site)
    worker = worker_of(site)
    travel.move_to(at(LAST, 23, 59, 30))
    work(worker)
    travel.move_to(at(LAST + timedelta(days=1), 0, 0, 31))

    work(worker)

    with site.reading() as session:
        assert finding.standing(session, item) is None
        head = change_log.head(session)
        found = {row.surface: (row.cursor, row.fault) for row in session.scalars(select(Receipt))}
    assert found.pop("search") == (head, "")
    assert {"live:item_page", "live:lists", "live:search", "live:home", "live:feeds"} <= set(found)
    assert set(found.values()) == {(head, "")}
    assert worker.index.size() == 0


def test_once_confirmed_the_rule_says_from_when_repair_may_be_asked_and_the_date_is_a_day_on_display(site, travel):
    with site.writing() as session:
        row = session.get(term_rules.TermRule, ("penalty", "一般", 3))
        lawyer = auth.person(session, units.by_code(session, "fagui"), Role.REVIEWER)
        term_rules.confirm(session, row, by=lawyer)
        window = term_rules.window_of(session, "penalty", penalties.values(decided_on="2026-11-22"))
    assert (window.repair_from, window.last_day) == (date(2027, 2, 22), LAST)


def test_repaired_it_is_gone_from_every_surface_within_a_minute(site, browser):
    """Real time: from the second person's press until no surface shows it and each has its receipt."""
    item = published(site, decided_on=(clock.today() - timedelta(days=120)).isoformat())
    worker = worker_of(site)
    work(worker)
    assert shows(browser, item) >= EVERYWHERE
    browser.as_("zhifa-writer").get("desk.leave", item_id=item).submit(
        "提交另一人确认", document_number="连交信修〔2026〕9号", document_date=clock.today().isoformat()
    )
    browser.as_("zhifa-publisher")

    began = time.monotonic()
    browser.get("desk.leaving").submit("立即停止公示", row=NUMBER)
    at_once = shows(browser, item)
    while time.monotonic() - began < 60:
        work(worker)
        with site.reading() as session:
            rows = session.scalars(select(Receipt)).all()
            if all(row.cursor == change_log.head(session) for row in rows):
                break
        time.sleep(0.3)
    took = time.monotonic() - began

    assert at_once == set(), "readers notice at once"
    assert took < 60
    assert worker.index.size() == 0
    print(f"\nrepair to the last receipt: {took:.1f} s")


def test_a_broken_surface_is_named_on_the_health_page_and_catches_up(site, browser, monkeypatch, travel):
    item = published(site, decided_on="2026-06-01")
    browser.client.get(f"/items/{item}")
    worker = worker_of(site)
    work(worker)
    frozen = None

    def stuck():
        nonlocal frozen
        frozen = frozen or NOW()
        return frozen

    NOW = keeping.now  # noqa: N806 - the real one
    monkeypatch.setattr(keeping, "now", stuck)
    browser.client.get(f"/items/{item}")
    repaired(site, item)
    travel.shift(timedelta(seconds=15))
    work(worker)

    health = browser.as_("keeper").get("admin.health").main
    assert "信息页面" in health and f"still_shown: {item}" in health
    with site.app.app_context():
        runner = site.app.test_cli_runner()
        told = runner.invoke(args=["surfaces", "check"])
    assert told.exit_code == 1 and "item_page    still_shown" in told.output

    monkeypatch.undo()
    travel.shift(timedelta(seconds=15))
    work(worker)
    assert "still_shown" not in browser.get("admin.health").main
    assert site.app.test_cli_runner().invoke(args=["surfaces", "check"]).exit_code == 0


def repaired(site, item):
    with site.writing() as session:
        staff = site.staff(session)
        row = leaving_requests.ask(
            session,
            session.get(Item, item),
            "repaired",
            by=staff.writer,
            document_number="连交信修〔2026〕9号",
            document_date=clock.today(),
        )
        leaving_requests.confirm(session, row, by=staff.publisher)


def test_repair_by_command_takes_it_out_again(site, browser, monkeypatch, travel):
    """A kept page that outlived a change by some fault goes when it is said once more that the item left."""
    item = published(site, decided_on="2026-06-01")
    repaired(site, item)
    with site.reading() as session:
        before = change_log.head(session)
    shown = {"broken": True}
    real = probes.answers
    monkeypatch.setattr(probes, "answers", lambda get, left: shown["broken"] or real(get, left))

    def mended(session, outcomes):
        shown["broken"] = False
        repeat(session, outcomes)

    repeat = displays.repeat
    monkeypatch.setattr(displays, "repeat", mended)
    told = site.app.test_cli_runner().invoke(args=["surfaces", "repair"])

    assert told.exit_code == 0, told.output
    with site.reading() as session:
        assert change_log.head(session) == before + 1


def test_the_nightly_look_back_names_who_shows_something_again(site, monkeypatch, travel):
    item = published(site, decided_on="2026-06-01")
    repaired(site, item)
    worker = worker_of(site)
    work(worker)
    monkeypatch.setattr(probes, "answers", lambda get, left: True)

    with site.app.app_context(), pytest.raises(RuntimeError, match=f"live:item_page still_shown: {item}"):
        displays.look_back(site.app)
