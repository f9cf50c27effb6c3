from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from content import clock as clocks
from content.audit import trail
from content.auth.people import Person
from content.auth.roles import Role
from content.display import finding
from content.display.models import PublicItem
from content.errors import Category, Refusal
from content.items import editing
from content.items.models import Edition, State
from content.masking import rows
from content.outbox import change_log
from content.workflow import publishing
from tests.conftest import MORNING, on_one_make
from tests.factories import items, racing, workflow
from tests.factories.auth import person, staff_of


def test_publishing_shows_what_was_approved_and_who_answers_for_it(session, staff, clock):
    edition = workflow.approved(session, staff, title="信用修复新规", column="updates")
    clock.shift(timedelta(hours=2))

    publishing.publish(session, edition, by=staff.publisher)

    shown = finding.item(session, edition.item_id)
    assert edition.at_rest is State.PUBLISHED
    assert edition.published_at == shown.published_at == edition.item.first_published_at == clocks.now()
    assert (shown.title, shown.digest, shown.edition_number) == ("信用修复新规", edition.approved_digest, 1)
    assert (shown.unit_id, shown.producer_office, shown.reviewer_office) == (staff.unit.id, "信用科", "法制科")
    assert (shown.produced_at, shown.reviewed_at) == (edition.submitted_at, edition.reviewed_at)
    assert [(change.item_id, change.effect) for change in change_log.after(session, 0, limit=9)] == [
        (edition.item_id, "shown")
    ]


def test_the_publication_time_is_the_servers_and_stays_with_the_first_edition(session, staff, clock):
    first = workflow.published(session, staff, produced_on=date(2026, 3, 1), issued_on=date(2026, 3, 2))
    clock.shift(timedelta(days=1))
    second = workflow.corrected(session, first, staff, title="改正后的标题")

    shown = finding.item(session, first.item_id)
    assert (first.published_at, second.published_at) == (MORNING, MORNING + timedelta(days=1))
    assert (shown.first_published_at, shown.published_at) == (MORNING, MORNING + timedelta(days=1))


def test_no_form_reaches_the_publication_time(session, staff):
    edition = items.draft(session, staff)
    past = clocks.now() - timedelta(days=400)

    items.save(session, edition, by=staff.writer, published_at=past, first_published_at=past, state="published")

    assert (edition.published_at, edition.item.first_published_at, edition.at_rest) == (None, None, State.DRAFT)


@on_one_make
@pytest.mark.parametrize("role", [Role.PRODUCER, Role.REVIEWER, Role.OVERSEER, Role.ADMINISTRATOR])
def test_only_the_responsible_publish(role, session, staff, unit):
    edition = workflow.approved(session, staff)

    with pytest.raises(Refusal, match="not_permitted"):
        publishing.publish(session, edition, by=person(session, unit, role))


def test_the_responsible_of_another_unit_does_not_publish(session, staff, other_unit):
    edition = workflow.approved(session, staff)

    with pytest.raises(Refusal, match="not_permitted"):
        publishing.publish(session, edition, by=staff_of(session, other_unit).publisher)


def test_the_publisher_may_be_the_approver_unless_the_unit_says_no(session, staff):
    edition = workflow.approve(session, workflow.submitted(session, staff), by=staff.publisher)
    staff.unit.publisher_may_approve = False
    with pytest.raises(Refusal) as refused:
        publishing.publish(session, edition, by=staff.publisher)
    assert (refused.value.code, refused.value.category) == ("publisher_is_approver", Category.FORBIDDEN)
    assert edition.at_rest is State.APPROVED

    staff.unit.publisher_may_approve = True
    assert publishing.publish(session, edition, by=staff.publisher).at_rest is State.PUBLISHED


def test_where_the_unit_wants_three_a_third_person_publishes(session, staff):
    staff.unit.publisher_may_approve = False

    assert workflow.published(session, staff).at_rest is State.PUBLISHED


@pytest.mark.parametrize(
    "altered",
    [
        {"title": "信用修复一次办妥"},
        {"summary": "企业少跑一趟！"},
        {"body": "即日起可在线申请信用修复"},
        {"issued_on": date(2026, 3, 9)},
        {"change_note": "x"},
        {"fields": items.FIELDS | {"source": "市交通運輸局"}},
    ],
    ids=lambda altered: next(iter(altered)),
)
def test_a_form_other_than_the_approved_one_goes_back_to_the_reviewer(altered, session, staff, clock):
    """However the row came to differ: here by a hand in the database."""
    edition = workflow.approved(session, staff)
    approved = edition.approved_digest
    session.execute(update(Edition).where(Edition.id == edition.id).values(**altered))

    publishing.publish(session, edition, by=staff.publisher)

    assert edition.at_rest is State.SUBMITTED
    assert (edition.reviewer_id, edition.reviewed_at, edition.approved_digest) == (None, None, None)
    assert session.scalars(select(PublicItem)).all() == []
    assert change_log.head(session) == 0
    last = trail.about(session, edition.item.key)[-1]
    assert last.event == "edition.approval_voided"
    assert last.facts["approved"] == approved != last.facts["found"]


def test_a_masking_that_hides_more_than_on_the_day_of_approval_goes_back_to_the_reviewer(session, staff):
    edition = workflow.approved(session, staff, body="法定代表人：王小明。")
    keeper = person(session, staff.unit, Role.ADMINISTRATOR)
    rows.turn(session, "legal_representative_names", False, by=keeper, reason="按新规定隐去")

    publishing.publish(session, edition, by=staff.publisher)

    assert edition.at_rest is State.SUBMITTED
    assert session.scalars(select(PublicItem)).all() == []


def test_an_approval_that_became_void_can_be_given_again(session, staff):
    edition = workflow.approved(session, staff)
    session.execute(update(Edition).where(Edition.id == edition.id).values(title="另一个标题"))
    publishing.publish(session, edition, by=staff.publisher)

    workflow.approve(session, edition, by=staff.reviewer)

    assert publishing.publish(session, edition, by=staff.publisher).at_rest is State.PUBLISHED


def test_a_correction_shows_nothing_before_the_switch_and_replaces_all_at_it(session, staff):
    first = workflow.published(session, staff, title="旧标题")
    correction = workflow.correct(session, first, staff, title="新标题")
    assert finding.item(session, first.item_id).title == "旧标题"
    workflow.approve(session, correction, by=staff.reviewer)
    assert finding.item(session, first.item_id).title == "旧标题"

    publishing.publish(session, correction, by=staff.publisher)

    shown = finding.item(session, first.item_id)
    assert (shown.title, shown.edition_id, shown.change_note) == ("新标题", correction.id, "更正日期")
    assert (first.at_rest, correction.at_rest) == (State.SUPERSEDED, State.PUBLISHED)
    assert [change.effect for change in change_log.after(session, 0, limit=9)] == ["shown", "shown"]
    events = [entry.event for entry in trail.about(session, first.item.key)]
    assert events[-2:] == ["edition.superseded", "edition.published"]


def test_a_correction_whose_approval_is_void_leaves_the_old_edition_standing(session, staff):
    first = workflow.published(session, staff, title="旧标题")
    correction = workflow.approve(session, workflow.correct(session, first, staff, title="新标题"), by=staff.reviewer)
    session.execute(update(Edition).where(Edition.id == correction.id).values(title="改过的标题"))

    publishing.publish(session, correction, by=staff.publisher)

    assert finding.item(session, first.item_id).title == "旧标题"
    assert (first.at_rest, correction.at_rest) == (State.PUBLISHED, State.SUBMITTED)


def test_a_withdrawn_item_can_come_back_at_its_address(session, staff, clock):
    gone = workflow.withdrawn(session, staff)
    clock.shift(timedelta(days=3))

    workflow.corrected(session, gone, staff, title="改正后重新公开")

    shown = finding.item(session, gone.item_id)
    assert (shown.title, shown.first_published_at) == ("改正后重新公开", MORNING)


def test_nothing_is_published_that_nobody_reviewed(session, staff):
    for edition in (items.draft(session, staff), workflow.submitted(session, staff), workflow.returned(session, staff)):
        with pytest.raises(Refusal, match="not_in_this_state"):
            publishing.publish(session, edition, by=staff.publisher)
    assert session.scalars(select(PublicItem)).all() == []


def test_of_many_who_publish_at_once_one_wins_and_the_public_hears_it_once(engine, session, staff):
    edition = workflow.approved(session, staff)
    number, publisher = edition.id, staff.publisher.id
    session.commit()

    def publish(session):
        return publishing.publish(session, session.get(Edition, number), by=session.get(Person, publisher)).state

    results = racing.at_once(engine, [publish] * 4)

    assert results.count("published") == 1
    assert racing.codes(results) == ["not_in_this_state"] * 3
    assert change_log.head(session) == 1


def test_a_change_while_the_publisher_reads_is_not_missed(session, staff):
    """What the publisher's own session still remembers of the edition is read anew before it is judged."""
    edition = workflow.approved(session, staff)
    assert edition.title
    session.execute(
        update(Edition).where(Edition.id == edition.id).values(title="改过"),
        execution_options={"synchronize_session": False},
    )

    assert publishing.publish(session, edition, by=staff.publisher).at_rest is State.SUBMITTED


def test_starting_a_correction_needs_the_last_one_to_be_settled(session, staff):
    first = workflow.published(session, staff)
    editing.start_next(session, first.item, by=staff.writer)

    with pytest.raises(Refusal, match="edition_in_progress"):
        editing.start_next(session, first.item, by=staff.writer)
