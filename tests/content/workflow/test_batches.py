"""A batch's verbs: who may do what, when; what a decision leaves; what a changed form undoes."""

from datetime import date

import pytest
from sqlalchemy import func, select

from content.audit import trail
from content.display import public_form
from content.display.models import PublicItem
from content.errors import Refusal
from content.items.batches import BatchFinding, BatchState
from content.items.models import Edition, State
from content.masking.decisions import SpanDecision
from content.masking.rows import Consent
from content.workflow import batch_deciding, batch_examining, batch_publishing, batches, moving
from tests.factories import batches as made

UNSURE = "货物脱落，现场留有电话0518-85801234。"


def rows(number, **changes):
    return [made.penalty(serial, **changes) for serial in range(1, number + 1)]


def count(session, model, *where):
    return session.scalar(select(func.count()).select_from(model).where(*where))


def test_read_again_with_the_good_rows_first(session, staff, tmp_path, clock):
    batch = made.ready(session, staff, tmp_path, [made.penalty(1), made.penalty(2, tier="")])
    batches.read_again(session, batch, by=staff.writer, mode="good")
    made.drive(session, batch, tmp_path)

    assert (batch.at_rest, batch.fresh, batch.faulty) == (BatchState.READY, 1, 1)


def test_read_again_with_other_columns_what_was_stored_goes_first(session, staff, tmp_path, clock):
    batch = made.ready(session, staff, tmp_path, rows(3))
    batches.read_again(session, batch, by=staff.writer, headings={"备注": ""})
    made.drive(session, batch, tmp_path)

    assert (batch.at_rest, batch.fresh) == (BatchState.READY, 3)
    editions = session.scalars(select(Edition).where(Edition.batch_id == batch.id)).all()
    assert len(editions) == 3
    assert all("remarks" not in edition.fields for edition in editions)
    assert {"code": "column_is_not_read", "heading": "备注"} in batch.notes


@pytest.mark.parametrize("reach", [made.submitted, made.approved, made.published])
def test_what_is_on_its_way_is_not_read_again(session, staff, tmp_path, clock, reach):
    batch = reach(session, staff, tmp_path, rows(1))
    with pytest.raises(Refusal, match="batch_not_in_this_state"):
        batches.read_again(session, batch, by=staff.writer)


def test_an_unknown_mode_is_refused(session, staff, tmp_path, clock):
    batch = made.ready(session, staff, tmp_path, rows(1))
    with pytest.raises(Refusal, match="no_such_mode"):
        batches.read_again(session, batch, by=staff.writer, mode="some")


def test_nobody_approves_returns_or_decides_on_their_own(session, staff, tmp_path, clock):
    from content.auth import people
    from content.auth.roles import Role

    batch = made.submitted(session, staff, tmp_path, rows(1))
    people.grant(session, staff.writer, staff.unit, Role.REVIEWER)
    digest = batches.digest_of(session, batch)
    for act in (
        lambda: batches.approve(session, batch, by=staff.writer, seen_digest=digest),
        lambda: batches.give_back(session, batch, by=staff.writer, note="再看"),
        lambda: batches.give_back_rows(session, batch, [1], by=staff.writer, code="facts"),
        lambda: batch_deciding.decide(session, batch, by=staff.writer, shows=False, finding_ids=[1]),
    ):
        with pytest.raises(Refusal, match="own_work"):
            act()


def test_an_uncertain_finding_keeps_the_batch_until_somebody_decides(session, staff, tmp_path, clock):
    batch = made.submitted(session, staff, tmp_path, rows(3, violation_facts=UNSURE))
    with pytest.raises(Refusal, match="findings_undecided"):
        batches.approve(session, batch, by=staff.reviewer, seen_digest=batches.digest_of(session, batch))
    [group] = batch_deciding.groups(session, batch)
    assert (group.field, group.kind, group.waiting, group.decided) == ("violation_facts", "landline", 3, 0)
    before = dict(batch.findings)

    meant = batch_deciding.decide(session, batch, by=staff.reviewer, shows=False, field=group.field, kind=group.kind)
    with pytest.raises(Refusal, match="examination_is_running"):
        batches.approve(session, batch, by=staff.reviewer, seen_digest=batches.digest_of(session, batch))
    made.drive(session, batch, tmp_path)

    assert meant == 3
    assert batch.findings == before  # seen once, counted once
    batches.approve(session, batch, by=staff.reviewer, seen_digest=batches.digest_of(session, batch))
    assert count(session, SpanDecision, SpanDecision.reviewer_id == staff.reviewer.id) == 3
    events = [entry.event for entry in trail.about(session, batch.key)]
    assert events.count("batch.findings_decided") == 1


def test_showing_needs_a_reason_and_a_second_word_takes_the_first_ones_place(session, staff, tmp_path, clock):
    batch = made.submitted(session, staff, tmp_path, rows(2, violation_facts=UNSURE))
    ids = list(session.scalars(select(BatchFinding.id)))
    with pytest.raises(Refusal, match="to_mend"):
        batch_deciding.decide(session, batch, by=staff.reviewer, shows=True, finding_ids=ids)
    batch_deciding.decide(session, batch, by=staff.reviewer, shows=False, finding_ids=ids)
    batch_deciding.decide(session, batch, by=staff.reviewer, shows=True, reason="公司电话", finding_ids=ids[:1])
    made.drive(session, batch, tmp_path)

    batches.approve(session, batch, by=staff.reviewer, seen_digest=batches.digest_of(session, batch))
    batches.publish(session, batch, by=staff.publisher)
    made.drive(session, batch, tmp_path)
    shown = [one.fields["violation_facts"] for one in session.scalars(select(PublicItem).order_by(PublicItem.item_id))]
    assert ["0518-85801234" in text for text in shown] == [True, False]


def test_a_list_of_names_decides_on_their_very_words_alone(session, staff, tmp_path, clock):
    facts = ["现场留有电话0518-85801234。", "现场留有电话0518-85809999。"]
    batch = made.submitted(
        session, staff, tmp_path, [made.penalty(n, violation_facts=text) for n, text in enumerate(facts, 1)]
    )
    names = batch_deciding.names_in("0518-85801234\n某人、另一人")
    assert batch_deciding.decide(session, batch, by=staff.reviewer, shows=False, names=names) == 1
    assert batch_deciding.undecided(session, batch) == 1
    with pytest.raises(Refusal, match="to_mend"):
        batch_deciding.decide(session, batch, by=staff.reviewer, shows=False, names=batch_deciding.names_in(" \n"))


def test_decisions_go_in_chunks(session, staff, tmp_path, clock, monkeypatch):
    monkeypatch.setattr(batch_deciding, "CHUNK", 2)
    batch = made.submitted(session, staff, tmp_path, rows(5, violation_facts=UNSURE))
    kind = {"field": "violation_facts", "kind": "landline"}
    assert batch_deciding.decide(session, batch, by=staff.reviewer, shows=False, **kind) == 5
    assert batch_deciding.undecided(session, batch) == 0
    assert batch_examining.left(session, batch) == 5


def test_a_row_sent_back_leaves_the_digest_and_its_finding_waits_no_more(session, staff, tmp_path, clock):
    first, second = made.penalty(1, violation_facts=UNSURE), made.penalty(2)
    batch = made.submitted(session, staff, tmp_path, [first, second])
    before = batches.digest_of(session, batch)
    edition = session.scalars(select(Edition).where(Edition.batch_id == batch.id).order_by(Edition.id)).first()
    with pytest.raises(Refusal, match="to_mend"):
        batches.give_back_rows(session, batch, [], by=staff.reviewer, code="facts")
    assert batches.give_back_rows(session, batch, [edition.id, edition.id], by=staff.reviewer, code="facts") == 1
    assert batches.give_back_rows(session, batch, [edition.id], by=staff.reviewer, code="facts") == 0

    assert batch_deciding.undecided(session, batch) == 0
    assert batches.digest_of(session, batch) != before
    with pytest.raises(Refusal, match="form_changed"):
        batches.approve(session, batch, by=staff.reviewer, seen_digest=before)
    batches.approve(session, batch, by=staff.reviewer, seen_digest=batches.digest_of(session, batch))
    batches.publish(session, batch, by=staff.publisher)
    made.drive(session, batch, tmp_path)
    assert count(session, PublicItem) == 1
    session.refresh(edition)
    assert edition.state == "returned"


def test_a_walk_over_a_batch_goes_on_behind_what_it_settled_and_ends_with_a_look_from_the_beginning(
    session, staff, tmp_path, clock
):
    batch = made.ready(session, staff, tmp_path, rows(3))
    ids = [edition.id for edition in session.scalars(select(Edition).order_by(Edition.id))]
    walk = batch_publishing.Passed(last=ids[0])

    assert [row.edition_id for row in batch_publishing.waiting(session, batch, 10, walk)] == ids[1:]
    assert [row.edition_id for row in batch_publishing.waiting(session, batch, 10, walk)] == ids
    made.drive(session, released(session, staff, batch), tmp_path)
    batches.withdraw(session, batch, by=staff.publisher, reason="整批数据有误")
    walk = batch_publishing.Passed(last=ids[0])
    assert [batch_publishing.withdraw_chunk(session, batch, walk, 10) for _ in range(3)] == [2, 1, 0]


def released(session, staff, batch):
    batches.submit(session, batch, by=staff.writer, secrecy_checked=True)
    batches.approve(session, batch, by=staff.reviewer, seen_digest=batches.digest_of(session, batch))
    return batches.publish(session, batch, by=staff.publisher)


def test_examining_goes_on_behind_what_it_looked_at(session, staff, tmp_path, clock):
    batch = made.ready(session, staff, tmp_path, rows(3))
    ids = [edition.id for edition in session.scalars(select(Edition).order_by(Edition.id))]
    batch_examining.look_again(session, ids)
    assert [row.edition_id for row in batch_examining.unexamined(session, batch, 1, after=ids[0])] == [ids[1]]
    assert [row.edition_id for row in batch_examining.unexamined(session, batch, 10, after=ids[2])] == ids


@pytest.fixture
def going_out(session, staff, tmp_path, clock):
    """Two rows with a hidden number, approved and about to be shown, and their forms made ready."""
    batch = made.submitted(session, staff, tmp_path, rows(2, violation_facts=UNSURE))
    batch_deciding.decide(session, batch, by=staff.reviewer, shows=False, field="violation_facts", kind="landline")
    made.drive(session, batch, tmp_path)
    batches.approve(session, batch, by=staff.reviewer, seen_digest=batches.digest_of(session, batch))
    batches.publish(session, batch, by=staff.publisher)
    return batch, batch_publishing.make_ready(session, batch, batch_publishing.Passed())


def shown_by(session, batch, ready):
    return batch_publishing.publish_chunk(session, batch, batch_publishing.Passed(), ready=ready)


def test_forms_made_ready_are_not_made_again_while_others_wait(session, going_out, monkeypatch):
    batch, ready = going_out
    monkeypatch.setattr(public_form, "of_record", None)

    assert shown_by(session, batch, ready) == 2
    assert count(session, PublicItem) == 2


def one_is_decided_otherwise(session, staff):
    word = session.scalars(select(SpanDecision).order_by(SpanDecision.id)).first()
    word.shows, word.reason = True, "公司电话"


def the_policy_is_another(session, staff):
    session.add(Consent(name="某人", evidence="档案", agreed_on=date(2020, 1, 1), recorded_by_id=staff.reviewer.id))


def a_row_reads_otherwise(session, staff):
    edition = session.scalars(select(Edition).order_by(Edition.id)).first()
    edition.fields = edition.fields | {"violation_facts": "另一段话。"}


@pytest.mark.parametrize(
    "change, anew", [(one_is_decided_otherwise, 1), (the_policy_is_another, 2), (a_row_reads_otherwise, 1)]
)
def test_forms_made_ready_hold_only_for_what_they_were_made_of(session, staff, going_out, monkeypatch, change, anew):
    batch, ready = going_out
    change(session, staff)
    session.flush()
    made_anew = []
    real = public_form.of_record
    monkeypatch.setattr(public_form, "of_record", lambda *args, **named: made_anew.append(args) or real(*args, **named))

    settled = shown_by(session, batch, ready)

    assert len(made_anew) == anew
    is_as_approved = change is the_policy_is_another
    assert (settled, count(session, PublicItem)) == ((2, 2) if is_as_approved else (0, 0))


def test_what_is_decided_while_a_chunk_waits_its_turn_counts(session, staff, going_out, monkeypatch):
    batch, ready = going_out
    turns = []

    def others_first(session, lock=trail.lock):
        turns.append(lock)
        if len(turns) == 1:
            one_is_decided_otherwise(session, staff)
            session.flush()
        return lock(session)

    monkeypatch.setattr(trail, "lock", others_first)
    assert shown_by(session, batch, ready) == 0
    assert count(session, PublicItem) == 0


def test_what_left_while_a_chunk_waits_its_turn_is_not_withdrawn_again(session, staff, tmp_path, clock, monkeypatch):
    batch = made.published(session, staff, tmp_path, rows(2))
    batches.withdraw(session, batch, by=staff.publisher, reason="整批数据有误")
    first = session.scalars(select(Edition).order_by(Edition.id)).first()
    turns = []

    def others_first(session, lock=trail.lock):
        turns.append(lock)
        if len(turns) == 1:
            moving.move(session, first, "expire", actor="system")
        return lock(session)

    monkeypatch.setattr(trail, "lock", others_first)
    assert batch_publishing.withdraw_chunk(session, batch, batch_publishing.Passed()) == 1
    assert first.state == State.EXPIRED.value
