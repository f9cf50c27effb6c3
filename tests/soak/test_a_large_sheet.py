"""Fifty thousand rows with 137 planted faults: each is named at its cell, none invented, and nobody else waits."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from content import clock
from content.display.models import PublicItem
from content.items import editing
from content.items.batches import Batch, BatchFault, BatchState
from content.items.models import Edition
from content.kinds import reader
from content.quotas import board, counting
from content.quotas.counting import Standing
from content.records import faults, generating
from content.spreadsheets.books import writing
from content.workflow import batch_deciding, batches
from tests.browser import Browser
from tests.site import SECRET, Site, planted, site

__all__ = ["planted", "site"]

ROOT = Path(__file__).parents[2]
#: Fewer rows by ``SOAK_ROWS`` try the way out; only the whole sheet shows what is claimed.
ROWS, FAULTS, KINDS_OF_FAULTS = int(os.environ.get("SOAK_ROWS", "50000")), 137, 20
LONGEST_WAIT = 1.0

pytestmark = pytest.mark.soak


def workbook(path: Path, rows: list[dict[str, object]]) -> Path:
    fields = reader.kind("penalty").fields
    with writing(path, is_long=True) as book:
        sheet = book.sheet("处罚")
        for column, field in enumerate(fields):
            book.write(sheet, 0, column, field.label())
        for number, row in enumerate(rows, 1):
            for column, field in enumerate(fields):
                if row.get(field.name) is not None:
                    book.write(sheet, number, column, row[field.name])
    return path


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[faults.Planted]]:
    """The spoilt workbook, the mended one, and what was planted."""
    folder, today = tmp_path_factory.mktemp("sheets"), clock.today()
    whole = list(generating.rows("penalty", ROWS, seed=4, today=today))
    spoilt, planted_faults = faults.faulty(iter(map(dict, whole)), count=ROWS, faults=FAULTS, seed=4, today=today)
    return workbook(folder / "faulty.xlsx", list(spoilt)), workbook(folder / "good.xlsx", whole), planted_faults


class Colleague(threading.Thread):
    """Saves a draft and reads a public page over and over, and remembers the longest wait of each."""

    def __init__(self, site: Site, item: int, edition: int) -> None:
        super().__init__(daemon=True)
        self.site, self.item, self.edition = site, item, edition
        self.done = threading.Event()
        self.longest = {"save": 0.0, "read": 0.0}
        #: When somebody waited for long, and for what: to find out beside what.
        self.waited: list[tuple[str, str, float]] = []
        self.times = Counter[str]()
        self.faults: list[str] = []

    def run(self) -> None:
        citizen = self.site.app.test_client()
        while not self.done.is_set():
            self.timed("save", self.save)
            self.timed("read", lambda: citizen.get(f"/items/{self.item}").status_code == 200)
            time.sleep(0.1)

    def save(self) -> bool:
        with self.site.writing() as session:
            edition = session.get_one(Edition, self.edition)
            by = self.site.staff(session).writer
            editing.save(session, edition, {"summary": f"{time.time()}"}, version=edition.version, by=by)
        return True

    def timed(self, name: str, work) -> None:  # noqa: ANN001
        began = time.monotonic()
        try:
            if not work():
                self.faults.append(name)
        except Exception as error:  # noqa: BLE001 - told at the end, with the rest
            self.faults.append(f"{name}: {error}")
        lasted = time.monotonic() - began
        self.longest[name] = max(self.longest[name], lasted)
        if lasted > LONGEST_WAIT / 3:
            self.waited.append((f"{clock.now():%H:%M:%S}", name, round(lasted, 2)))
        self.times[name] += 1


def hand_in(site: Site, path: Path, mode: str) -> int:
    writer = Browser(site.app).as_("zhifa-writer")
    page = writer.get("desk.new_batch")
    form = page.soup.find("form", enctype="multipart/form-data")
    values = {tag["name"]: tag.get("value", "") for tag in form.find_all("input", type="hidden")}
    sent = values | {"kind": "penalty", "mode": mode, "sheet": (io.BytesIO(path.read_bytes()), path.name)}
    answer = writer.client.post("/desk/batches/new", data=sent)
    return int(answer.headers["Location"].rsplit("/", 1)[1])


def carry(site: Site) -> None:
    """The worker in a process of its own, as it runs beside the web, until nothing is left to do."""
    settings = site.app.extensions["settings"]
    environment = os.environ | {"DATA_DIR": settings.data_dir, "SECRET_KEY": SECRET}
    worker = [sys.executable, "-m", "flask", "--app", "app", "worker", "--once"]
    ended = subprocess.run(worker, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=1800)
    assert ended.returncode == 0, ended.stderr[-2000:]


def release(site: Site, batch_id: int) -> None:
    """Submitted, decided on, approved and published, each by whom it may be, with the worker in between."""
    with site.writing() as session:
        staff, batch = site.staff(session), session.get_one(Batch, batch_id)
        batches.submit(session, batch, by=staff.writer, secrecy_checked=True)
        for group in batch_deciding.groups(session, batch):
            batch_deciding.decide(session, batch, by=staff.reviewer, shows=False, field=group.field, kind=group.kind)
    carry(site)
    with site.writing() as session:
        staff, batch = site.staff(session), session.get_one(Batch, batch_id)
        batches.approve(session, batch, by=staff.reviewer, seen_digest=batches.digest_of(session, batch))
        batches.publish(session, batch, by=staff.publisher)
    carry(site)


@dataclass(frozen=True)
class Targets:
    """How far year, months and units are, as every board tells it; and how many records there are beside."""

    year: object
    units: list[object]
    months: object
    year_standing: Standing
    month_standings: dict[int, Standing]
    records: int


def targets(site: Site) -> Targets:
    today = clock.today()
    with site.reading() as session:
        told = board.overview(session, today)
        return Targets(
            told.year,
            [(row.unit.code, row.standing, row.outlook, row.left, row.repeated) for row in told.rows],
            told.by_month,
            counting.of_year(session, today.year),
            counting.of_month(session, today),
            told.records,
        )


def test_every_fault_is_named_and_nobody_waits(site, sheets):
    spoilt, mended, planted_faults = sheets
    assert len(planted_faults) == FAULTS
    assert len({(fault.field, fault.code) for fault in planted_faults}) >= KINDS_OF_FAULTS
    item, _ = site.make("published")
    _, draft = site.make("draft", title="正在写")
    colleague = Colleague(site, item, draft)
    colleague.start()
    began = time.monotonic()

    batch_id = hand_in(site, spoilt, "all")
    carry(site)
    with site.reading() as session:
        batch = session.get_one(Batch, batch_id)
        assert batch.at_rest is BatchState.FAULTY, batch.fault
        assert session.scalar(select(func.count()).select_from(Edition).where(Edition.batch_id == batch_id)) == 0
        found = {(f.row_number - 2, f.field, f.code) for f in session.scalars(select(BatchFault))}
        assert found == {(fault.row, fault.field, fault.code) for fault in planted_faults}

    with site.writing() as session:
        batches.read_again(session, session.get_one(Batch, batch_id), by=site.staff(session).writer, mode="good")
    carry(site)
    with site.reading() as session:
        batch = session.get_one(Batch, batch_id)
        assert (batch.state, batch.fresh, batch.faulty) == ("ready", ROWS - FAULTS, FAULTS)

    again = hand_in(site, mended, "all")
    carry(site)
    with site.reading() as session:
        batch = session.get_one(Batch, again)
        assert (batch.state, batch.fresh, batch.faulty) == ("ready", FAULTS, 0), batch.fault
        assert batch.unchanged == ROWS - FAULTS

    before, goes_out = targets(site), time.monotonic()
    release(site, batch_id)
    lasting = time.monotonic() - goes_out
    with site.reading() as session:
        assert session.get_one(Batch, batch_id).at_rest is BatchState.PUBLISHED
        shown = session.scalar(select(func.count()).select_from(PublicItem).where(PublicItem.is_record))
        number = (
            session.scalars(select(PublicItem).where(PublicItem.is_record).limit(1)).one().fields["document_number"]
        )
    assert shown and shown > ROWS / 3, "the others are kept inside by their terms"
    after = targets(site)
    assert after.records - before.records == shown
    assert replace(after, records=0) == replace(before, records=0)
    print(f"\n{shown} public and in the index {lasting:.0f} s after they were submitted")

    release(site, again)
    once_more = hand_in(site, mended, "all")
    carry(site)
    with site.reading() as session:
        batch = session.get_one(Batch, once_more)
        assert (batch.fresh, batch.changed, batch.barred, batch.unchanged) == (0, 0, 0, ROWS), batch.fault

    colleague.done.set()
    colleague.join()
    assert number in Browser(site.app).get("public.search", q=number).main
    print(f"\n{time.monotonic() - began:.0f} s; longest waits {colleague.longest} of {dict(colleague.times)}")
    print(f"waits worth a look: {colleague.waited}")
    assert colleague.faults == []
    assert max(colleague.longest.values()) < LONGEST_WAIT
