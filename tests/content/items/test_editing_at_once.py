"""Two and more at once on one draft, one item, one year of numbers: whoever was first has won, the others are told."""

from datetime import date

import pytest
from sqlalchemy import select

from content import clock as clocks
from content.auth.people import Person
from content.auth.roles import Role
from content.errors import Category, Refusal
from content.identifiers import index_number
from content.items import editing
from content.items.models import Edition, IndexSerial, Item
from content.workflow import submitting
from tests.factories import items, racing, workflow
from tests.factories.auth import person


def test_the_second_of_two_who_opened_one_version_is_told_who_was_first(engine, session, another, staff, unit):
    edition = items.draft(session, staff)
    colleague = person(session, unit, Role.PRODUCER)
    number, seen, first, second = edition.id, edition.version, staff.writer.id, colleague.id
    session.commit()

    mine = another()
    items.editing.save(mine, mine.get(Edition, number), {"title": "先存"}, version=seen, by=mine.get(Person, first))
    mine.commit()
    theirs = another()
    with pytest.raises(Refusal) as refused:
        editing.save(
            theirs, theirs.get(Edition, number), {"title": "后存"}, version=seen, by=theirs.get(Person, second)
        )

    assert (refused.value.code, refused.value.category) == ("newer_version", Category.CONFLICT)
    assert refused.value.facts["name"] == staff.writer.display_name
    assert refused.value.facts["version"] == seen + 1
    assert session.get(Edition, number).title == "先存"


def test_of_many_who_save_one_version_at_once_exactly_one_wins(engine, session, staff):
    edition = items.draft(session, staff)
    number, seen, writer = edition.id, edition.version, staff.writer.id
    session.commit()

    def save_as(title):
        return lambda session: (
            editing.save(
                session, session.get(Edition, number), {"title": title}, version=seen, by=session.get(Person, writer)
            ).title
        )

    results = racing.at_once(engine, [save_as(f"第{n}个") for n in range(8)])

    assert racing.codes(results) == ["newer_version"] * 7
    session.expire_all()
    assert [session.get(Edition, number).title] == [result for result in results if isinstance(result, str)]
    assert session.get(Edition, number).version == seen + 1


def test_saving_a_day_and_submitting_at_once_never_wait_for_each_other_in_a_circle(engine, session, staff):
    """Both take the audit chain's lock first: one wins, the other is told, and nothing unseen is submitted."""
    drafts = [items.draft(session, staff, produced_on=date(2026, 3, 1)) for _ in range(6)]
    numbers, seen, writer = [draft.id for draft in drafts], drafts[0].version, staff.writer.id
    session.commit()

    def save(number):
        changes = {"produced_on": date(2026, 3, 2)}
        return lambda session: (
            editing.save(
                session, session.get(Edition, number), changes, version=seen, by=session.get(Person, writer)
            ).state
        )

    def submit(number):
        return lambda session: (
            submitting.submit(
                session,
                session.get(Edition, number),
                by=session.get(Person, writer),
                version=seen,
                secrecy_checked=True,
            ).state
        )

    for number in numbers:
        results = racing.at_once(engine, [save(number), submit(number)])

        assert len(racing.codes(results)) == 1
        assert racing.codes(results)[0] in ("newer_version", "not_a_draft")


def test_index_serials_are_given_once_and_without_gaps_however_many_submit(engine, session, staff):
    drafts = [items.draft(session, staff) for _ in range(8)]
    numbers, writer = [(draft.id, draft.version) for draft in drafts], staff.writer.id
    session.commit()

    def submit(number, version):
        return lambda session: submitting.submit(
            session, session.get(Edition, number), by=session.get(Person, writer), version=version, secrecy_checked=True
        ).fields["index_number"]

    given = racing.at_once(engine, [submit(*each) for each in numbers])

    year = clocks.today().year
    assert sorted(given) == [index_number.make(year, serial) for serial in range(1, 9)]
    assert session.scalars(select(IndexSerial.last)).all() == [8]


def test_of_many_who_continue_an_item_at_once_one_starts_the_next_edition(engine, session, staff):
    public = workflow.published(session, staff)
    number, writer = public.item_id, staff.writer.id
    session.commit()

    def start(session):
        return editing.start_next(session, session.get(Item, number), by=session.get(Person, writer)).number

    results = racing.at_once(engine, [start] * 4)

    assert [result for result in results if isinstance(result, int)] == [2]
    assert racing.codes(results) == ["edition_in_progress"] * 3
