from datetime import timedelta

import pytest

from content.audit import trail
from content.errors import Refusal
from content.items import working_copies
from tests.conftest import on_one_make
from tests.factories import items, workflow


def keep(session, edition, by, serial=0, **texts):
    return working_copies.keep(
        session, edition, texts or {"title": "没保存"}, base_version=edition.version, serial=serial, by=by
    )


def test_a_copy_is_kept_beside_the_edition_which_stays_as_it_was(session, staff):
    edition = items.draft(session, staff, title="已保存的标题")
    before, entries = edition.version, len(trail.about(session, edition.item.key))

    copy = keep(session, edition, staff.writer, title="正在写的标题")

    assert (copy.texts, copy.serial, copy.base_version) == ({"title": "正在写的标题"}, 1, before)
    assert (edition.title, edition.version) == ("已保存的标题", before)
    assert len(trail.about(session, edition.item.key)) == entries


def test_one_copy_for_each_person_and_nobody_sees_anothers(session, staff):
    edition = items.draft(session, staff)
    keep(session, edition, staff.writer, title="甲写的")

    assert working_copies.of(session, edition, staff.reviewer) is None
    assert working_copies.of(session, edition, staff.writer).texts == {"title": "甲写的"}


@on_one_make
def test_a_second_window_of_the_same_person_never_overwrites_the_first(session, staff):
    edition = items.draft(session, staff)
    keep(session, edition, staff.writer, title="第一个窗口")

    with pytest.raises(Refusal, match="other_window") as refused:
        keep(session, edition, staff.writer, title="第二个窗口")

    assert refused.value.facts == {"serial": 1}
    assert keep(session, edition, staff.writer, serial=1, title="接着写").serial == 2


@on_one_make
def test_the_very_words_sent_again_are_kept_though_their_first_answer_was_lost(session, staff):
    edition = items.draft(session, staff)
    keep(session, edition, staff.writer, title="关页时送出")

    again = keep(session, edition, staff.writer, serial=0, title="关页时送出")

    assert (again.texts, again.serial) == ({"title": "关页时送出"}, 1)
    with pytest.raises(Refusal, match="other_window"):
        working_copies.keep(session, edition, {"title": "关页时送出"}, base_version=99, serial=0, by=staff.writer)


@on_one_make
def test_after_saving_in_one_window_the_other_is_told_too(session, staff):
    edition = items.draft(session, staff)
    keep(session, edition, staff.writer)
    working_copies.forget(session, edition, staff.writer)

    with pytest.raises(Refusal, match="other_window"):
        keep(session, edition, staff.writer, serial=1)


@on_one_make
@pytest.mark.parametrize("who, code", [("reviewer", "not_permitted"), ("writer", "not_a_draft")])
def test_only_a_writer_keeps_and_only_of_a_draft(session, staff, who, code):
    edition = workflow.submitted(session, staff)

    with pytest.raises(Refusal, match=code):
        keep(session, edition, getattr(staff, who))


@on_one_make
def test_more_than_a_form_can_hold_is_refused(session, staff):
    edition = items.draft(session, staff)

    with pytest.raises(Refusal, match="too_long_to_keep"):
        keep(session, edition, staff.writer, body="字" * (working_copies.LONGEST + 1))


def test_copies_nobody_came_back_for_are_purged(session, staff, clock):
    old, new = items.draft(session, staff), items.draft(session, staff)
    keep(session, old, staff.writer)
    clock.shift(timedelta(days=working_copies.KEPT_DAYS - 1))
    keep(session, new, staff.writer)
    clock.shift(timedelta(days=2))

    assert working_copies.purge(session) == 1
    assert working_copies.of(session, old, staff.writer) is None
    assert working_copies.of(session, new, staff.writer) is not None


def test_an_erased_person_leaves_no_unsaved_words(session, staff):
    edition = items.draft(session, staff)
    keep(session, edition, staff.writer)

    working_copies.forget_all_of(session, staff.writer)

    assert working_copies.of(session, edition, staff.writer) is None
