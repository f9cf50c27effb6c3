"""Every command, gathered."""

from __future__ import annotations

from flask import Flask

from portal.cli import (
    audit,
    database,
    demo,
    importing,
    people,
    privacy,
    records,
    scale,
    search,
    serve,
    settings,
    surfaces,
    worker,
)

GROUPS = (
    database.group,
    people.group,
    search.group,
    surfaces.group,
    audit.group,
    privacy.group,
    records.group,
    demo.group,
    settings.command,
    worker.command,
    serve.command,
)


demo.group.add_command(scale.command)
records.group.add_command(importing.command)


def init_app(app: Flask) -> None:
    app.cli.commands.pop("run", None)
    for group in GROUPS:
        app.cli.add_command(group)
