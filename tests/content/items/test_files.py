"""Files of a draft: only there, only by its writers, and each change is a new version."""

from __future__ import annotations

import pytest

from content.attachments import rows
from content.attachments.storing import Store
from content.auth.roles import Role
from content.errors import Refusal
from content.items import editing, files
from content.items.models import State
from tests.content.attachments import picture_files
from tests.factories import files as uploads
from tests.factories import items, workflow
from tests.factories.auth import person


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "files")


def codes(refusal):
    return [issue.code for issue in refusal.value.issues]


def test_a_file_is_added_with_what_was_read_in_it(session, staff, store):
    edition = items.draft(session, staff)
    before = edition.version

    attached = uploads.add(session, edition, store, by=staff.writer, caption="全市汇总")

    assert [file.id for file in edition.attachments] == [attached.id]
    assert (attached.position, attached.kind, attached.caption, attached.added_by_id) == (
        1, "docx", "全市汇总", staff.writer.id,
    )  # fmt: skip
    assert edition.version == before + 1
    session.expire(attached)
    assert "榕树湾码头" in attached.extraction.visible_text
    assert store.is_whole(attached.digest)


def test_a_picture_is_added_with_its_words_and_copies(session, staff, store):
    edition = items.draft(session, staff)

    attached = uploads.add(
        session, edition, store, picture_files.jpeg(size=(1000, 500)), "现场.jpg", alt="码头现场", by=staff.writer
    )

    assert sorted(attached.renditions) == ["480", "960"]
    assert attached.alt == "码头现场"


def test_a_picture_without_words_is_refused(session, staff, store):
    edition = items.draft(session, staff)

    with pytest.raises(Refusal) as refusal:
        uploads.add(session, edition, store, picture_files.jpeg(), "现场.jpg", by=staff.writer)

    assert codes(refusal) == ["picture_needs_words"]


def test_a_name_is_given_once_and_files_are_not_without_number(session, staff, store, monkeypatch):
    edition = items.draft(session, staff)
    uploads.add(session, edition, store, by=staff.writer)
    monkeypatch.setattr(files, "MOST_FILES", 1)

    with pytest.raises(Refusal) as refusal:
        uploads.add(session, edition, store, by=staff.writer)

    assert codes(refusal) == ["name_is_taken", "too_many_files"]


def test_a_removed_file_leaves_its_place_to_nobody_before_the_last(session, staff, store):
    edition = items.draft(session, staff)
    first = uploads.add(session, edition, store, by=staff.writer)
    uploads.add(session, edition, store, name="二.docx", by=staff.writer)
    before = edition.version

    files.remove(session, edition, first.id, by=staff.writer)
    uploads.add(session, edition, store, name="三.docx", by=staff.writer)

    assert [(file.position, file.name) for file in edition.attachments] == [(2, "二.docx"), (3, "三.docx")]
    assert edition.version == before + 2
    assert store.is_whole(first.digest)


def test_ticks_say_who_looked_and_can_be_taken_away(session, staff, store):
    edition = items.draft(session, staff)
    attached = uploads.add(session, edition, store, picture_files.png(), "现场.png", alt="现场", by=staff.writer)

    def describe(*ticks):
        files.describe(session, edition, attached.id, caption="", alt="现场", ticks=ticks, by=staff.writer)
        return set(attached.ticks)

    assert describe("faces", "plates") == {"faces", "plates"}
    assert attached.ticks["faces"]["by"] == staff.writer.id
    assert describe("faces") == {"faces"}


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED, State.PUBLISHED, State.RETURNED])
def test_only_a_draft_takes_or_gives_files(session, staff, store, state):
    edition = workflow.in_state(session, staff, state)

    with pytest.raises(Refusal, match="not_a_draft"):
        uploads.add(session, edition, store, by=staff.writer)
    with pytest.raises(Refusal, match="not_a_draft"):
        files.remove(session, edition, 1, by=staff.writer)


def test_only_writers_of_the_unit_touch_its_files(session, staff, other_unit, store):
    edition = items.draft(session, staff)
    attached = uploads.add(session, edition, store, by=staff.writer)

    for stranger in (staff.reviewer, person(session, other_unit, Role.PRODUCER)):
        with pytest.raises(Refusal, match="not_permitted"):
            files.remove(session, edition, attached.id, by=stranger)
        with pytest.raises(Refusal, match="not_permitted"):
            uploads.add(session, edition, store, name="二.docx", by=stranger)


def test_another_editions_file_is_no_file_of_this_one(session, staff, store):
    edition, other = items.draft(session, staff), items.draft(session, staff)
    attached = uploads.add(session, other, store, by=staff.writer)

    with pytest.raises(Refusal, match="no_such_file"):
        files.remove(session, edition, attached.id, by=staff.writer)


def test_whoever_adds_a_file_has_worked_on_the_edition(session, staff, unit, store):
    colleague = person(session, unit, Role.PRODUCER, Role.REVIEWER)
    edition = items.draft(session, staff)

    uploads.add(session, edition, store, by=colleague)

    assert edition.worked_on_by(colleague.id)


def test_the_next_edition_begins_with_the_same_files(session, staff, store):
    edition = items.draft(session, staff)
    attached = uploads.add(session, edition, store, picture_files.png(), "现场.png", alt="现场", by=staff.writer,
                           ticked=True)  # fmt: skip
    workflow.submit(session, edition, by=staff.writer)
    workflow.submitting.take_back(session, edition, by=staff.writer)

    following = editing.start_next(session, edition.item, by=staff.writer)

    (carried,) = rows.of_edition(session, following.id)
    assert carried.id != attached.id
    same = ("position", "name", "kind", "digest", "size", "alt", "ticks", "extraction", "added_by_id", "created_at")
    assert [getattr(carried, name) for name in same] == [getattr(attached, name) for name in same]
    files.remove(session, following, carried.id, by=staff.writer)
    assert [file.id for file in rows.of_edition(session, edition.id)] == [attached.id]
