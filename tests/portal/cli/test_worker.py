"""`flask worker`: follows the change log, does what falls due, and keeps out of a second worker's way."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from content import clock
from content.jobs import runs
from content.jobs.lease import Lease
from content.surfaces import receipts
from portal.cli import looking
from portal.cli import worker as working
from portal.cli.worker import Worker
from tests.factories import workflow

PERSON = "Mozilla/5.0 (Linux; Android 14)"


@pytest.fixture
def worker(site):
    with site.app.app_context():
        return Worker(site.app)


def tick(worker):
    """One round, in a context of its own as in a process of its own."""
    with worker.app.app_context():
        return worker.tick()


def faults(site):
    with site.reading() as session:
        return {run.job: run.fault for run in runs.everything(session)}


def unindexed(site, **changes):
    with site.writing() as session:
        edition = workflow.published(session, site.staff(session), **changes)
        session.flush()
        return edition.item_id


def test_once_does_all_that_is_due_and_remembers_it(site, run_on, browser):
    item = unindexed(site, title="工人带进索引的信息")
    for agent in (PERSON, PERSON, "Googlebot/2.1"):
        browser.client.get(f"/items/{item}", headers={"User-Agent": agent})

    result = run_on("worker", "--once")

    assert result.exit_code == 0, result.output
    with clock.standing_at(clock.now() + timedelta(minutes=1)):  # a kept page tells the count of its minute
        assert "点击数 2" in browser.open(f"/items/{item}").main
    assert "工人带进索引的信息" in browser.open("/search?q=工人带进").links()
    assert {"views", "sweep", "privacy", "targets", "expiry", "terms", "surfaces"} <= set(faults(site))
    assert set(faults(site).values()) == {""}
    with site.reading() as session:
        given = {receipt.surface: (receipt.cursor, receipt.fault) for receipt in receipts.everything(session)}
        assert {"search", "live:item_page", "live:lists"} <= set(given)
        assert set(given.values()) == {(1, "")}
    health = browser.as_("keeper").get("admin.health").main
    assert "已是最新" in health and "有故障" not in health


def test_what_left_leaves_the_index_too(site, worker, browser):
    item, edition = site.make("published", title="随后撤下的信息")
    from content.items.models import Edition
    from content.workflow import leaving

    with site.writing() as session:
        leaving.withdraw(session, session.get(Edition, edition), by=site.staff(session).publisher, reason="内容有误")
    assert worker.index.size() == 1
    tick(worker)
    assert worker.index.size() == 0
    assert item


def test_a_job_that_fails_is_shown_and_stops_no_other(site, worker, browser, monkeypatch):
    def broken():
        raise OSError("disk full")

    monkeypatch.setattr(worker, "count_views", broken)
    tick(worker)
    told = faults(site)
    assert told.pop("views") == "OSError: disk full"
    assert {"sweep", "targets"} <= set(told) and set(told.values()) == {""}
    health = browser.as_("keeper").get("admin.health").main
    assert "OSError: disk full" in health and "统计点击数" in health

    monkeypatch.undo()
    with clock.standing_at(clock.now() + timedelta(minutes=1)):
        tick(worker)
    assert faults(site)["views"] == ""


def test_what_is_published_meanwhile_is_found_before_the_look_at_everything_live_ends(site, worker, monkeypatch):
    monkeypatch.setattr(looking, "ITEMS", 1)
    for number in range(4):
        site.make(title=f"早已公开的第{number}条")
    while not tick(worker):
        pass
    new = unindexed(site, title="查看期间发布的信息")
    while worker.index.size() < 5:
        tick(worker)
    assert "privacy" not in faults(site) and worker.looks["privacy"].is_going

    while tick(worker):
        pass
    assert faults(site)["privacy"] == ""
    assert new in worker.index.digests()


def test_a_look_that_fails_is_named_and_begins_anew_the_next_day(site, worker, monkeypatch):
    monkeypatch.setattr(looking.rescanning, "sightings", lambda *_: 1 // 0)
    site.make()
    while tick(worker):
        pass
    assert faults(site)["privacy"] == "ZeroDivisionError: integer division or modulo by zero"

    monkeypatch.undo()
    while tick(worker):
        pass
    assert faults(site)["privacy"] != ""
    with clock.standing_at(clock.now() + timedelta(hours=24)):
        while tick(worker):
            pass
    assert faults(site)["privacy"] == ""


def test_a_job_runs_again_only_when_it_is_due(site, worker, monkeypatch):
    ran = []
    monkeypatch.setattr(worker, "sweep", lambda: ran.append("sweep"))
    tick(worker)
    tick(worker)
    assert ran == ["sweep"]
    with clock.standing_at(clock.now() + timedelta(hours=1)):
        tick(worker)
    assert ran == ["sweep", "sweep"]


def test_an_index_that_cannot_follow_is_named_and_other_jobs_go_on(site, worker, browser, monkeypatch):
    unindexed(site)
    monkeypatch.setattr(working.time, "sleep", lambda seconds: None)

    def broken(*_):
        raise RuntimeError("no space in the index")

    monkeypatch.setattr(working.search, "catch_up", broken)
    tick(worker)
    health = browser.as_("keeper").get("admin.health").main
    assert "RuntimeError: no space in the index" in health
    assert faults(site)["views"] == ""
    monkeypatch.undo()
    assert tick(worker) == 1
    assert "no space" not in browser.get("admin.health").html


def test_of_two_workers_one_holds_the_lease_and_the_other_waits(site, worker, monkeypatch):
    unindexed(site)
    monkeypatch.setattr(working, "HOLDER", "first:1")
    assert tick(worker) == 1
    with site.app.app_context():
        other = Worker(site.app)
    monkeypatch.setattr(working, "HOLDER", "second:2")
    unindexed(site)
    assert tick(other) == 0, "it does nothing while the other's lease runs"
    with site.reading() as session:
        assert session.scalar(select(Lease.holder)) == "first:1"
    with clock.standing_at(clock.now() + working.LEASE):
        assert tick(other) == 1, "a worker that died is replaced when its lease ends"


def test_it_goes_when_told_and_gives_the_lease_back(site, worker):
    tick(worker)
    worker.stopping.set()
    with site.app.app_context():
        worker.run()
    with site.reading() as session:
        assert session.scalar(select(Lease)) is None


def test_views_left_by_a_worker_that_died_are_not_lost(site, worker, browser):
    item, _ = site.make()
    spool = site.app.extensions["view_spool"]
    spool.seen(item, PERSON)
    spool.take()  # and then it died
    spool.seen(item, PERSON)
    with site.app.app_context():
        worker.count_views()
        worker.count_views()
    assert not spool.file.exists() and not spool.file.with_suffix(".taken").exists()
    assert "点击数 2" in browser.open(f"/items/{item}").main


def test_the_index_is_compared_and_mended_at_night_and_the_health_page_says_what_was_found(site, worker, browser):
    item, _edition = site.make("published", title="夜里补上的信息")
    tick(worker)
    with worker.index.writing() as batch:
        batch.drop(item)
        batch.commit(cursor=worker.index.cursor())
    assert "search_check" not in faults(site)

    with clock.standing_at(clock.now() + working.FIRST_CHECK):
        while tick(worker):
            pass
        assert faults(site)["search_check"] == f"missing 1: {item} (mended)"
    assert worker.index.size() == 1
    assert f"missing 1: {item}" in browser.as_("keeper").get("admin.health").main

    with clock.standing_at(clock.now() + working.FIRST_CHECK + timedelta(hours=24)):
        while tick(worker):
            pass
    assert faults(site)["search_check"] == ""
