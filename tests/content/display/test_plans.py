"""What public pages ask of the database is answered by an index, on both makes: a million records change nothing."""

import re
from datetime import UTC, datetime
from datetime import date as day

import pytest
from sqlalchemy import event

from content.display import finding, hits, subject_page
from content.display.finding import Place
from content.subjects.models import Subject
from tests.factories import batches

CODE = batches.COMPANIES[1][1]
LATER = Place(datetime(2027, 1, 1, tzinfo=UTC), 1)
#: The two counts walk one covering index each, once per change of the public view.
WHOLE_WALKS = {"counts_per_kind", "counts_per_unit"}


def unit_of(session):
    return finding.unit_named(session, "zhifa")


ASKED = {
    "item": lambda session, item_id: finding.item(session, item_id),
    "column": lambda session, _: finding.column(session, "credit-information"),
    "column, later": lambda session, _: finding.column(session, "credit-information", after=LATER),
    "column of a kind": lambda session, _: finding.column(session, "credit-information", kind="penalty"),
    "column of a kind, later": lambda session, _: finding.column(
        session, "credit-information", kind="penalty", after=LATER
    ),
    "articles of a column": lambda session, _: finding.newest_articles(session, "credit-information", limit=5),
    "newest articles": lambda session, _: finding.newest(session, limit=8),
    "unit": lambda session, _: finding.of_unit(session, unit_of(session)),
    "unit, later": lambda session, _: finding.of_unit(session, unit_of(session), after=LATER),
    "subject": lambda session, _: subject_page.page(session, CODE),
    "records of a subject": lambda session, _: subject_page.of_kind(
        session, CODE, "penalty", after=subject_page.Place(day(2027, 1, 1), 9)
    ),
    "code of a record": lambda session, item_id: subject_page.code_of(session, finding.item(session, item_id)),
    "by ids": lambda session, item_id: finding.by_ids(session, [item_id]),
    "hits": lambda session, item_id: hits.by_ids(session, [item_id]),
    "updated at": lambda session, _: finding.updated_at(session),
    "counts_per_kind": lambda session, _: finding.counts_per_kind(session),
    "counts_per_unit": lambda session, _: finding.counts_per_unit(session),
}


@pytest.fixture
def item_id(session, staff, tmp_path, clock):
    batches.published(session, staff, tmp_path, [batches.penalty(serial) for serial in range(1, 4)])
    return finding.column(session, "credit-information").items[0].item_id


def plans(session, ask):
    """The plan of every statement that ``ask`` sends."""
    connection, sent = session.connection(), []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        sent.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(connection, "before_cursor_execute", note)
    is_sqlite = connection.dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN "
    if not is_sqlite:  # of three rows it would rather read the table
        for habit in ("enable_seqscan", "enable_bitmapscan", "enable_sort"):
            connection.exec_driver_sql(f"SET LOCAL {habit} = off")
    return [
        (statement, "\n".join(str(row[-1]) for row in connection.exec_driver_sql(explain + statement, parameters)))
        for statement, parameters in sent
        if re.search(r"\b(public_item|subject|change_log)\b", statement)
    ]


def walks(plan):
    """Tables that are read from end to end. The last row of the change log is found without an index: it is the end."""
    plan = plan.replace("SCAN change_log", "")
    sqlite = re.findall(r"SCAN (?:TABLE )?(\w+)(?! USING COVERING| VIRTUAL| CONSTANT)\s*$", plan, re.MULTILINE)
    return [*sqlite, *re.findall(r"Seq Scan on (\w+)", plan)]


def sorts(plan):
    return "USE TEMP B-TREE FOR ORDER BY" in plan or re.search(r"^\s*(?:->\s+)?Sort\b", plan, re.MULTILINE)


@pytest.mark.parametrize("name", ASKED)
def test_no_public_question_reads_a_table_from_end_to_end(name, session, item_id):
    found = plans(session, lambda: ASKED[name](session, item_id))

    assert found
    for statement, plan in found:
        assert walks(plan) == [], f"{statement}\n{plan}"


@pytest.mark.parametrize("name", ["column", "column of a kind", "unit", "newest articles", "records of a subject"])
def test_lists_are_read_in_the_order_of_their_index(name, session, item_id):
    for statement, plan in plans(session, lambda: ASKED[name](session, item_id)):
        if "LIMIT" in statement:
            assert not sorts(plan), f"{statement}\n{plan}"


@pytest.mark.parametrize("name", sorted(WHOLE_WALKS))
def test_counts_never_touch_the_wide_rows(name, session, item_id):
    [(_, plan)] = plans(session, lambda: ASKED[name](session, item_id))

    assert re.search(r"COVERING INDEX|Index (?:Only )?Scan", plan), plan


def test_a_table_that_is_read_whole_would_be_noticed(session, item_id):
    [(_, plan)] = plans(session, lambda: session.query(Subject).filter(Subject.name.like("%海%")).all())

    assert walks(plan) == ["subject"]
