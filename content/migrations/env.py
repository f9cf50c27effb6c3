"""Alembic's entry: runs on the engine that ``walking`` hands over."""

from alembic import context

from content.migrations.models import metadata

engine = context.config.attributes["engine"]

with engine.connect() as connection:
    connection = connection.execution_options(writes=True)
    context.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True, transactional_ddl=True
    )
    with context.begin_transaction():
        context.run_migrations()
