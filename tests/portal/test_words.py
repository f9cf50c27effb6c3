"""Sentences for refusals and issues. That every code has one is kept by tests/house/test_words.py."""

from datetime import UTC, datetime

import pytest
from werkzeug.datastructures import MultiDict

from content.errors import Issue, Refusal
from portal import words


@pytest.fixture(autouse=True)
def request_of_somebody(house):
    with house.app.test_request_context("/"):
        yield


def test_the_facts_stand_in_the_sentence():
    at = datetime(2026, 3, 10, 1, 30, tzinfo=UTC).isoformat()
    said = words.refusal(Refusal("newer_version", name="王立", at=at))
    assert said.startswith("王立已于2026-03-10 09:30保存了新版本")
    assert "待审核" in words.refusal(Refusal("not_a_draft", state="submitted"))
    assert "450" in words.issue(Issue("title", "too_long", {"length": 450, "longest": 400}))


def test_an_unknown_code_is_a_fault_of_ours_not_a_guess():
    with pytest.raises(KeyError):
        words.refusal(Refusal("never_heard_of"))


def test_all_issues_of_a_field_stand_together_and_lead_to_it():
    issues = [Issue("title", "required"), Issue("title", "say_why"), Issue("body", "required")]
    gathered = words.by_field(issues)
    assert [len(sentences) for sentences in gathered.values()] == [2, 1]
    listed = words.problems(gathered)
    assert [entry["href"] for entry in listed] == ["#title", "#title", "#body"]
    assert listed[2]["text"] == "正文：请填写。"


def test_what_was_typed_is_given_back_without_secrets_and_empty_lines():
    form = MultiDict(
        [("title", "标题"), ("body", "  "), ("password", "geheim"), ("csrf_token", "x"), ("note-title", "说明"),
         ("reason-title", "wording")]
    )  # fmt: skip
    assert words.typed(form, but={"password", "csrf_token"}) == [("标题", "标题"), ("标题", "说明")]


def test_a_field_without_a_label_keeps_its_name():
    assert words.field_label("something") == "something"
