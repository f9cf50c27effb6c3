import pytest

from content.errors import Category, Issue, Refusal, refuse_issues


def test_no_issues_no_refusal():
    assert refuse_issues([]) is None


def test_all_issues_travel_in_one_refusal():
    issues = [Issue("title", "required"), Issue("body", "too_long", {"longest": 9})]

    with pytest.raises(Refusal) as refused:
        refuse_issues(issues)

    assert (refused.value.code, refused.value.category) == ("to_mend", Category.INVALID)
    assert refused.value.issues == tuple(issues)


def test_a_refusal_is_a_code_a_category_and_facts():
    refusal = Refusal("too_early", Category.CONFLICT, day="2026-03-10")

    assert (str(refusal), refusal.category, refusal.facts) == ("too_early", Category.CONFLICT, {"day": "2026-03-10"})
