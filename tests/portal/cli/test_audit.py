"""`flask audit verify`: whole is 0, and every kind of break is named by its entry."""

import pytest
from sqlalchemy import text

UNGUARDED = ("UPDATE", "DELETE")


def test_a_whole_chain_ends_well_and_tells_its_head(site, run_on):
    site.make("published")
    result = run_on("audit", "verify")
    assert result.exit_code == 0
    assert "is whole. Head: " in result.output


@pytest.mark.parametrize(
    "tampering, told",
    [
        ("UPDATE audit_entry SET actor = 'person:999' WHERE number = 5", ["entry 5: the entry was altered"]),
        ("DELETE FROM audit_entry WHERE number = 5", ["entry 5: the entry is missing", "entry 6: the entry does not"]),
        (
            "UPDATE audit_entry SET number = CASE number WHEN 5 THEN -5 ELSE number END WHERE number = 5",
            ["entry 5: the entry is missing"],
        ),
        ("UPDATE audit_head SET hash = 'x'", ["the chain ends elsewhere than its head says"]),
        (
            "DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry)",
            ["the chain ends elsewhere than its head says"],
        ),
    ],
)
def test_a_tampered_row_ends_with_one_and_is_named(site, run_on, tampering, told):
    with site.writing() as session:
        for verb in UNGUARDED:
            session.execute(text(f"DROP TRIGGER audit_entry_is_append_only_on_{verb}"))
        session.execute(text(tampering))
    result = run_on("audit", "verify")
    assert result.exit_code == 1
    for words in told:
        assert words in result.output
    assert "is whole" not in result.output


def test_the_guard_itself_stops_a_careless_hand(site):
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError, match="added, never changed"), site.writing() as session:
        session.execute(text("UPDATE audit_entry SET actor = 'person:1'"))
