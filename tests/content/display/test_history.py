"""Earlier editions in public: dated, masked by today's rules, and never what was taken out of sight."""

import pytest

from content.display import finding, history
from content.errors import Refusal
from content.workflow import hiding, leaving
from tests.factories import workflow


@pytest.fixture
def corrected(session, staff):
    first = workflow.published(session, staff, title="办事指南", body="窗口电话见网站。\n地址不变。")
    workflow.corrected(session, first, staff, body="窗口电话12328。\n地址不变。")
    return first.item_id


def test_every_edition_is_dated_and_the_earlier_text_is_compared(session, corrected):
    shown = finding.item(session, corrected)
    listed = history.editions(session, shown)
    assert [(e.number, e.is_current) for e in listed] == [(2, True), (1, False)]
    title, text = history.compared(session, shown, 1)
    assert "".join(c.text for row in text for c in row.changes if c.kind == "removed")
    assert [row.kind for row in title] == ["same"]


@pytest.mark.parametrize("number", [0, 2, 3])
def test_only_earlier_editions_are_compared(session, corrected, number):
    with pytest.raises(Refusal, match="no_such_page"):
        history.compared(session, finding.item(session, corrected), number)


def test_what_was_taken_out_of_sight_stays_out_of_sight(session, staff):
    first = workflow.published(session, staff, body="误登的内容")
    hiding.hide(session, first, by=staff.publisher, reason="含个人信息")
    workflow.corrected(session, first, staff, body="更正后的内容")
    shown = finding.item(session, first.item_id)
    assert [(e.number, e.is_withheld) for e in history.editions(session, shown)] == [(2, False), (1, True)]
    with pytest.raises(Refusal, match="no_such_page"):
        history.compared(session, shown, 1)


def test_personal_numbers_are_hidden_in_earlier_texts_too(session, staff):
    first = workflow.published(session, staff, body="电话13800001234。")
    workflow.corrected(session, first, staff, body="电话12328。")
    _title, text = history.compared(session, finding.item(session, first.item_id), 1)
    assert "13800001234" not in "".join(change.text for row in text for change in row.changes)


def test_a_copy_is_checked_by_its_code(session, corrected):
    shown = finding.item(session, corrected)
    earlier = history.earlier(session, shown, 1)
    spaced = history.code_of(shown).upper().replace("-", " - ")
    assert history.match(session, spaced).is_current
    assert not history.match(session, f"{corrected}-{earlier.approved_digest}").is_current
    assert history.match(session, f"{corrected}-{shown.digest}").is_current


@pytest.mark.parametrize("code", ["", "1", "x-y", "1-", "1-0123", "1-" + "0" * 16, "9" * 12 + "-" + "0" * 16])
def test_a_made_up_code_matches_nothing(session, corrected, code):
    assert history.match(session, code) is None


def test_what_left_matches_no_code(session, staff):
    edition = workflow.published(session, staff)
    code = history.code_of(finding.item(session, edition.item_id))
    leaving.withdraw(session, edition, by=staff.publisher, reason="内容有误")
    assert history.match(session, code) is None


def test_a_record_has_no_public_history(session, corrected, monkeypatch):
    monkeypatch.setattr(history, "article_kinds", lambda: ["policy"])
    shown = finding.item(session, corrected)
    for ask in (lambda: history.editions(session, shown), lambda: history.compared(session, shown, 1)):
        with pytest.raises(Refusal, match="no_such_page"):
            ask()
    assert history.match(session, f"{corrected}-{'0' * 16}") is None
