"""`flask db`: up, down, and where it stands."""

import pytest
from sqlalchemy import inspect

from app import create_app
from content.auth import units
from content.migrations import walking
from content.records import codes
from portal.cli import database
from portal.database import db
from portal.settings import Settings
from tests.portal.cli.conftest import runner


@pytest.fixture
def empty(tmp_path):
    app = create_app(Settings(data_dir=str(tmp_path / "new"), secret_key="s" * 40))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_up_says_where_it_stands_and_plants_units_and_code_tables_once(empty):
    run = runner(empty)
    assert "None (newest:" in run("db", "current").output

    for _ in range(2):
        result = run("db", "upgrade")
        assert result.exit_code == 0, result.output
    with empty.app_context():
        newest = walking.newest(db.engine)
        assert len(units.everyone(db.session())) > 15
        assert codes.load(db.session()).tables == codes.seeded().tables
    assert result.output == f"The schema stands at {newest}.\n"
    assert run("db", "current").output == f"{newest} (newest: {newest})\n"


def test_down_to_base_leaves_no_table(run, app):
    result = run("db", "downgrade", "base")
    assert result.exit_code == 0, result.output
    with app.app_context():
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version", "sqlite_sequence"}


def test_an_unknown_revision_changes_nothing(run, app):
    assert run("db", "downgrade", "9999").exit_code != 0
    with app.app_context():
        assert walking.is_current(db.engine)


def test_preparing_again_keeps_what_people_changed(site):
    with site.writing() as session:
        units.by_code(session, "zhifa").telephone = "0518-85500001"
    with site.app.app_context():
        database.prepare()
    with site.reading() as session:
        assert units.by_code(session, "zhifa").telephone == "0518-85500001"
