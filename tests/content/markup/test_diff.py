"""What changed, to the character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.markup import diff
from content.markup.diff import Change, Row

chinese = st.text(alphabet="信用承诺张李王138*。，\n", max_size=80)


def joined(changes, *kinds):
    return "".join(change.text for change in changes if change.kind in kinds)


def test_one_character_in_a_chinese_sentence():
    assert diff.compare("发布数量不少于300条", "发布数量不少于350条") == (
        Change("same", "发布数量不少于3"),
        Change("removed", "0"),
        Change("added", "5"),
        Change("same", "0条"),
    )


@pytest.mark.parametrize(
    "old, new, kinds", [("", "", []), ("", "甲", ["added"]), ("甲", "", ["removed"]), ("甲", "甲", ["same"])]
)
def test_the_ends(old, new, kinds):
    assert [change.kind for change in diff.compare(old, new)] == kinds


@given(chinese, chinese)
def test_both_texts_can_be_put_together_again(old, new):
    changes = diff.compare(old, new)
    assert joined(changes, "same", "removed") == old
    assert joined(changes, "same", "added") == new
    assert all(change.text for change in changes)


@given(st.lists(chinese, max_size=6), st.lists(chinese, max_size=6))
def test_by_lines_too(
    old,
    new,
):
    filler = "\n".join(f"第{i}行" for i in range(12_000))
    before, after = "\n".join(old) + filler, "\n".join(new) + filler
    changes = diff.compare(before, after)
    assert joined(changes, "same", "removed") == before
    assert joined(changes, "same", "added") == after


def test_beyond_the_limit_whole_lines_are_compared():
    filler = "\n".join(f"第{i}行" for i in range(12_000))
    assert diff.compare(f"甲乙\n{filler}", f"甲丙\n{filler}")[:2] == (
        Change("removed", "甲乙\n"),
        Change("added", "甲丙\n"),
    )


def test_unchanged_paragraphs_away_from_a_change_are_folded():
    old = "\n\n".join(["一", "二", "三", "四", "五", "六旧"])
    rows = diff.paragraphs(old, old.replace("旧", "新"))
    assert rows == (
        Row("folded", (Change("same", "一\n二\n三\n四"),), 4),
        Row("same", (Change("same", "五"),)),
        Row("changed", (Change("same", "六"), Change("removed", "旧"), Change("added", "新"))),
    )


def test_a_single_unchanged_paragraph_is_not_worth_folding():
    assert [row.kind for row in diff.paragraphs("一\n二\n三旧", "一\n二\n三新")] == ["same", "same", "changed"]


def test_a_paragraph_put_in_between_is_one_row():
    rows = diff.paragraphs("甲。\n丙。", "甲。\n乙乙乙。\n丙。")
    assert [row.kind for row in rows].count("changed") == 1


@given(chinese, chinese)
def test_rows_hold_everything_but_blank_lines(old, new):
    changes = [change for row in diff.paragraphs(old, new) for change in row.changes]
    assert joined(changes, "same", "removed").replace("\n", "") == old.replace("\n", "")
    assert joined(changes, "same", "added").replace("\n", "") == new.replace("\n", "")
