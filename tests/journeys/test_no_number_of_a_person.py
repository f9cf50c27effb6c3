"""A number planted in a typed field of a sheet: after import, publication and objection not one byte of the site's own
folder holds it. Keys and digests aside, everything is looked through: database, index, spool, proofs, logs."""

import io
import logging

import pytest
from flask import Flask

from content.choices.models import SiteChoice
from content.subjects import keeping
from portal.cli.worker import Worker
from portal.database import db
from tests.browser import form_values
from tests.factories import batches, objections, records

NUMBER = "320705198802291235"
REPRESENTATIVE = "320703199001010028"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def disguises(number):
    """The number, and every stretch of it that would still tell whose it is."""
    return (
        number,
        number[6:14] + number[14:],
        number[:14],
        number.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    )


def holding(folder, numbers=(NUMBER, REPRESENTATIVE)):
    """The files below a folder that hold one of the numbers, in whatever encoding."""
    looked_for = [text.encode(encoding) for n in numbers for text in disguises(n) for encoding in ENCODINGS]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files if any(piece in path.read_bytes() for piece in looked_for)]


@pytest.fixture
def site(site, clock):
    """After import and publication of a person's and a company's penalty, and everything the worker does."""
    rows = [
        batches.penalty_of_person(3),
        batches.penalty(1, representative_id_type="身份证", representative_id_number=REPRESENTATIVE),
    ]
    items = records.publish(site, rows)
    assert len(items) == 2
    work(site.app)
    return site


def work(app: Flask) -> None:
    with app.app_context():
        worker = Worker(app)
        for _round in range(20):
            if not worker.tick():
                break
        db.session.remove()


@pytest.fixture
def folder(site):
    return site.app.extensions["settings"].folder


def test_the_look_would_see_them(tmp_path):
    for place, encoding in enumerate(ENCODINGS):
        (tmp_path / f"{place}").write_bytes(f"前{NUMBER}后".encode(encoding))
    assert len(holding(tmp_path)) == len(ENCODINGS)


def test_after_import_and_publication_no_file_holds_one(site, folder):
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    assert "site.db" in names
    assert holding(folder) == []


def test_after_an_objection_and_a_look_up_no_file_and_no_log_holds_one(site, folder, browser, clock, caplog):
    with site.writing() as session:
        session.add(SiteChoice(name="person_lookup", value="yes", source="局务会", set_at=keeping.clock.now()))
    with caplog.at_level(logging.DEBUG):
        form = browser.open("/items/1/objection").soup.find(id="main").find("form")
        clock.shift(10)
        words = {"role": "subject", "mistake": f"本人{NUMBER}，当事人有误。", "contact": ""}
        proof = [(io.BytesIO(objections.picture()), f"{NUMBER}.png")]
        answer = browser.client.post("/items/1/objection", data=form_values(form) | words | {"proof": proof})
        assert answer.status_code == 303
        values = form_values(browser.open("/persons").soup.find(id="main").form)
        browser.post("/persons", values | {"number": NUMBER})
        type(browser)(site.app).as_("zhifa-writer").open("/desk/feedback/1")
        work(site.app)
    assert NUMBER not in caplog.text
    assert holding(folder) == []


def test_a_sheet_that_is_refused_leaves_nothing_in_the_open(site, folder):
    """The sheet waits under lock, its faults name cells, not numbers."""
    with site.writing() as session:
        rows = [batches.penalty_of_person(7, decided_on="不是日期")]
        batch = batches.received(session, site.staff(session), folder, rows)
        batches.drive(session, batch, folder)
    assert holding(folder) == []
