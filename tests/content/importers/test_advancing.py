"""A sheet's way: received, checked whole, stored, examined, published, withdrawn or undone; and what stops it."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from sqlalchemy import func, select

from content.display.models import Departure, PublicItem
from content.errors import Refusal
from content.importers import advancing, glimpses, mapping
from content.items.batches import BatchFault, BatchFinding, BatchState
from content.items.models import Edition, Item, State
from content.kinds import reader
from content.outbox.change_log import Change
from content.subjects.models import Subject, SubjectSort
from content.workflow import batches
from tests.factories import batches as made


def count(session, model, *where):
    return session.scalar(select(func.count()).select_from(model).where(*where))


def faults(session, batch):
    rows = session.scalars(select(BatchFault).where(BatchFault.batch_id == batch.id).order_by(BatchFault.id))
    return {(fault.cell, fault.field, fault.code) for fault in rows}


def rows(number, **changes):
    return [made.penalty(serial, **changes) for serial in range(1, number + 1)]


def test_a_good_sheet_is_stored_examined_and_ready(session, staff, tmp_path, clock):
    batch = made.ready(session, staff, tmp_path, rows(3))

    assert batch.at_rest is BatchState.READY
    assert (batch.rows, batch.faulty, batch.fresh) == (3, 0, 3)
    editions = session.scalars(select(Edition).where(Edition.batch_id == batch.id).order_by(Edition.id)).all()
    assert [edition.row_number for edition in editions] == [2, 3, 4]
    assert {edition.state for edition in editions} == {State.DRAFT.value}
    assert all(edition.form_digest for edition in editions)
    assert count(session, PublicItem) == 0


def test_every_fault_is_named_at_its_cell_and_nothing_is_stored(session, staff, tmp_path, clock):
    wrong = [made.penalty(1), made.penalty(2, unified_code="91320700MA1MKTU24B", tier=""), made.penalty(3, fine="")]
    batch = made.ready(session, staff, tmp_path, wrong)

    assert batch.at_rest is BatchState.FAULTY
    assert batch.faulty == 2
    fields = {(cell.rstrip("0123456789") != "", field) for cell, field, _ in faults(session, batch)}
    assert fields == {(True, "unified_code"), (True, "tier"), (True, "fine")}
    assert count(session, Item) == count(session, Edition) == 0


def test_a_formula_that_gave_nothing_is_one_fault(session, staff, tmp_path, clock):
    """The cell is told once; a name missing elsewhere is still told for itself."""
    lines = list(
        csv.reader(io.StringIO(made.sheet("penalty", [*rows(1), made.penalty(2, subject_name="")]).decode("utf-8-sig")))
    )
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    at = lines[0].index("行政相对人名称") + 1
    book.active.cell(2, at).value = "=Z99"
    data = io.BytesIO()
    book.save(data)

    batch = made.ready(session, staff, tmp_path, (), name="处罚.xlsx", data=data.getvalue())

    letter = openpyxl.utils.get_column_letter(at)
    assert {(cell, code) for cell, _, code in faults(session, batch)} == {
        (f"{letter}2", "formula"),
        (f"{letter}3", "required"),
    }


def test_the_good_rows_may_go_first(session, staff, tmp_path, clock):
    batch = made.ready(session, staff, tmp_path, [made.penalty(1), made.penalty(2, tier="")], mode="good")

    assert batch.at_rest is BatchState.READY
    assert (batch.fresh, batch.faulty) == (1, 1)
    assert {field for _, field, _ in faults(session, batch)} == {"tier"}


def test_a_record_that_stands_twice_in_the_sheet_is_a_fault_of_its_second_row(session, staff, tmp_path, clock):
    batch = made.ready(session, staff, tmp_path, [made.penalty(1), made.penalty(1, fine="0.3")], mode="good")

    assert batch.fresh == 1
    assert ("N3", "document_number", "twice_in_the_sheet") in faults(session, batch)


def test_a_sheet_without_a_needed_column_is_refused_as_a_whole(session, staff, tmp_path, clock):
    data = made.sheet("penalty", rows(1)).replace("行政处罚决定书文号".encode(), "某列".encode())
    batch = made.ready(session, staff, tmp_path, [], data=data)

    assert batch.at_rest is BatchState.FAULTY
    assert {(field, code) for _, field, code in faults(session, batch)} == {("document_number", "column_is_missing")}


def test_imported_again_nothing_changes(session, staff, tmp_path, clock):
    made.published(session, staff, tmp_path, rows(3))
    again = made.ready(session, staff, tmp_path, rows(3), name="再次.csv")

    assert (again.unchanged, again.fresh, again.changed) == (3, 0, 0)
    with pytest.raises(Refusal, match="batch_is_empty"):
        batches.submit(session, again, by=staff.writer, secrecy_checked=True)


def test_a_changed_row_becomes_the_next_edition_and_supersedes(session, staff, tmp_path, clock):
    made.published(session, staff, tmp_path, rows(2))
    second = made.published(session, staff, tmp_path, [made.penalty(1, fine="0.5"), made.penalty(2)])

    assert (second.changed, second.unchanged) == (1, 1)
    shown = session.scalars(select(PublicItem).where(PublicItem.edition_number == 2)).one()
    assert shown.fields["fine"] == "0.5"
    assert count(session, Edition, Edition.state == State.SUPERSEDED.value) == 1
    assert count(session, PublicItem) == 2


def test_published_rows_show_the_display_set_alone(session, staff, tmp_path, clock):
    made.published(session, staff, tmp_path, rows(1))
    shown = session.scalars(select(PublicItem)).one()

    assert shown.is_record
    assert shown.subject_id is not None
    assert shown.last_day is not None
    assert shown.fields["subject_name"] == made.COMPANIES[1][0]
    everything = f"{shown.title}{shown.fields}{shown.text}{shown.summary}"
    for hidden in ("内部备注", "钱大海", "孙志强", "苏G12A"):
        assert hidden not in everything
    assert count(session, Change) == 1


def test_a_person_is_nameless_and_their_number_nowhere(session, staff, tmp_path, clock):
    made.published(session, staff, tmp_path, [made.penalty_of_person(1)])
    shown = session.scalars(select(PublicItem)).one()
    edition = session.scalars(select(Edition)).one()
    subject = session.scalars(select(Subject)).one()

    assert made.PERSON[0] not in f"{shown.title}{shown.fields}{shown.text}"
    assert made.PERSON[1] not in f"{edition.fields}{edition.title}"
    assert edition.fields["person_id_number"].startswith("320705＊")
    assert subject.sort == SubjectSort.PERSON
    assert subject.identity != made.PERSON[1]


def test_a_light_penalty_is_kept_inside(session, staff, tmp_path, clock):
    batch = made.published(session, staff, tmp_path, [made.penalty(1, tier="轻微"), made.penalty(2)])

    assert count(session, PublicItem) == 1
    assert count(session, Edition, Edition.state == State.APPROVED.value, Edition.batch_id == batch.id) == 1


def test_what_a_batch_published_it_can_take_back(session, staff, tmp_path, clock):
    batch = made.published(session, staff, tmp_path, rows(3))
    batches.withdraw(session, batch, by=staff.publisher, reason="整批数据有误")
    made.drive(session, batch, tmp_path)

    assert batch.at_rest is BatchState.WITHDRAWN
    assert count(session, PublicItem) == 0
    assert {departure.reason for departure in session.scalars(select(Departure))} == {""}
    again = made.ready(session, staff, tmp_path, rows(3), name="再次.csv")
    assert again.barred == 3


def test_undone_nothing_is_left_of_it(session, staff, tmp_path, clock):
    batch = made.ready(session, staff, tmp_path, rows(3))
    batches.undo(session, batch, by=staff.writer)
    made.drive(session, batch, tmp_path)

    assert batch.at_rest is BatchState.UNDONE
    assert count(session, Item) == count(session, Edition) == count(session, BatchFinding) == 0
    assert made.vault(tmp_path).spool.batches() == ()


def test_a_crash_while_storing_costs_nothing(session, staff, tmp_path, clock, monkeypatch):
    monkeypatch.setattr("content.importers.staging.CHUNK", 2)
    batch = made.received(session, staff, tmp_path, rows(7))
    walk = made.steps(session, batch, tmp_path)
    while count(session, Edition) < 4:
        next(walk)
    walk.close()
    made.drive(session, batch, tmp_path)

    assert batch.at_rest is BatchState.READY
    assert count(session, Edition) == count(session, Item) == 7


def test_the_same_sheet_is_not_taken_twice_while_it_is_on_its_way(session, staff, tmp_path, clock):
    made.ready(session, staff, tmp_path, rows(1))
    with pytest.raises(Refusal, match="same_sheet"):
        made.received(session, staff, tmp_path, rows(1))


def test_the_sheet_goes_when_all_of_it_is_public(session, staff, tmp_path, clock):
    made.published(session, staff, tmp_path, rows(2))
    assert made.vault(tmp_path).spool.batches() == ()


def test_the_sheet_is_kept_a_month_while_rows_of_it_wait_to_be_mended(session, staff, tmp_path, clock):
    batch = made.published(session, staff, tmp_path, [made.penalty(1), made.penalty(2, tier="")], mode="good")
    assert batch.spooled in made.vault(tmp_path).spool.batches()
    assert advancing.outlived(session) == []
    clock.shift(timedelta(days=31))
    assert advancing.outlived(session) == [batch.id]
    advancing.forget_sheet(batch.id, made.hands(session), made.vault(tmp_path))
    assert made.vault(tmp_path).spool.batches() == ()
    assert advancing.outlived(session) == []


def test_the_first_rows_lie_under_the_same_lock_and_show_no_identity_number(session, staff, tmp_path, clock):
    vault = made.vault(tmp_path)
    batch = made.received(session, staff, tmp_path, [made.penalty_of_person(1)])
    assert glimpses.read(vault, batch) is None
    made.drive(session, batch, tmp_path)
    glimpse = glimpses.read(vault, batch)
    kind = reader.kind("penalty")
    shown = glimpses.veiled(glimpse, mapping.guess(kind, glimpse.headings), kind)
    assert shown[0][0] == 2
    assert made.PERSON[1] not in f"{shown}"
    unread = mapping.guess(kind, glimpse.headings, dict.fromkeys(glimpse.headings, ""))
    assert made.PERSON[1] not in f"{glimpses.veiled(glimpse, unread, kind)}"
    assert made.PERSON[1].encode() not in b"".join(path.read_bytes() for path in vault.spool.root.iterdir())
