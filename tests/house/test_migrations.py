"""The migrations make exactly the schema the models describe, and can be walked down and up again."""

import importlib
import pkgutil

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

import content
from content.migrations import walking
from content.migrations.models import MODELS, metadata
from tests.factories import workflow

#: What the migrations answer for. A model that is not among them is found by the last test of this page alone.
TABLES = {model.__tablename__: model.__table__ for model in MODELS}
TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
}


def differences(engine):
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True, "include_object": is_answered_for}
        return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)


def is_answered_for(found, name, kind, is_in_database, _model):
    return kind != "table" or is_in_database or name in TABLES


def rules(engine):
    """What autogenerate does not compare: check constraints and triggers, by name and words."""
    inspector = inspect(engine)
    checks = {
        (table, check["name"], " ".join(check["sqltext"].split()))
        for table in TABLES
        for check in inspector.get_check_constraints(table)
    }
    with engine.connect() as connection:
        triggers = {tuple(row) for row in connection.execute(text(TRIGGERS[engine.dialect.name]))}
    return checks, {(name, " ".join(words.split())) for name, words in triggers}


def tables(engine):
    return set(inspect(engine).get_table_names()) - {"alembic_version", "sqlite_sequence"}


def test_upgraded_it_is_what_the_models_say(empty_engine):
    walking.upgrade(empty_engine)

    assert differences(empty_engine) == []
    assert tables(empty_engine) == set(TABLES)
    assert walking.is_current(empty_engine)


def test_up_down_and_up_again(empty_engine):
    walking.upgrade(empty_engine)
    first = rules(empty_engine)
    walking.downgrade(empty_engine, "base")
    assert tables(empty_engine) == set()
    assert walking.current(empty_engine) is None
    assert not walking.is_current(empty_engine)

    walking.upgrade(empty_engine)

    assert differences(empty_engine) == []
    assert rules(empty_engine) == first


def test_every_step_can_be_taken_down_and_up_by_itself(empty_engine):
    script = ScriptDirectory.from_config(walking.config(empty_engine))
    for revision in reversed(list(script.walk_revisions())):
        walking.upgrade(empty_engine, revision.revision)
        if revision.down_revision:
            walking.downgrade(empty_engine, revision.down_revision)
            walking.upgrade(empty_engine, revision.revision)

    assert walking.is_current(empty_engine)


def test_constraints_and_triggers_of_the_migrations_are_those_of_the_models(empty_engine):
    walking.upgrade(empty_engine)
    migrated = rules(empty_engine)
    walking.downgrade(empty_engine, "base")

    metadata.create_all(empty_engine, tables=list(TABLES.values()))

    assert rules(empty_engine) == migrated
    assert migrated[0]
    assert migrated[1]


def test_there_is_one_newest_revision(empty_engine):
    script = ScriptDirectory.from_config(walking.config(empty_engine))

    assert len(script.get_heads()) == 1
    numbers = [revision.revision for revision in script.walk_revisions()]
    assert numbers == [f"{number:04d}" for number in range(len(numbers), 0, -1)]


def test_the_schema_comes_down_over_a_site_full_of_items(engine, session, staff):
    workflow.withdrawn(session, staff)
    workflow.superseded(session, staff)
    session.commit()
    session.close()

    walking.downgrade(engine, "base")

    assert tables(engine) == set()


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_check_has_a_name_that_speaks(table):
    for constraint in table.constraints:
        assert constraint.name, f"{table.name} has a nameless {type(constraint).__name__}"


def test_every_model_of_content_is_known_before_the_first_request():
    """One that nobody imports would be missing in the database of a new site."""
    for module in pkgutil.walk_packages(content.__path__, "content."):
        if not module.name.startswith("content.migrations."):
            importlib.import_module(module.name)

    assert sorted(set(metadata.tables) - set(TABLES)) == []
