"""What the database itself refuses, whoever asks: each constraint by plain SQL, past every verb."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import IntegrityError

from content import clock as clocks
from content.items.models import Edition, Item, State
from tests.factories import items, workflow


def refuses(session, edition, constraint, **values):
    """The database names the constraint; SQLite names an index by its columns."""
    with pytest.raises(IntegrityError) as refused, session.begin_nested():
        session.execute(update(Edition).where(Edition.id == edition.id).values(**values))
    assert constraint in str(refused.value.orig)


@pytest.mark.parametrize("whose", ["author_id", "last_editor_id", "submitter_id"])
def test_no_reviewer_who_wrote_edited_or_submitted_it(whose, session, staff):
    edition = workflow.approved(session, staff)

    refuses(session, edition, "reviewer_is_not_author", **{whose: edition.reviewer_id})
    refuses(session, edition, "reviewer_is_not_author", reviewer_id=getattr(edition, whose))


def test_no_reviewer_of_what_nobody_submitted(session, staff):
    edition = items.draft(session, staff)

    refuses(session, edition, "reviewer_is_not_author", reviewer_id=staff.reviewer.id)


@pytest.mark.parametrize("missing", ["reviewer_id", "approved_digest", "secrecy_checked_at"])
@pytest.mark.parametrize("state", [State.APPROVED, State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN, State.EXPIRED])
def test_nothing_approved_or_public_without_somebody_who_answers(missing, state, session, staff):
    edition = workflow.in_state(session, staff, state)

    refuses(session, edition, "approved_edition_is_answered_for", **{missing: None})


def test_a_submission_does_not_become_approved_by_a_word_in_the_database(session, staff):
    refuses(session, workflow.submitted(session, staff), "approved_edition_is_answered_for", state="approved")


@pytest.mark.parametrize("missing", ["publisher_id", "published_at"])
@pytest.mark.parametrize("state", [State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN, State.EXPIRED])
def test_nothing_was_ever_public_without_a_publisher_and_a_time(missing, state, session, staff):
    edition = workflow.in_state(session, staff, state)

    refuses(session, edition, "public_edition_has_a_publisher", **{missing: None})


def test_an_approved_edition_does_not_become_public_by_a_word_in_the_database(session, staff):
    refuses(session, workflow.approved(session, staff), "public_edition_has_a_publisher", state="published")


def test_a_state_the_table_does_not_know_is_refused(session, staff):
    refuses(session, items.draft(session, staff), "edition_state_is_known", state="vanished")


def index_name(session, postgresql, sqlite):
    return postgresql if session.get_bind().dialect.name == "postgresql" else sqlite


def test_an_item_shows_one_edition_at_most(session, staff):
    first = workflow.published(session, staff)
    correction = workflow.approve(session, workflow.correct(session, first, staff), by=staff.reviewer)

    refuses(
        session,
        correction,
        index_name(session, "uq_edition_one_published_per_item", "edition.item_id"),
        state="published",
        publisher_id=staff.publisher.id,
        published_at=clocks.now(),
    )


@pytest.mark.parametrize("second", ["draft", "submitted"])
def test_an_item_has_one_edition_in_progress_at_most(second, session, staff):
    first = items.draft(session, staff)
    row = {
        "item_id": first.item_id,
        "number": 2,
        "state": second,
        "author_id": staff.writer.id,
        "last_editor_id": staff.writer.id,
        "started_at": clocks.now(),
        "edited_at": clocks.now(),
    }

    with pytest.raises(IntegrityError) as refused, session.begin_nested():
        session.execute(insert(Edition).values(**row))
    assert index_name(session, "uq_edition_one_in_progress_per_item", "edition.item_id") in str(refused.value.orig)


def test_an_edition_number_is_given_once(session, staff):
    first = workflow.returned(session, staff)
    row = {
        "item_id": first.item_id,
        "number": 1,
        "author_id": staff.writer.id,
        "last_editor_id": staff.writer.id,
        "started_at": clocks.now(),
        "edited_at": clocks.now() + timedelta(1),
    }

    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(Edition).values(**row))


@pytest.mark.parametrize("table, row", [("item", "item_id"), ("edition", "author_id")])
def test_nobody_and_nothing_that_is_referred_to_can_be_deleted(table, row, session, staff):
    edition = workflow.published(session, staff)
    statement = {"item": "DELETE FROM item WHERE id = :id", "edition": "DELETE FROM person WHERE id = :id"}[table]

    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text(statement), {"id": getattr(edition, row)})


def test_the_database_takes_the_honest_row(session, staff):
    """The counterpart of every refusal above: the same columns, rightly filled, are welcome."""
    edition = workflow.submitted(session, staff)

    session.execute(
        update(Edition)
        .where(Edition.id == edition.id)
        .values(state="approved", reviewer_id=staff.reviewer.id, approved_digest="0" * 64)
    )

    assert session.get(Item, edition.item_id).editions[0] is edition
