"""Words for codes. That none is missing is kept by tests/house/test_words.py."""

import pytest

from portal import event_words, labels
from portal.locales import BY_PREFIX, DEFAULT

TABLES = {
    name: getattr(labels, name)
    for name in ("STATES", "ROLES", "REASONS", "FINDINGS", "CONFIDENCES", "FORM_FIELDS", "JOBS", "SURFACES")
} | {"EVENTS": event_words.EVENTS}


@pytest.mark.parametrize("table", TABLES)
def test_within_a_table_no_two_codes_read_alike(house, table):
    """Two states or findings by one name could not be told apart; a field may be known by two names."""
    with house.app.test_request_context("/"):
        said = [str(word) for word in TABLES[table].values()]
    assert all(said)
    if table not in ("FORM_FIELDS", "EVENTS"):
        assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    "prefix, state, role",
    [("", "待审核", "采编员"), ("/zh-hant", "待審核", "採編員"), ("/en", "Submitted", "Producer")],
)
def test_a_word_is_said_in_the_language_of_the_request(house, prefix, state, role):
    environ = {"portal.locale": BY_PREFIX.get(prefix, DEFAULT)}
    with house.app.test_request_context("/", environ_overrides=environ):
        assert (str(labels.STATES["submitted"]), str(labels.ROLES["producer"])) == (state, role)
        assert labels.locale() == BY_PREFIX.get(prefix, DEFAULT).tag


def test_every_state_has_its_colour():
    assert set(labels.STATE_TONES) == set(labels.STATES)
    assert set(labels.STATE_TONES.values()) <= {"neutral", "info", "warning", "success", "error"}
