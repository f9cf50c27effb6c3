from datetime import date

import pytest

from content.items import checks
from content.items.checks import LONGEST_BODY, LONGEST_SUMMARY, LONGEST_TITLE
from tests.conftest import on_one_make
from tests.factories import items, workflow

TODAY = date(2026, 3, 10)
pytestmark = on_one_make


def found(edition):
    return [(issue.field, issue.code) for issue in checks.issues(edition, today=TODAY)]


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("column", ["updates", "notices", "credit-information", "rules", "cases", "innovations"])
def test_a_complete_draft_of_any_kind_has_nothing_to_mend(column, session, staff):
    assert found(items.draft(session, staff, column=column)) == []


def test_an_empty_draft_says_everything_at_once_in_the_order_of_the_form(session, staff):
    assert found(items.empty_draft(session, staff, column="rules")) == [
        ("title", "required"),
        ("body", "required"),
        ("produced_on", "required"),
        ("issued_on", "required"),
        ("issuer", "required"),
        ("validity", "required"),
    ]


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    "changes, issues",
    [
        ({"title": "  "}, [("title", "required")]),
        ({"title": "长" * LONGEST_TITLE}, []),
        ({"title": "长" * (LONGEST_TITLE + 1)}, [("title", "too_long")]),
        ({"summary": "长" * (LONGEST_SUMMARY + 1)}, [("summary", "too_long")]),
        ({"summary": ""}, []),
        ({"body": "\n \n"}, [("body", "required")]),
        ({"body": "长" * (LONGEST_BODY + 1)}, [("body", "too_long")]),
        ({"produced_on": None}, [("produced_on", "required")]),
        ({"produced_on": date(2026, 3, 11)}, [("produced_on", "in_the_future")]),
        ({"produced_on": TODAY}, []),
        ({"produced_on": date(1989, 12, 31)}, [("produced_on", "too_early")]),
        ({"produced_on": date(1990, 1, 1)}, []),
        ({"issued_on": None}, [("issued_on", "required")]),
        ({"issued_on": date(2026, 3, 11)}, [("issued_on", "in_the_future")]),
        ({"fields": {"validity": ""}}, [("validity", "required")]),
        ({"fields": {"validity": "大概有效"}}, [("validity", "not_a_choice")]),
        ({"fields": {"source": "长" * 81}}, [("source", "too_long")]),
        ({"fields": {"source": "长" * 80}}, []),
        ({"fields": {"document_number": "第98号文"}}, [("document_number", "bad_document_number")]),
        ({"fields": {"document_number": "连交(2024) 98号"}}, []),
        ({"fields": {"index_number": "150"}}, [("index_number", "bad_index_number")]),
        ({"fields": {"index_number": "14252524/2024-00150"}}, []),
    ],
)
def test_each_thing_to_mend_is_named(changes, issues, session, staff):
    assert found(items.draft(session, staff, column="rules", **changes)) == issues


@pytest.mark.usefixtures("clock")
def test_an_update_needs_no_issuing_day(session, staff):
    assert found(items.draft(session, staff, column="updates", issued_on=None)) == []


def test_a_correction_says_what_it_corrects(session, staff):
    first = workflow.published(session, staff)
    following = items.editing.start_next(session, first.item, by=staff.writer)

    assert ("change_note", "required") in found(following)

    items.save(session, following, by=staff.writer, change_note="更正日期")
    assert "change_note" not in dict(found(following))


def test_facts_name_limits_and_never_the_text(session, staff):
    edition = items.draft(session, staff, title="长" * 201)

    assert [issue.facts for issue in checks.issues(edition, today=date(2030, 1, 1))] == [
        {"longest": 200, "length": 201}
    ]
