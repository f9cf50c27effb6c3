"""`flask privacy rotate-key`: a new layer over every digest; cut short, it goes on where it stood."""

import pytest
from sqlalchemy import select

from content import clock as clocks
from content.database import begin_writing
from content.identifiers import digest
from content.subjects import identities
from content.subjects.models import Subject
from portal import vault
from portal.database import db

NUMBERS = [f"3207031990010{serial:05d}" for serial in range(7)]


@pytest.fixture
def people(app):
    with app.app_context():
        keys = vault.identity_keys(app.extensions["settings"])
        begin_writing(db.session())
        for number in NUMBERS:
            mark = digest.of_number(number, keys)
            db.session.add(
                Subject(sort="person", name="某人", identity=mark.value, identity_layer=1, since=clocks.now())
            )
        db.session.commit()


def known(app):
    """Which numbers are known again by the keys as they lie in the data folder now."""
    with app.app_context():
        keys = vault.identity_keys(app.extensions["settings"])
        stored = set(db.session.scalars(select(Subject.identity)))
        db.session.remove()
    return [number for number in NUMBERS if digest.of_number(number, keys).value in stored], len(keys.layers)


def test_a_key_is_added_and_everybody_known_again(app, run, people):
    result = run("privacy", "rotate-key")
    assert result.exit_code == 0, result.output
    assert "Key 2 is added." in result.output and "7 digests lifted" in result.output
    assert known(app) == (NUMBERS, 2)
    assert not any(number in result.output for number in NUMBERS)


def test_after_a_crash_in_between_it_is_finished_and_no_third_key_added(app, run, people, monkeypatch):
    monkeypatch.setattr(identities, "CHUNK", 2)
    monkeypatch.setattr(identities.lift_some, "__kwdefaults__", {"limit": 2})
    real, seen = identities.lift_some, []

    def lift_some(session, keys):
        if len(seen) == 2:
            raise KeyboardInterrupt
        seen.append(1)
        return real(session, keys)

    monkeypatch.setattr(identities, "lift_some", lift_some)
    assert run("privacy", "rotate-key").exit_code != 0
    found, layers = known(app)
    assert (len(found), layers) == (4, 2), "two chunks were committed before the crash"
    monkeypatch.setattr(identities, "lift_some", real)
    result = run("privacy", "rotate-key")
    assert result.exit_code == 0 and "no further key is added" in result.output
    assert known(app) == (NUMBERS, 2)


def test_a_crash_right_after_the_key_was_laid_down_loses_nothing(app, run, people):
    vault.add_identity_key(app.extensions["settings"].folder)
    assert known(app) == ([], 2)
    assert "7 digests lifted" in run("privacy", "rotate-key").output
    assert known(app) == (NUMBERS, 2)
    assert run("privacy", "rotate-key").exit_code == 0
    assert known(app) == (NUMBERS, 3)
