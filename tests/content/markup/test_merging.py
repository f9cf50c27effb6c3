from hypothesis import given
from hypothesis import strategies as st

from content.markup.merging import merged, parts

LINES = ["第一段。", "第二段。", "第三段改了。", "", "## 一、要求", "| a | b |"]
TEXTS = st.lists(st.sampled_from(LINES), max_size=12).map("\n".join)


def test_shared_paragraphs_stand_once_and_parted_ones_ask():
    found = parts("第一段。\n第二段。\n第三段。", "第一段。\n第二段改了。\n第三段。\n第四段。")

    assert [part.is_same for part in found] == [True, False, True, False]
    assert merged(found, {1: "mine", 3: "theirs"}) == "第一段。\n第二段改了。\n第三段。"
    assert merged(found, {1: "both", 3: "mine"}) == "第一段。\n第二段。\n第二段改了。\n第三段。\n第四段。"


def test_where_one_side_has_nothing_the_other_is_the_likely_choice():
    added, removed = parts("甲", "甲\n乙")[1], parts("甲\n乙", "甲")[1]
    changed = parts("甲", "乙")[0]

    assert (added.likely, removed.likely, changed.likely) == ("mine", "theirs", "")


@given(TEXTS, TEXTS)
def test_each_text_can_be_had_whole_and_both_hold_every_line(theirs, mine):
    found = parts(theirs, mine)
    every = range(len(found))

    assert merged(found, dict.fromkeys(every, "theirs")) == theirs
    assert merged(found, dict.fromkeys(every, "mine")) == mine
    both = merged(found, dict.fromkeys(every, "both")).split("\n")
    assert set(theirs.split("\n")) | set(mine.split("\n")) == set(both)
