"""Own cases against records: matched by folded number, found once they are reported, kept as two columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from content.errors import Refusal
from content.quality import cases
from content.quality.models import CaseList, OwnCase
from content.records import naming
from tests.factories import batches as sheets
from tests.factories.auth import person


def listed(*rows, heading="文号,当事人,决定日期"):
    return "\n".join([heading, *rows]).encode()


def upload(session, staff, data, *, kind="penalty", name="台账.csv"):
    return cases.upload(session, staff.unit, kind, data, name=name, by=staff.writer)


def missing(session):
    return set(session.scalars(select(OwnCase.document_number).where(OwnCase.item_id.is_(None))))


def report(session, staff, folder, *serials, name="处罚.csv"):
    rows = [sheets.penalty(serial, decided_on="2026-11-18") for serial in serials]
    return sheets.published(session, staff, folder, rows, name=name)


@pytest.mark.parametrize(
    "written", ["连交罚〔2026〕1号", "连交罚（2026）1号", "连交罚[2026]001号", "连交罚〔２０２６〕 1 号"]
)
def test_a_case_is_found_however_its_number_is_written(session, staff, tmp_path, written):
    report(session, staff, tmp_path, 1)

    upload(session, staff, listed(f"{written},某公司,2026-11-18", "连交罚〔2026〕9号,某公司,2026-11-18"))

    assert missing(session) == {"连交罚〔2026〕9号"}


def test_a_missing_case_is_found_when_it_is_reported(session, staff, tmp_path):
    upload(session, staff, listed("连交罚〔2026〕1号,某公司,2026-11-18"))
    assert missing(session) == {"连交罚〔2026〕1号"}

    report(session, staff, tmp_path, 1)

    assert cases.match(session) == 1
    assert missing(session) == set()
    assert cases.match(session) == 0


def test_a_row_that_nobody_has_approved_is_no_report_yet(session, staff, tmp_path):
    sheets.ready(session, staff, tmp_path, [sheets.penalty(1, decided_on="2026-11-18")])

    upload(session, staff, listed("连交罚〔2026〕1号,某公司,2026-11-18"))

    assert missing(session) == {"连交罚〔2026〕1号"}


def test_what_its_term_keeps_inside_was_reported_all_the_same(session, staff, tmp_path):
    rows = [sheets.penalty(1, decided_on="2015-03-02", valid_until="2016-03-02")]
    sheets.published(session, staff, tmp_path, rows)

    upload(session, staff, listed("连交罚〔2026〕1号,某公司,2015-03-02"))

    assert missing(session) == set()


def test_a_case_of_another_kind_or_unit_is_not_found(session, staff, other_unit, tmp_path):
    report(session, staff, tmp_path, 1)

    upload(session, staff, listed("连交罚〔2026〕1号,某公司,2026-11-18"), kind="permit")

    assert missing(session) == {"连交罚〔2026〕1号"}


def test_the_same_case_in_two_lists_stands_once_with_its_newest_day(session, staff):
    upload(session, staff, listed("连交罚〔2026〕1号,某公司,2026-11-18"))
    again = upload(session, staff, listed("连交罚〔2026〕1号,某公司,2026-11-19", "连交罚〔2026〕2号,某公司,2026-11-19"))

    assert (again.rows, again.fresh) == (2, 1)
    days = session.execute(select(OwnCase.document_number, OwnCase.decided_on).order_by(OwnCase.id)).all()
    assert [day.isoformat() for _number, day in days] == ["2026-11-19", "2026-11-19"]


def test_nothing_of_a_list_is_kept_but_numbers_and_days(session, staff):
    upload(session, staff, listed("连交罚〔2026〕1号,王小明320703199001010028,2026-11-18"))

    row = session.scalar(select(OwnCase))
    kept = {column.name: str(getattr(row, column.key)) for column in OwnCase.__table__.columns}
    assert "王小明" not in " ".join(kept.values())
    assert "320703199001010028" not in " ".join(kept.values())


@pytest.mark.parametrize(
    "data, code",
    [
        (listed("1,2", heading="编号,日子"), "case_columns_not_found"),
        (b"", "file_is_empty"),
        (listed("连交罚〔2026〕1号,某公司,昨天"), "to_mend"),
        (listed("连交罚〔2026〕1号,某公司,"), "to_mend"),
        (listed(",某公司,2026-11-18"), "to_mend"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_whole(session, staff, data, code):
    with pytest.raises(Refusal) as refused:
        upload(session, staff, data)
    assert refused.value.code == code
    assert session.scalar(select(CaseList.id)) is None


def test_every_cell_to_mend_is_named(session, staff):
    with pytest.raises(Refusal) as refused:
        upload(
            session,
            staff,
            listed("连交罚〔2026〕1号,某,昨天", "决定书,某,2026-11-18", "连交罚〔2026〕3号,某,2026-11-18"),
        )
    assert [issue.facts["cell"] for issue in refused.value.issues] == ["C2", "A3"]


def test_a_list_too_long_is_refused(session, staff, monkeypatch):
    monkeypatch.setattr(cases, "MOST_ROWS", 1)
    with pytest.raises(Refusal, match="too_many_cases"):
        upload(session, staff, listed("连交罚〔2026〕1号,某,2026-11-18", "连交罚〔2026〕2号,某,2026-11-18"))


def test_only_whoever_writes_for_the_unit_compares(session, staff, other_unit):
    stranger = person(session, other_unit)
    with pytest.raises(Refusal, match="not_permitted"):
        cases.upload(session, staff.unit, "penalty", listed("a,b,c"), name="x.csv", by=stranger)
    with pytest.raises(Refusal, match="to_mend"):
        upload(session, staff, listed("连交罚〔2026〕1号,某,2026-11-18"), kind="rating")


@given(
    st.from_regex(r"[连交运港执罚许]{2,6}〔20[12]\d〕[1-9]\d{0,4}号", fullmatch=True), st.sampled_from("（）[]()【】")
)
def test_folding_knows_no_brackets(number, bracket):
    pairs = {"（": "（）", "）": "（）", "[": "[]", "]": "[]", "(": "()", ")": "()", "【": "【】", "】": "【】"}
    opening, closing = pairs[bracket]

    assert naming.folded(number.replace("〔", opening).replace("〕", closing)) == naming.folded(number)
