from datetime import date, timedelta

import pytest

from content import clock as clocks
from content.audit import trail
from content.auth.roles import Role
from content.errors import Category, Refusal
from content.items import editing
from content.items.models import State
from content.workflow import leaving, submitting
from tests.conftest import on_one_make
from tests.factories import items, workflow
from tests.factories.auth import person, staff_of


def test_an_item_starts_with_its_first_draft_and_an_entry(session, staff, clock):
    edition = items.empty_draft(session, staff, column="rules")

    assert (edition.number, edition.at_rest, edition.version) == (1, State.DRAFT, 1)
    assert (edition.author, edition.last_editor, edition.editor_ids) == (staff.writer, staff.writer, [staff.writer.id])
    assert (edition.item.kind, edition.item.column, edition.item.unit) == ("policy", "rules", staff.unit)
    entry = trail.about(session, edition.item.key)[0]
    assert (entry.event, entry.actor) == ("item.started", staff.writer.key)
    assert entry.facts == {"unit": "zhifa", "kind": "policy", "column": "rules"}


@on_one_make
@pytest.mark.parametrize(
    "column, kind, code",
    [
        ("updates", "policy", "kind_not_in_column"),
        ("updates", "nonsense", "kind_not_in_column"),
        ("nonsense", "news", "no_such_column"),
    ],
)
def test_an_item_starts_only_in_a_column_of_its_kind(column, kind, code, session, staff):
    with pytest.raises(Refusal, match=code):
        editing.start_item(session, unit=staff.unit, column=column, kind=kind, by=staff.writer)


@on_one_make
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PRODUCER}))
def test_only_producers_start_save_and_continue(role, session, staff, unit):
    draft, public, somebody = (
        items.draft(session, staff),
        workflow.published(session, staff),
        person(session, unit, role),
    )

    with pytest.raises(Refusal, match="not_permitted"):
        items.empty_draft(session, staff, by=somebody)
    with pytest.raises(Refusal, match="not_permitted"):
        items.save(session, draft, by=somebody, title="x")
    with pytest.raises(Refusal, match="not_permitted"):
        editing.start_next(session, public.item, by=somebody)


def test_a_producer_of_another_unit_changes_nothing_here(session, staff, other_unit):
    stranger = staff_of(session, other_unit).writer
    draft, public = items.draft(session, staff), workflow.published(session, staff)

    with pytest.raises(Refusal, match="not_permitted"):
        items.empty_draft(session, staff, by=stranger)
    with pytest.raises(Refusal, match="not_permitted"):
        items.save(session, draft, by=stranger, title="x")
    with pytest.raises(Refusal, match="not_permitted"):
        editing.start_next(session, public.item, by=stranger)


def test_saving_remembers_everybody_who_had_a_hand_in_it(session, staff, unit, clock):
    edition = items.draft(session, staff)
    colleague = person(session, unit, Role.PRODUCER)
    clock.shift(timedelta(minutes=3))

    items.save(session, edition, by=colleague, title="改了标题")
    items.save(session, edition, by=staff.writer, title="又改了")

    assert (edition.author, edition.last_editor) == (staff.writer, staff.writer)
    assert edition.editor_ids == sorted([staff.writer.id, colleague.id])
    assert edition.edited_at == clocks.now()
    assert edition.worked_on_by(colleague.id)
    assert not edition.worked_on_by(staff.reviewer.id)


def test_saving_cleans_texts_and_writes_numbers_in_their_one_form(session, staff):
    edition = items.draft(session, staff, column="rules")

    items.save(
        session,
        edition,
        by=staff.writer,
        title=" 一\n二 ",
        body="正文\r\n第二段  ",
        fields={"document_number": "连交(2024) 98号", "index_number": "１４２５２５２４/2024-00150", "unknown": "x"},
    )

    assert (edition.title, edition.body) == ("一 二", "正文\n第二段")
    assert edition.fields["document_number"] == "连交〔2024〕98号"
    assert edition.fields["index_number"] == "14252524/2024-00150"
    assert edition.fields["source"] == "市交通局"
    assert "unknown" not in edition.fields


def test_a_number_that_cannot_be_read_is_kept_as_typed_for_its_writer_to_mend(session, staff):
    edition = items.draft(session, staff, column="rules", fields={"document_number": "九十八号文"})

    assert edition.fields["document_number"] == "九十八号文"


@pytest.mark.parametrize("name", ["title", "change_note"])
def test_a_line_the_database_has_no_room_for_is_refused_and_nothing_is_stored(name, session, staff):
    edition = items.draft(session, staff)
    items.save(session, edition, by=staff.writer, **{name: "长" * 400})

    with pytest.raises(Refusal) as refused:
        items.save(session, edition, by=staff.writer, **{name: "长" * 401, "body": "也不存"})

    assert [(issue.field, issue.code) for issue in refused.value.issues] == [(name, "too_long")]
    assert edition.body != "也不存"


@on_one_make
@pytest.mark.parametrize("state", sorted(set(State) - {State.DRAFT}))
def test_only_a_draft_can_be_saved(state, session, staff):
    edition = workflow.in_state(session, staff, state)

    with pytest.raises(Refusal) as refused:
        items.save(session, edition, by=staff.writer, title="x")
    assert (refused.value.code, refused.value.category) == ("not_a_draft", Category.CONFLICT)


def test_a_changed_produced_on_is_written_down_with_both_days(session, staff):
    edition = items.draft(session, staff, produced_on=date(2026, 3, 1))

    items.save(session, edition, by=staff.writer, produced_on=date(2026, 3, 5))
    items.save(session, edition, by=staff.writer, produced_on=date(2026, 3, 5))
    items.save(session, edition, by=staff.writer, produced_on=None)

    noted = [entry for entry in trail.about(session, edition.item.key) if entry.event == "item.produced_on_changed"]
    assert [entry.facts for entry in noted] == [
        {"from": "2026-03-01", "to": "2026-03-05", "late": False},
        {"from": "2026-03-05", "to": None, "late": False},
    ]
    assert {entry.actor for entry in noted} == {staff.writer.key}


def test_an_item_moves_to_another_column_of_its_kind_until_it_was_public(session, staff):
    edition = items.draft(session, staff, column="ratings")
    items.save(session, edition, by=staff.writer, column="commitments")
    assert edition.item.column == "commitments"
    with pytest.raises(Refusal, match="kind_not_in_column"):
        items.save(session, edition, by=staff.writer, column="updates")
    with pytest.raises(Refusal, match="no_such_column"):
        items.save(session, edition, by=staff.writer, column="nowhere")

    first = workflow.published(session, staff, column="ratings")
    following = editing.start_next(session, first.item, by=staff.writer)
    items.save(session, following, by=staff.writer, column="ratings")
    with pytest.raises(Refusal, match="column_is_fixed"):
        items.save(session, following, by=staff.writer, column="commitments")


def test_index_serials_begin_anew_with_the_year_in_shanghai(session, staff, clock):
    clock.move_to(clocks.now().replace(year=2026, month=12, day=31, hour=15, minute=59))
    old = workflow.submitted(session, staff)
    clock.shift(timedelta(minutes=1))
    new = workflow.submitted(session, staff)

    assert old.fields["index_number"] == "014252524/2026-00001"
    assert new.fields["index_number"] == "014252524/2027-00001"


# The next edition


def test_a_correction_begins_with_what_is_public_and_a_fresh_author(session, staff, unit):
    first = workflow.published(session, staff, title="旧标题")
    colleague = person(session, unit, Role.PRODUCER)

    following = editing.start_next(session, first.item, by=colleague)

    assert (following.number, following.title, following.fields) == (2, "旧标题", first.fields)
    assert (following.author, following.editor_ids, following.change_note) == (colleague, [colleague.id], "")
    assert (following.submitter_id, following.reviewer_id, following.publisher_id) == (None, None, None)
    assert trail.about(session, first.item.key)[-1].event == "edition.started"


def test_a_mended_edition_keeps_author_editors_and_note(session, staff, unit):
    first = workflow.published(session, staff)
    correction = workflow.correct(session, first, staff)
    submitting.take_back(session, correction, by=staff.writer)
    colleague = person(session, unit, Role.PRODUCER)

    following = editing.start_next(session, first.item, by=colleague)

    assert (following.author, following.last_editor) == (staff.writer, colleague)
    assert following.editor_ids == sorted([staff.writer.id, colleague.id])
    assert following.change_note == "更正日期"


def test_a_correction_after_one_that_was_set_aside_begins_with_what_is_public(session, staff):
    first = workflow.published(session, staff, title="公开的标题")
    aside = items.save(
        session, editing.start_next(session, first.item, by=staff.writer), by=staff.writer, title="不要的标题"
    )
    submitting.discard(session, aside, by=staff.writer)

    following = editing.start_next(session, first.item, by=staff.writer)

    assert (following.number, following.title) == (3, "公开的标题")


def test_an_item_whose_only_draft_was_set_aside_goes_on_from_it(session, staff, unit):
    first = workflow.discarded(session, staff, title="搁置的标题")
    colleague = person(session, unit, Role.PRODUCER)

    following = editing.start_next(session, first.item, by=colleague)

    assert (following.title, following.author) == ("搁置的标题", staff.writer)


def test_a_withdrawn_item_can_be_taken_up_again(session, staff):
    first = workflow.published(session, staff)
    leaving.withdraw(session, first, by=staff.publisher, reason="有误")

    assert editing.start_next(session, first.item, by=staff.writer).number == 2


@on_one_make
@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.APPROVED])
def test_no_next_edition_while_one_is_in_progress(state, session, staff):
    edition = workflow.in_state(session, staff, state)

    with pytest.raises(Refusal, match="edition_in_progress"):
        editing.start_next(session, edition.item, by=staff.writer)
