"""异议申诉 as a rule: routed, clocked, answered by two, followed by what a yes promises, forgotten in time."""

from datetime import timedelta

import pytest

from content import clock as clocks
from content.audit.events import Event
from content.audit.trail import AuditEntry
from content.auth.roles import Role
from content.choices import keeping as choices
from content.display.models import PublicItem
from content.errors import Refusal
from content.feedback import answering, erasing, objecting, proofs, receiving
from content.feedback.models import Kind, Outcome, Stage
from content.items import editing
from content.workflow import leaving_requests
from tests.factories import objections, penalties, workflow
from tests.factories.auth import person, staff_of

DOCUMENT = {"document_number": "连交信修〔2026〕9号"}


@pytest.fixture
def edition(session, staff, clock):
    decided = (clocks.today() - timedelta(days=150)).isoformat()
    return penalties.published(session, staff, decided_on=decided)


@pytest.fixture
def report(session, edition, tmp_path):
    return objections.objection(session, edition.item_id, tmp_path)


@pytest.fixture
def claim(session, edition, tmp_path):
    return objections.claim(session, edition.item_id, tmp_path, document_date=clocks.today(), **DOCUMENT)


def codes(refused):
    return [(issue.field, issue.code) for issue in refused.value.issues]


def answered(session, staff, report, outcome="rejected"):
    answering.draft(session, report, "经核查，处罚决定书载明的金额无误。", by=staff.writer, outcome=outcome)
    return answering.approve(session, report, by=staff.reviewer)


def test_it_goes_to_the_deciding_unit_with_a_clock_of_seven_working_days(session, staff, report):
    clock = receiving.clock_of(session, report)
    assert (report.unit_id, report.receipt[:2]) == (staff.unit.id, "YY")
    assert (clock.rule_code, clock.rule.length, clock.rule.source != "") == ("objection_reply", 7, True)
    assert clock.due_on == receiving.due_if_received(session, Kind.OBJECTION)


def test_the_mark_stands_while_it_is_open_and_no_longer(session, staff, edition, report):
    assert objecting.is_disputed(session, edition.item_id)
    answered(session, staff, report)
    assert not objecting.is_disputed(session, edition.item_id)


def test_a_claimed_repair_is_no_dispute(session, edition, claim):
    assert not objecting.is_disputed(session, edition.item_id)
    assert claim.receipt.startswith("XF")


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({"role": "neighbour"}, [("role", "not_a_choice")]),
        ({"wrong": " "}, [("mistake", "required")]),
        ({"proofs": []}, [("proof", "required")]),
    ],
)
def test_what_is_missing_is_said_by_field(session, edition, tmp_path, changes, expected):
    values = {"role": "subject", "wrong": "有误", "contact": "", "sender_mark": "b" * 64}
    values["proofs"] = objections.locked(tmp_path)
    with pytest.raises(Refusal) as refused:
        objecting.receive(session, edition.item_id, Kind.OBJECTION, **values | changes)
    assert codes(refused) == expected


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({}, [("document_number", "required"), ("document_date", "required")]),
        (DOCUMENT | {"document_date": "tomorrow"}, [("document_date", "in_the_future")]),
        ({"document_number": "号" * 129, "document_date": "today"}, [("document_number", "too_long")]),
    ],
)
def test_a_claimed_repair_names_its_document(session, edition, tmp_path, changes, expected):
    days = {"today": clocks.today(), "tomorrow": clocks.today() + timedelta(days=1)}
    values = changes | ({"document_date": days[changes["document_date"]]} if "document_date" in changes else {})
    with pytest.raises(Refusal) as refused:
        objections.claim(session, edition.item_id, tmp_path, **values)
    assert codes(refused) == expected


def test_nobody_objects_to_an_article_or_to_what_has_left(session, staff, clock, tmp_path):
    article = workflow.published(session, staff)
    with pytest.raises(Refusal, match="not_a_record"):
        objections.objection(session, article.item_id, tmp_path)
    with pytest.raises(Refusal, match="no_such_page"):
        objections.objection(session, 999_999, tmp_path)


def test_numbers_of_persons_are_hidden_before_its_words_are_stored(session, edition, tmp_path):
    report = objections.objection(session, edition.item_id, tmp_path, wrong="本人身份证号320703199001010028，处罚有误")
    assert "320703199001010028" not in report.wrong
    assert "处罚有误" in report.wrong


def test_an_answer_needs_its_outcome_and_a_report_of_an_error_has_none(session, staff, report):
    with pytest.raises(Refusal) as refused:
        answering.draft(session, report, "经核查无误。", by=staff.writer)
    assert codes(refused) == [("ruling", "not_a_choice")]
    error = receiving.receive(session, page="/about", wrong="有误", contact="", sender_mark="c" * 64)
    assert answering.outcome_issues(error, "upheld")
    assert not answering.outcome_issues(error, "")


def test_upheld_is_approved_only_once_something_follows(session, staff, edition, report):
    answering.draft(session, report, "异议成立，予以更正。", by=staff.writer, outcome=Outcome.UPHELD.value)
    with pytest.raises(Refusal, match="nothing_follows"):
        answering.approve(session, report, by=staff.reviewer)
    editing.start_next(session, edition.item, by=staff.writer)
    answering.approve(session, report, by=staff.reviewer)
    assert (report.stage, report.outcome) == (Stage.ANSWERED.value, "upheld")


def test_a_correction_begun_before_the_objection_is_no_answer_to_it(session, staff, edition, clock, tmp_path):
    editing.start_next(session, edition.item, by=staff.writer)
    clock.shift(60)
    assert not objecting.is_followed(session, objections.objection(session, edition.item_id, tmp_path))


def test_leaving_asked_for_follows_and_refused_does_not(session, staff, edition, report):
    asked = leaving_requests.ask(session, edition.item, "error", by=staff.writer, reason="当事人有误")
    assert objecting.is_followed(session, report)
    leaving_requests.refuse(session, asked, by=staff.publisher)
    assert not objecting.is_followed(session, report)


def test_a_record_that_left_needs_nothing_more(session, staff, edition, report):
    asked = leaving_requests.ask(session, edition.item, "error", by=staff.writer, reason="当事人有误")
    leaving_requests.confirm(session, asked, by=staff.publisher)
    assert session.get(PublicItem, edition.item_id) is None
    assert objecting.is_followed(session, report)


def test_a_claimed_repair_becomes_a_request_of_two_people(session, staff, edition, claim):
    answering.draft(session, claim, "已核对，予以同步。", by=staff.writer, outcome="upheld")
    with pytest.raises(Refusal, match="nothing_follows"):
        answering.approve(session, claim, by=staff.reviewer)
    asked = objecting.propose_repair(session, claim, by=staff.publisher)
    assert (asked.cause, asked.document_number, asked.document_date) == (
        "repaired",
        DOCUMENT["document_number"],
        clocks.today(),
    )
    with pytest.raises(Refusal, match="own_request"):
        leaving_requests.confirm(session, asked, by=staff.publisher)
    leaving_requests.confirm(session, asked, by=person(session, staff.unit, Role.RESPONSIBLE))
    answering.approve(session, claim, by=staff.reviewer)
    assert session.get(PublicItem, edition.item_id) is None


def test_only_a_claim_that_waits_is_taken_over(session, staff, report, claim):
    with pytest.raises(Refusal, match="report_moved_on"):
        objecting.propose_repair(session, report, by=staff.writer)
    answered(session, staff, claim)
    with pytest.raises(Refusal, match="report_moved_on"):
        objecting.propose_repair(session, claim, by=staff.writer)


def test_proofs_lie_under_lock_and_every_look_is_written_down(session, staff, other_unit, report, tmp_path):
    spool = objections.spool(tmp_path)
    data, kind = proofs.open_proof(session, spool, report, 1, by=staff.reviewer)
    assert (data, kind) == (objections.picture(), "png")
    kept = b"".join(path.read_bytes() for path in (tmp_path / "proofs").iterdir())
    assert objections.picture() not in kept
    entry = session.query(AuditEntry).filter_by(event=Event.PROOF_OPENED.value).one()
    assert entry.about == report.key

    with pytest.raises(Refusal, match="not_permitted"):
        proofs.open_proof(session, spool, report, 1, by=staff_of(session, other_unit).writer)
    with pytest.raises(Refusal, match="no_such_file"):
        proofs.open_proof(session, spool, report, 2, by=staff.writer)


def test_who_objected_is_forgotten_after_the_time_that_is_set(session, staff, clock, report, tmp_path):
    spool = objections.spool(tmp_path)
    answered(session, staff, report)
    clock.shift(timedelta(days=choices.number(session, erasing.CHOICE)).total_seconds())
    assert erasing.erase_due(session) == 0
    clock.shift(60)
    assert erasing.erase_due(session) == 1
    session.refresh(report)
    assert (report.wrong, report.contact, report.facts) == ("", "", {"role": "subject"})
    assert report.answer and report.outcome == "rejected"
    assert erasing.erase_due(session) == 0
    assert proofs.sweep(session, spool, older_than_seconds=0) == 1
    assert spool.batches() == ()


def test_an_open_objection_is_kept_however_long_it_takes(session, clock, report, tmp_path):
    clock.shift(timedelta(days=4000).total_seconds())
    assert erasing.erase_due(session) == 0
    assert proofs.sweep(session, objections.spool(tmp_path), older_than_seconds=0) == 0


def test_a_young_file_without_a_report_is_left_alone(session, tmp_path):
    objections.locked(tmp_path)
    assert proofs.sweep(session, objections.spool(tmp_path), older_than_seconds=3600) == 0
    assert proofs.sweep(session, objections.spool(tmp_path), older_than_seconds=0) == 1


@pytest.mark.parametrize(
    "files, code",
    [
        ([], "to_mend"),
        ([("a.png", b"x")] * 4, "to_mend"),
        ([("a.png", b"x" * (proofs.MOST_BYTES_EACH + 1))], "file_too_large"),
        ([("a.docx", b"PK")], "kind_refused"),
        ([("a.txt", "说明".encode())], "kind_refused"),
    ],
)
def test_files_that_are_no_proof_are_refused(files, code):
    with pytest.raises(Refusal, match=code):
        proofs.prepare(files)


def test_a_scan_is_taken_and_its_name_is_not():
    [proof] = proofs.prepare([("张三身份证.png", objections.picture())])
    assert proof.kind == "png"
    assert "张三" not in repr(proof)
