"""Days and moments as people read them, in Shanghai time whatever the server's."""

from datetime import UTC, date, datetime

import pytest

from portal import filters

LATE = datetime(2026, 3, 9, 16, 30, 5, tzinfo=UTC)  # half past midnight of the 10th in Shanghai


@pytest.mark.parametrize(
    "form, value, shown",
    [
        (filters.format_day, LATE, "2026-03-10"),
        (filters.format_day, date(2026, 3, 9), "2026-03-09"),
        (filters.format_day, None, ""),
        (filters.format_moment, LATE, "2026-03-10 00:30:05"),
        (filters.format_moment, None, ""),
        (filters.format_minute, LATE, "2026-03-10 00:30"),
        (filters.format_minute, None, ""),
        (filters.format_long_day, None, ""),
        (filters.iso, LATE, "2026-03-10T00:30:05+08:00"),
        (filters.iso, date(2026, 3, 9), "2026-03-09"),
        (filters.iso, None, ""),
    ],
)
def test_each_form(form, value, shown):
    assert form(value) == shown


@pytest.mark.parametrize(
    "prefix, shown", [("", "2026年3月10日"), ("/zh-hant", "2026年3月10日"), ("/en", "March 10, 2026")]
)
def test_a_long_day_is_in_the_readers_language(app, prefix, shown):
    from portal.locales import BY_PREFIX, DEFAULT

    environ = {"portal.locale": BY_PREFIX.get(prefix, DEFAULT)}
    with app.test_request_context("/", environ_overrides=environ):
        assert filters.format_long_day(LATE) == shown


def test_templates_know_them_by_name(app):
    assert filters.FILTERS.items() <= app.jinja_env.filters.items()
