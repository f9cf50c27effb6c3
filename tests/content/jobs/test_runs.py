from datetime import timedelta

from content import clock as clocks
from content.jobs import runs
from tests.conftest import MORNING


def test_a_run_remembers_when_it_last_went_and_when_it_last_went_well(session, clock):
    runs.remember(session, "sweep")
    clock.shift(timedelta(hours=1))
    runs.remember(session, "sweep", fault="OSError: " + "x" * 500)

    run = runs.everything(session)[0]
    assert (run.job, run.last_at, run.last_good_at) == ("sweep", clocks.now(), MORNING)
    assert run.fault.startswith("OSError: x")
    assert len(run.fault) == 400

    runs.remember(session, "sweep")
    assert (run.fault, run.last_good_at) == ("", clocks.now())


def test_a_first_run_that_failed_never_went_well(session):
    runs.remember(session, "views", fault="x")
    runs.remember(session, "sweep")

    assert [(run.job, run.last_good_at is None) for run in runs.everything(session)] == [
        ("sweep", False),
        ("views", True),
    ]
