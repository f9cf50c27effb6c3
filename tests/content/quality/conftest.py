"""A November at the desk of 执法支队, which owes penalties every month."""

from datetime import datetime

import pytest

from content import clock as clocks
from content.quality import catalogue

NOVEMBER = datetime(2026, 11, 22, 9, 30, tzinfo=clocks.SHANGHAI)


@pytest.fixture(autouse=True)
def november(clock):
    clock.move_to(NOVEMBER)
    return clock


@pytest.fixture(autouse=True)
def planted(session):
    catalogue.plant(session)
