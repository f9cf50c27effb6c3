"""A November at the desk, with the shares of samples planted."""

from datetime import datetime

import pytest

from content import clock as clocks
from content.supervision import sampling

NOVEMBER = datetime(2026, 11, 22, 9, 30, tzinfo=clocks.SHANGHAI)


@pytest.fixture(autouse=True)
def november(clock):
    clock.move_to(NOVEMBER)
    return clock


@pytest.fixture(autouse=True)
def planted(session):
    sampling.plant(session)
