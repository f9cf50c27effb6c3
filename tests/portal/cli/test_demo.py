"""`flask demo plant`: invented people on loopback only, and never beside real ones."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app import create_app
from content.auth import people, units
from content.auth.people import Person
from content.display import finding
from content.display.models import PublicItem
from content.items.batches import Batch
from content.items.models import Item
from content.kinds import reader
from content.outbox.change_log import Change
from content.workflow import batch_deciding
from portal.cli import demo, demo_records
from portal.database import db
from portal.settings import Settings
from tests.browser import Browser
from tests.portal.cli.conftest import runner


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.mark.parametrize("asked", [{"host": "0.0.0.0"}, {"host": "192.0.2.7"}, {"host": "example.org"}, {"demo": "0"}])
def test_off_loopback_or_switched_off_nobody_is_planted(settings, asked):
    app = create_app(Settings(data_dir=settings.data_dir, secret_key=settings.secret_key, **asked))
    result = runner(app)("demo", "plant")
    assert result.exit_code == 1
    assert "loopback only" in result.output
    with app.app_context():
        assert count(Person) == 0


def test_planted_people_sign_in_and_a_second_planting_changes_nothing(app, run, monkeypatch):
    monkeypatch.setattr(demo, "read_items", lambda every=demo.read_items: every()[:3])
    monkeypatch.setattr(demo_records, "SHEETS", ())
    assert run("demo", "plant").exit_code == 0
    with app.app_context():
        before = count(Person), count(Item)
        assert before[0] == len(demo.PEOPLE) + len(demo.OTHERS)
        assert before[1] == 3
        assert all(db.session.scalars(select(Person.is_demo)))
    for person in demo.PEOPLE:
        Browser(app).as_(person.username, demo.PASSWORD)
    run("demo", "plant")
    with app.app_context():
        assert (count(Person), count(Item)) == before


def test_a_site_with_a_person_of_its_own_is_left_as_it_is(site, run_on):
    assert run_on("demo", "plant").exit_code == 0
    with site.app.app_context():
        assert people.by_username(db.session(), demo.PEOPLE[0].username) is None


def test_the_invented_items_cover_every_unit_and_column(app):
    items = demo.read_items()
    assert {raw["column"] for raw in items} == set(reader.columns())
    with app.app_context():
        known = {unit.code for unit in units.everyone(db.session())}
    assert {raw["unit"] for raw in items} <= known
    assert len(known - {raw["unit"] for raw in items} - {"jtj"}) == 0
    assert len({raw["title"] for raw in items}) == len(items)


def test_invented_sheets_go_as_far_as_they_say(app, run, monkeypatch):
    """One of each end: public, before its reviewer with something to decide, and to be mended."""
    few = [replace(sheet, count=min(sheet.count, 9)) for sheet in demo_records.SHEETS]
    ends = [next(sheet for sheet in few if sheet.goes == end) for end in ("public", "review", "faulty")]
    monkeypatch.setattr(demo, "read_items", lambda every=demo.read_items: newest_and_oldest(every()))
    monkeypatch.setattr(demo_records, "SHEETS", tuple(ends))
    assert run("demo", "plant").exit_code == 0
    with app.app_context():
        found = db.session.scalars(select(Batch).order_by(Batch.id)).all()
        assert [batch.state for batch in found] == ["published", "submitted", "faulty"]
        assert batch_deciding.undecided(db.session(), found[1]) > 0
        assert found[2].faulty == len(demo_records.WRONG)
        moments = db.session.scalars(select(Change.at).order_by(Change.number)).all()
        assert moments == sorted(moments), "数据更新至 is the moment of the last change"
        assert finding.updated_at(db.session()) == db.session.scalar(select(func.max(PublicItem.published_at)))


def newest_and_oldest(items):
    ordered = sorted(items, key=demo.moment_of)
    return [ordered[0], ordered[-1]]
