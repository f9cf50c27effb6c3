"""A file goes the way of its text: checked, bound by its digest, shown, and gone with it."""

from __future__ import annotations

import hashlib
import json

import pytest

from content.attachments.storing import Store
from content.audit import trail
from content.auth.roles import Role
from content.display import files, public_form, public_view
from content.display.models import PublicItem
from content.errors import Refusal
from content.items.models import State
from content.masking import gate
from content.surfaces import search
from content.workflow import hiding, publishing, reviewing
from content.workflow.reviewing import Verdict
from tests.content.attachments import excel_files, picture_files, word_files
from tests.factories import files as uploads
from tests.factories import items, workflow
from tests.factories.auth import person
from tests.factories.files import CLEAN, HONOURED, ID


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "files")


@pytest.fixture
def road(session, staff, store):
    """An edition with one file, brought as far as asked."""

    def travel(*steps, data=CLEAN, name="评价结果.docx", **words):
        edition = items.draft(session, staff)
        uploads.add(session, edition, store, data, name, by=staff.writer, **words)
        doing = {
            "submit": lambda: workflow.submit(session, edition, by=staff.writer),
            "approve": lambda: approve(session, edition, staff, store),
            "publish": lambda: publishing.publish(session, edition, by=staff.publisher, store=store),
        }
        for step in steps:
            doing[step]()
        return edition

    return travel


def approve(session, edition, staff, store):
    return reviewing.approve(session, edition, by=staff.reviewer, seen_digest=public_view.digest(edition), store=store)


def inner(refusal):
    return [issue.facts["issue"] for issue in refusal.value.issues if issue.code == "of_file"]


def in_prose(text):
    return word_files.docx(word_files.p(text))


# Checked


@pytest.mark.parametrize(
    "data, name, place",
    [
        (word_files.full_docx({"comment": f"身份证号{ID}"}), "名单.docx", "comment"),
        (excel_files.full_xlsx({"hidden_row": f"身份证号{ID}"}), "名单.xlsx", "cell"),
        (CLEAN, f"{ID}的申请.docx", "file_name"),
    ],
    ids=["a comment", "a hidden row", "the file name"],
)
def test_a_certain_finding_keeps_the_edition_from_the_reviewer(session, road, data, name, place):
    with pytest.raises(Refusal) as refusal:
        road("submit", data=data, name=name)

    held = [issue for issue in inner(refusal) if issue.code == "personal_data"]
    assert {(issue.facts["kind"], issue.facts["place"].code) for issue in held} == {("resident_id", place)}
    assert ID not in str([issue.facts | {"place": ""} for issue in held])


def test_what_stood_in_a_pictures_head_is_gone_before_anybody_looks(session, staff, store, road):
    edition = road("submit", data=picture_files.jpeg(ID), name="现场.jpg", alt="码头现场", ticked=True)

    assert public_form.make(edition).open_questions == []
    assert ID.encode() not in store.open(edition.attachments[0].digest).read()


def test_a_picture_waits_for_its_ticks(session, road):
    with pytest.raises(Refusal) as refusal:
        road("submit", data=picture_files.png(), name="现场.png", alt="现场")

    assert [issue.facts["tick"] for issue in inner(refusal)] == ["faces", "plates", "signatures"]


def test_a_name_in_a_file_waits_for_the_reviewer_and_a_reason(session, staff, store, road):
    edition = road("submit", data=in_prose(HONOURED), name="表扬.docx")
    (file,) = public_form.make(edition).files
    asking = {flag.digest for flag in file.flags if flag.asks}
    assert asking

    with pytest.raises(Refusal, match="files_open"):
        approve(session, edition, staff, store)
    with pytest.raises(Refusal, match="to_mend"):
        reviewing.decide(session, edition, [Verdict(digest, True) for digest in asking], by=staff.reviewer)
    reviewing.decide(session, edition, [Verdict(d, True, "本人书面同意公开姓名") for d in asking], by=staff.reviewer)

    assert approve(session, edition, staff, store).at_rest is State.APPROVED


def test_what_a_reviewer_says_may_not_be_shown_stays_in(session, staff, store, road):
    edition = road("submit", data=in_prose(HONOURED), name="表扬.docx")
    (file,) = public_form.make(edition).files
    reviewing.decide(session, edition, [Verdict(f.digest, False) for f in file.flags], by=staff.reviewer)

    with pytest.raises(Refusal, match="files_open"):
        approve(session, edition, staff, store)


def test_hidden_content_waits_for_a_second_person_who_is_not_of_the_work(session, staff, unit, store, road):
    edition = road("submit", data=word_files.full_docx({"comment": "按会议意见修改"}), name="通知.docx")
    (attached,) = edition.attachments
    helper = person(session, unit, Role.PRODUCER, Role.REVIEWER)

    with pytest.raises(Refusal, match="files_open"):
        approve(session, edition, staff, store)
    with pytest.raises(Refusal, match="not_permitted"):
        reviewing.vouch(session, edition, attached.id, by=staff.writer)
    edition.editor_ids = [*edition.editor_ids, helper.id]
    session.flush()
    with pytest.raises(Refusal, match="own_work"):
        reviewing.vouch(session, edition, attached.id, by=helper)
    reviewing.vouch(session, edition, attached.id, by=staff.reviewer)

    assert attached.second_person_id == staff.reviewer.id
    assert trail.about(session, edition.item.key)[-1].event == "file.vouched"
    assert approve(session, edition, staff, store).at_rest is State.APPROVED


# Bound


def test_a_file_is_part_of_what_is_approved(session, staff, store, road):
    edition = road("submit")
    seen = public_view.digest(edition)
    other = items.draft(session, staff)
    uploads.add(session, other, store, in_prose("另一份评价结果。"), by=staff.writer)
    empty = items.draft(session, staff)

    assert len({seen, public_view.digest(other), public_view.digest(empty)}) == 3


def test_words_beside_a_file_are_masked_like_the_text(session, staff, store):
    edition = items.draft(session, staff)
    uploads.add(session, edition, store, by=staff.writer, caption=f"申请人身份证号{ID}")

    form = public_form.make(edition)

    assert ID not in form.attachments[0].caption
    assert form.attachments[0].caption.startswith("申请人身份证号")
    assert [flag.field for flag in form.flagged] == ["files.1.caption"]


def test_a_byte_flipped_on_the_disk_voids_the_approval(session, staff, store, road):
    edition = road("submit", "approve")
    uploads.corrupt(store, edition.attachments[0].digest)

    publishing.publish(session, edition, by=staff.publisher, store=store)

    assert edition.at_rest is State.SUBMITTED
    assert session.get(PublicItem, edition.item_id) is None
    with pytest.raises(Refusal, match="files_damaged"):
        approve(session, edition, staff, store)


def test_a_damaged_smaller_copy_voids_it_too(session, staff, store, road):
    picture = picture_files.jpeg(size=(1000, 500))
    edition = road("submit", "approve", data=picture, name="现场.jpg", alt="现场", ticked=True)
    uploads.corrupt(store, edition.attachments[0].renditions["480"])

    assert publishing.publish(session, edition, by=staff.publisher, store=store).at_rest is State.SUBMITTED


def test_an_edition_with_files_is_not_published_without_their_store(session, staff, road):
    with pytest.raises(ValueError, match="store"):
        publishing.publish(session, road("submit", "approve"), by=staff.publisher)


def test_a_question_that_opens_after_approval_voids_it(session, staff, store, road, monkeypatch):
    """Better detectors or a turned switch: the bytes are the same, and still they do not go out."""
    edition = road("submit", "approve")
    held = public_form.public_files.rows.examine

    def stricter(attachment, *, policy, exceptions):
        found = held(attachment, policy=policy, exceptions=exceptions)
        return type(found)(found.findings, ("unreadable",), found.refuses)

    monkeypatch.setattr(public_form.public_files.rows, "examine", stricter)

    assert publishing.publish(session, edition, by=staff.publisher, store=store).at_rest is State.SUBMITTED


def test_the_maker_itself_shows_no_file_with_an_open_question(session, staff, store):
    edition = items.draft(session, staff)
    uploads.add(session, edition, store, in_prose(f"身份证号{ID}"), by=staff.writer)

    with pytest.raises(Refusal, match="files_open"):
        public_view.show(session, edition, public_form.make(edition))


def test_a_hidden_item_comes_back_only_with_whole_files(session, staff, store, road):
    edition = road("submit", "approve", "publish")
    hiding.hide(session, edition, by=staff.publisher, reason="核对附件")
    uploads.corrupt(store, edition.attachments[0].digest)

    with pytest.raises(Refusal, match="form_changed_since_approval"):
        hiding.restore(session, edition, by=staff.publisher, store=store)


# Shown and gone


def test_what_is_public_lists_its_files_and_search_knows_their_words(session, staff, road):
    edition = road("submit", "approve", "publish", caption="全市汇总")
    shown = session.get(PublicItem, edition.item_id)

    (file,) = shown.files
    assert (file["position"], file["name"], file["caption"]) == (1, "评价结果.docx", "全市汇总")
    assert file["digest"] == edition.attachments[0].digest
    text = search.document(shown).text
    assert "榕树湾码头" in text and "评价结果.docx" in text


def test_a_file_that_needed_a_reviewers_word_is_found_by_its_name_only(session, staff, store, road):
    edition = road("submit", data=in_prose(HONOURED), name="表扬通报.docx")
    (file,) = public_form.make(edition).files
    reviewing.decide(session, edition, [Verdict(f.digest, True, "已同意") for f in file.flags], by=staff.reviewer)
    approve(session, edition, staff, store)
    publishing.publish(session, edition, by=staff.publisher, store=store)

    text = search.document(session.get(PublicItem, edition.item_id)).text
    assert "孙晓岚" not in text
    assert "表扬通报" in text
    assert not [found for found in gate.examine(text).findings if found.is_masked]


def test_a_file_is_served_by_its_place_and_name_until_it_leaves(session, staff, store, road):
    picture = picture_files.jpeg(size=(1000, 500))
    edition = road("submit", "approve", "publish", data=picture, name="现场.jpg", alt="现场", ticked=True)
    attached = edition.attachments[0]

    def find(*place, **width):
        return files.find(session, edition.item_id, *place, **width)

    assert find(1, "现场.jpg").digest == attached.digest
    assert find(1, "现场.jpg", width="480").digest == attached.renditions["480"]
    assert find(1, "现场.jpg", width="7").digest == attached.digest
    for place in ((2, "现场.jpg"), (1, "别的.jpg")):
        with pytest.raises(Refusal, match="no_such_page"):
            find(*place)
    hiding.hide(session, edition, by=staff.publisher, reason="核对附件")
    with pytest.raises(Refusal, match="left_the_public"):
        find(1, "现场.jpg")


def test_an_edition_approved_before_files_could_go_along_keeps_its_digest(session, staff):
    """The digest of an edition without files is made of the very parts it was made of then."""
    form = public_form.make(workflow.submitted(session, staff))
    parts = ("kind", "column", "title", "summary", "html", "text", "fields", "change_note")
    then = {name: getattr(form, name) for name in parts} | {"issued_on": form.issued_on.isoformat()}

    assert form.digest == hashlib.sha256(json.dumps(then, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
