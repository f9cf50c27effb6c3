"""The worker changes over to the large engine while citizens search and units publish: nobody meets a gap."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from content import clock
from content.display.models import PublicItem
from content.outbox import change_log
from content.outbox.change_log import Change
from portal.cli.worker import Worker
from search_index import rebuilding
from tests.factories import display

READERS = 2
PAUSE = 0.02
WORDS = "守信激励"


class Citizen(threading.Thread):
    """Searches over and over through the site's own pages, and keeps what went wrong."""

    def __init__(self, site, least):
        super().__init__(daemon=True)
        self.site, self.least = site, least
        self.stop, self.asked, self.faults = threading.Event(), 0, []
        self.engines = set()

    def run(self):
        client = self.site.app.test_client()
        while not self.stop.is_set():
            answer = client.get("/search", query_string={"q": WORDS})
            self.asked += 1
            time.sleep(PAUSE)
            self.engines.add(self.site.app.extensions["search"].engine)
            count = answer.text.partition("共找到")[2].partition("条")[0]
            if answer.status_code != 200 or not count.isdecimal() or int(count) < self.least:
                self.faults.append((answer.status_code, count))


def publish(site, count):
    """So many public rows at once, named by the change log as every publication is."""
    with site.writing() as session:
        moments = [clock.now() - timedelta(minutes=n) for n in range(count)]
        ids = display.copies(session, site.staff(session), moments, title=f"{WORDS}名单公布")
        session.execute(insert(Change), [{"item_id": each, "effect": "shown", "at": clock.now()} for each in ids])
    return ids


def round_(worker):
    with worker.app.app_context():
        return worker.follow_safely()


@pytest.mark.parametrize("bound", [40, pytest.param(5_000, marks=pytest.mark.soak)])
def test_nobody_meets_a_gap_at_the_change_over(site, monkeypatch, bound):
    monkeypatch.setattr(rebuilding, "CHANGE_OVER_AT", bound)
    first = publish(site, bound - bound // 10)
    with site.app.app_context():
        worker = Worker(site.app)
    while round_(worker):
        pass
    assert (worker.index.engine, worker.index.size()) == ("whoosh", len(first))
    citizens = [Citizen(site, len(first)) for _ in range(READERS)]
    for citizen in citizens:
        citizen.start()

    more = [each for _ in range(4) for each in publish_and_follow(site, worker, bound // 10)]
    while round_(worker):
        pass
    for citizen in citizens:
        citizen.stop.set()
        citizen.join()

    assert (worker.index.engine, worker.index.size()) == ("tantivy", len(first) + len(more))
    assert [fault for citizen in citizens for fault in citizen.faults] == []
    assert all(citizen.asked > 10 and citizen.engines == {"whoosh", "tantivy"} for citizen in citizens)
    with site.reading() as session:
        assert worker.index.cursor() == change_log.head(session)
        assert set(worker.index.digests()) == set(session.scalars(select(PublicItem.item_id)))


def publish_and_follow(site, worker, count):
    ids = publish(site, count)
    round_(worker)
    return ids
