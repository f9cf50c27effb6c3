"""Invented rows are the same each time, pass every check, and carry exactly the faults planted in them."""

from collections import Counter
from datetime import date
from itertools import islice

import pytest

from content.errors import Refusal
from content.identifiers import certificate, unified_code
from content.kinds import reader
from content.records import checks, codes, faults, generating, naming
from content.records.invented import UNISSUED_ORGANISATION, UNISSUED_REGION
from content.records.rules import PERSON

TODAY = date(2026, 3, 10)
CODES = codes.seeded()
KINDS = [kind.code for kind in reader.kinds().values() if kind.is_record]


def rows(kind, count, seed=1):
    return generating.rows(kind, count, seed=seed, today=TODAY)


def check(kind, row):
    return checks.check(reader.kind(kind), row, codes=CODES, today=TODAY)


def test_every_kind_of_record_can_be_invented():
    assert set(generating.MAKERS) == set(KINDS)
    with pytest.raises(Refusal) as refused:
        rows("news", 1)
    assert refused.value.code == "kind_is_not_generated"


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_rows_and_another_others(kind):
    assert list(rows(kind, 50)) == list(rows(kind, 50))
    assert list(rows(kind, 50)) != list(rows(kind, 50, seed=2))


@pytest.mark.parametrize("kind", KINDS)
def test_invented_rows_pass_every_check_and_no_two_are_one(kind):
    checked = [(row, check(kind, row)) for row in rows(kind, 3000)]

    assert [found.issues for _row, found in checked if found.issues] == []
    keys = {naming.natural_key(reader.kind(kind), c.values, person=r.get("person_id_number", "")) for r, c in checked}
    assert len(keys) == 3000


def test_a_million_rows_are_made_one_by_one():
    assert len(list(islice(rows("penalty", 1_000_000), 100))) == 100


def test_few_subjects_have_many_records_and_most_have_few():
    counts = Counter(row["subject_name"] for row in rows("penalty", 8000))
    share = counts.most_common(1)[0][1] / 8000

    assert 0.004 < share < 0.02
    assert sum(count <= 3 for count in counts.values()) > len(counts) / 2


def test_nobody_who_exists_can_be_meant():
    for row in rows("penalty", 500):
        code = row.get("unified_code", unified_code.PLACEHOLDER)
        assert code == unified_code.PLACEHOLDER or code[8:10] == UNISSUED_ORGANISATION
        if row["subject_type"] == PERSON:
            assert row["person_id_number"].startswith(UNISSUED_REGION)
            assert certificate.is_resident(row["person_id_number"])


def test_what_is_told_is_told_in_many_ways():
    facts = [row["violation_facts"] for row in rows("penalty", 500)]

    assert len(set(facts)) > 450
    assert any("苏G" in text for text in facts) and any("公路K" in text for text in facts)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_planted_fault_is_found_and_none_beside(seed):
    spoilt, planted = faults.faulty(rows("penalty", 4000), count=4000, faults=137, seed=seed, today=TODAY)
    found = [
        faults.Planted(number, issue.field, issue.code)
        for number, row in enumerate(spoilt)
        for issue in check("penalty", row).issues
    ]

    assert found == planted
    assert len(planted) == 137
    assert {(fault.field, fault.code) for fault in planted} == {(fault.field, fault.code) for fault in faults.FAULTS}
    assert len(faults.FAULTS) == 20


@pytest.mark.parametrize("kind", KINDS)
def test_faults_can_be_planted_in_any_kind(kind):
    spoilt, planted = faults.faulty(rows(kind, 600), count=600, faults=20, seed=1, today=TODAY)
    found = {(number, i.field, i.code) for number, row in enumerate(spoilt) for i in check(kind, row).issues}

    assert {(fault.row, fault.field, fault.code) for fault in planted} <= found
    assert len(planted) == 20
