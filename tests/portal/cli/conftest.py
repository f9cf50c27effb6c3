"""The console: commands run as a person would type them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask

from tests.site import Site

Run = Callable[..., Result]


def runner(app: Flask) -> Run:
    cli = app.test_cli_runner()
    return lambda *words, **options: cli.invoke(args=list(words), **options)


@pytest.fixture
def run(app: Flask) -> Run:
    """A command on a migrated site with nobody in it."""
    return runner(app)


@pytest.fixture
def run_on(site: Site) -> Run:
    """A command on the test's site with people at their desks."""
    return runner(site.app)
