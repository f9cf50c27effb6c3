"""A text beside every earlier one: padding, cutting and splitting are seen, and count only after a person's word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.audit import trail
from content.errors import Refusal
from content.items import likeness, shingles
from content.items.likeness_rows import Verdict
from content.workflow import leaving
from tests.factories import auth, workflow

LONG = (
    "市交通执法支队联合港口企业开展信用承诺专项行动，现场核查承诺履行情况三十二家，"
    "督促整改问题十七项，企业信用意识明显提升。"
)
OTHER = (
    "连云区交通运输局组织客运企业负责人参加信用修复培训，讲解申请条件、材料清单和办理流程，"
    "发放宣传手册二百余份，现场答疑。"
)


def note(session, staff, title, body):
    """Submitted, and what it was found too like."""
    edition = workflow.submitted(session, staff, title=title, body=body)
    return edition, likeness.of_item(session, edition.item_id)


def test_a_copy_is_found_across_units(session, staff, other_unit):
    first, found = note(session, staff, "信用承诺专项行动", LONG)
    assert found == []

    copy, found = note(session, auth.staff_of(session, other_unit), "开展专项行动情况", LONG)

    assert [(row.earlier_id, row.sort, row.verdict) for row in found] == [(first.item_id, "copy", "open")]
    assert found[0].overlap >= 80


@pytest.mark.parametrize("body", [LONG + OTHER * 4, LONG[: len(LONG) * 2 // 3], "  " + LONG.replace("，", ", ")])
def test_padding_cutting_and_changed_marks_hide_nothing(body, session, staff):
    first, _ = note(session, staff, "甲", LONG)
    _, found = note(session, staff, "乙", body)
    assert [row.earlier_id for row in found] == [first.item_id]


def test_another_text_on_the_same_matter_is_left_alone(session, staff):
    note(session, staff, "信用承诺专项行动", LONG)
    _, found = note(session, staff, "信用修复培训", OTHER)
    assert found == []


def test_one_text_cut_into_numbered_parts_is_seen(session, staff):
    first, _ = note(session, staff, "诚信春运活动纪实（一）", LONG)
    _, found = note(session, staff, "诚信春运活动纪实（二）", OTHER)
    assert [(row.earlier_id, row.sort) for row in found] == [(first.item_id, "split")]


def test_a_series_weeks_apart_is_no_split(session, staff, clock):
    note(session, staff, "诚信春运活动纪实（一）", LONG)
    clock.shift(60 * 60 * 24 * 8)
    _, found = note(session, staff, "诚信春运活动纪实（二）", OTHER)
    assert found == []


def test_a_correction_is_not_a_copy_of_its_copy(session, staff):
    first = workflow.published(session, staff, title="甲", body=LONG)
    copy = workflow.published(session, staff, title="乙", body=LONG)
    workflow.corrected(session, first, staff, body=LONG + "补充一句。")

    assert likeness.of_item(session, first.item_id) == []
    assert [row.earlier_id for row in likeness.of_item(session, copy.item_id)] == [first.item_id]


def test_what_was_set_aside_can_be_used_again(session, staff):
    first = workflow.published(session, staff, title="甲", body=LONG)
    leaving.withdraw(session, first, by=staff.publisher, reason="有误")
    _, found = note(session, staff, "乙", LONG)
    assert found == []


def test_rewriting_takes_the_suspicion_away_and_a_verdict_stays(session, staff):
    note(session, staff, "甲", LONG)
    copy, found = note(session, staff, "乙", LONG)
    likeness.decide(session, copy.item, found[0].earlier_id, apart=True, reason="不同批次", by=staff.reviewer)
    workflow.submitting.take_back(session, copy, by=staff.writer)
    following = workflow.editing.start_next(session, copy.item, by=staff.writer)
    workflow.submit(session, following, by=staff.writer)
    assert [row.verdict for row in likeness.of_item(session, copy.item_id)] == [Verdict.APART.value]


def test_only_somebody_else_decides_and_apart_needs_a_reason(session, staff, other_unit):
    note(session, staff, "甲", LONG)
    copy, (row,) = note(session, staff, "乙", LONG)
    stranger = auth.staff_of(session, other_unit).reviewer
    for person, code in ((staff.writer, "not_permitted"), (stranger, "not_permitted")):
        with pytest.raises(Refusal) as refused:
            likeness.decide(session, copy.item, row.earlier_id, apart=True, reason="试试", by=person)
        assert refused.value.code == code
    everything = auth.all_rounder(session, staff.unit)
    copy.editor_ids = [*copy.editor_ids, everything.id]
    with pytest.raises(Refusal, match="own_work"):
        likeness.decide(session, copy.item, row.earlier_id, apart=True, reason="试试", by=everything)
    with pytest.raises(Refusal, match="to_mend"):
        likeness.decide(session, copy.item, row.earlier_id, apart=True, reason=" ", by=staff.reviewer)

    likeness.decide(session, copy.item, row.earlier_id, apart=True, reason="两次活动", by=staff.reviewer)

    assert (row.verdict, row.reason, row.decided_by_id) == ("apart", "两次活动", staff.reviewer.id)
    assert trail.about(session, copy.item.key)[-1].event == "item.likeness_decided"


def test_another_units_title_stays_its_own_until_it_is_public(session, staff, other_unit):
    others = auth.staff_of(session, other_unit)
    first, _ = note(session, others, "外单位未发布的标题", LONG)
    copy, found = note(session, staff, "乙", LONG)

    described = likeness.describe(session, found, unit_id=staff.unit.id)
    assert [(one.title, one.earlier_title) for one in described] == [("乙", "")]
    assert likeness.described(session, limit=9) == []

    for edition, team in ((first, others), (copy, staff)):
        workflow.publishing.publish(session, workflow.approve(session, edition, by=team.reviewer), by=team.publisher)
    assert [one.earlier_title for one in likeness.described(session, limit=9)] == ["外单位未发布的标题"]


@given(st.text(min_size=60, max_size=300), st.text(max_size=200))
def test_a_text_wholly_inside_another_overlaps_by_all_of_it(text, more):
    pieces = shingles.shingles(text)
    whole = shingles.shingles(text + more)
    expected = 100 if len(shingles.shingles(shingles.plain(text))) >= shingles.FEWEST else 0
    inner = shingles.shingles(shingles.plain(text))
    assert pieces == inner
    assert shingles.overlap(pieces, whole | pieces) == expected
    assert shingles.overlap(pieces, whole) == shingles.overlap(whole, pieces)


@pytest.mark.parametrize(
    "one, other",
    [("活动（一）", "活动（二）"), ("第3期简报", "第12期简报"), ("纪实之一", "纪实之二"), ("综述（上）", "综述（下）")],
)
def test_titles_that_differ_by_a_number_have_one_stem(one, other):
    assert shingles.stem(one) == shingles.stem(other) != ""
