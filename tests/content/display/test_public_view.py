import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from content.auth import people
from content.display import finding, public_form, public_view
from content.display.models import PublicItem
from content.errors import Refusal
from content.masking import gate
from tests.factories import items, workflow

IDENTITY, MOBILE = "３２０７０３ 1990 0101 0028", "138-0000-1234"
HIDDEN = ("19900101", "1990 0101", "0028", "13800001234", "0000-1234", "138-0000")


def everything_public(session, item_id):
    row = session.get(PublicItem, item_id)
    return "\n".join(str(getattr(row, column.key)) for column in PublicItem.__mapper__.column_attrs)


def test_personal_numbers_reach_no_public_column_wherever_they_were_typed(session, staff):
    words = f"联系人身份证号：{IDENTITY}，电话{MOBILE}。"
    edition = workflow.published(
        session, staff, column="rules", title=f"标题{MOBILE}", summary=words, body=words, change_note=words,
        fields={"source": f"市局 {MOBILE}", "subject_words": words},
    )  # fmt: skip

    public = everything_public(session, edition.item_id)
    for number in HIDDEN:
        assert number not in public
    assert IDENTITY in edition.body
    assert "标题" in finding.item(session, edition.item_id).title


def test_a_number_in_an_office_is_hidden_too(session, staff):
    people.change(session, staff.writer, display_name="采编", office=f"信用科{MOBILE}", is_active=True, by_key="system")
    edition = workflow.published(session, staff)

    assert "0000-1234" not in everything_public(session, edition.item_id)


def test_names_of_staff_never_become_public(session, staff):
    edition = workflow.published(session, staff)

    public = everything_public(session, edition.item_id)
    for somebody in (staff.writer, staff.reviewer, staff.publisher):
        assert somebody.username not in public
        assert somebody.display_name not in public


def test_numbers_that_are_no_persons_stay(session, staff):
    body = "依据连交〔2024〕98号，统一社会信用代码 91320700MA1MKJ5R6X，咨询 12328。"
    edition = workflow.published(session, staff, body=body)

    shown = finding.item(session, edition.item_id)
    for number in ("连交〔2024〕98号", "91320700MA1MKJ5R6X", "12328"):
        assert number in shown.text


def test_the_digest_covers_every_shown_part_and_nothing_else(session, staff):
    edition = items.draft(session, staff, column="rules")
    base = public_view.digest(edition)
    changed = {"title": "二", "summary": "二", "body": "二", "change_note": "二", "issued_on": None}
    digests = {base}
    for name, value in changed.items():
        before = getattr(edition, name)
        setattr(edition, name, value)
        digests.add(public_view.digest(edition))
        setattr(edition, name, before)
    edition.fields = edition.fields | {"source": "省厅"}
    digests.add(public_view.digest(edition))
    assert len(digests) == len(changed) + 2

    edition.fields = edition.fields | {"source": "市交通局"}
    edition.produced_on = None
    assert public_view.digest(edition) == base


def test_findings_are_named_with_the_field_and_place_they_stand_in(session, staff):
    edition = items.draft(session, staff, body=f"无事。\n电话{MOBILE}。", fields={"source": f"市局{MOBILE}"})

    form = public_form.make(edition)

    assert [finding.kind for finding in form.findings["body"]] == ["mobile"]
    assert form.findings["source"]
    assert "title" not in form.findings


def test_the_public_form_is_what_the_gate_lets_through(session, staff):
    edition = items.draft(session, staff, title=f"标题{MOBILE}")

    assert public_form.make(edition).title == gate.public_text(edition.title)


@pytest.mark.parametrize(
    "missing", ["submitter_id", "reviewer_id", "submitted_at", "reviewed_at", "published_at", "item.first_published_at"]
)
def test_nothing_is_shown_that_nobody_answers_for(missing, session, staff):
    edition = workflow.published(session, staff)
    form = public_form.make(edition)
    with session.no_autoflush:
        owner, name = (edition.item, missing.split(".")[1]) if "." in missing else (edition, missing)
        relation = getattr(edition, name.removesuffix("_id")) if name.endswith("_id") else None
        if relation is not None:
            setattr(edition, name.removesuffix("_id"), None)
        setattr(owner, name, None)

        with pytest.raises(Refusal, match="nobody_answers"):
            public_view.show(session, edition, form)
        session.expire_all()


@pytest.mark.parametrize("column", ["digest", "title"])
def test_the_database_refuses_a_public_row_without_form(column, session, staff):
    edition = workflow.published(session, staff)

    with pytest.raises(IntegrityError, match="public_item_has_form"), session.begin_nested():
        session.execute(text(f"UPDATE public_item SET {column} = '' WHERE item_id = {edition.item_id}"))


@pytest.mark.parametrize(
    "column", ["reviewer_unit_id", "reviewed_at", "producer_unit_id", "produced_at", "reviewer_office"]
)
def test_the_database_refuses_a_public_row_without_its_chain(column, session, staff):
    edition = workflow.published(session, staff)

    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text(f"UPDATE public_item SET {column} = NULL WHERE item_id = {edition.item_id}"))
