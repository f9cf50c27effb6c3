"""The kinds of credit records, against the national standard and against each other (DOMAIN §1.2, §1.3)."""

import pytest

from content.kinds import reader
from content.kinds.reader import Condition

RECORDS = [kind for kind in reader.kinds().values() if kind.is_record]
IDENTITY = "XDR_MC XDR_LB XDR_SHXYM XDR_GSZC XDR_ZZJG XDR_SWDJ XDR_SYDW XDR_SHZZ FRDB FR_ZJLX FR_ZJHM XDR_ZJLX XDR_ZJHM"
PERMIT = "XKWS WSH XKLB XKZS XKBH NR JDRQ YXQZ YXQZI XKJG XKJGDM ZT LYDW LYDWDM"
PENALTY = "WSH WFXW SY YJ CFLB NR NR_FK NR_WFFF NR_ZKDX JDRQ YXQ GSJZQ CFJG CFJGDM SJLY SJLYDM"
NEVER_SHOWN = {"identity", "internal"}


def standard(prefix, own):
    return [f"{prefix}_{name}" for name in f"{IDENTITY} {own}".split()] + ["BZ"]


def numbers_shown(kind):
    """The places of the standard's columns that a citizen sees, beside whom the record is about."""
    shown = [number for number, field in enumerate(kind.fields, 1) if field.shown]
    assert shown[:2] == [1, 3]
    return shown[2:]


@pytest.mark.parametrize("code, prefix, own, count", [("permit", "XK", PERMIT, 28), ("penalty", "CF", PENALTY, 30)])
def test_the_columns_of_the_standard_stand_whole_and_in_order(code, prefix, own, count):
    columns = [field.standard for field in reader.kind(code).fields]

    assert columns[:count] == standard(prefix, own)
    assert set(columns[count:]) <= {""}


def test_what_a_citizen_sees_is_what_credit_china_displays():
    assert numbers_shown(reader.kind("permit")) == [*range(14, 25), 26, 27]
    assert numbers_shown(reader.kind("penalty")) == [*range(14, 24), *range(26, 30)]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.code)
def test_identity_numbers_remarks_and_what_is_internal_are_never_shown(kind):
    shown = {field.name for field in kind.fields if field.shown}

    assert not {field.privacy for field in kind.fields if field.shown} & NEVER_SHOWN
    assert not shown & {"person_id_type", "representative_id_type", "representative", "remarks", "tier"}
    assert all(field.privacy in NEVER_SHOWN for field in kind.fields if "_id_" in field.name)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.code)
def test_a_kind_of_record_says_what_it_rests_on(kind):
    names = {field.name for field in kind.fields}

    assert kind.code in reader.column(kind.column).kinds
    assert kind.field(kind.day).type == "date"
    assert {"subject"} < set(kind.natural_key) <= names | {"subject"}
    assert kind.title.format_map(dict.fromkeys(names, "…"))
    assert {"subject_name", "subject_type", "unified_code", "source_unit", "source_unit_code"} <= names
    assert not kind.is_prose


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.code)
def test_conditions_name_fields_there_are_and_types_of_subject_there_are(kind):
    names = {field.name for field in kind.fields}
    for field in kind.fields:
        assert {condition.field for condition in field.required_if} <= names
        assert {condition.test for condition in field.required_if} <= {"is", "holds", "filled"}
        assert set(field.required_for) | set(field.only_for) <= set(kind.subject_types)
        assert (field.type in ("code", "codes")) is bool(field.code_set)
        assert not (field.required and field.only_for)


def test_conditions_are_read_with_what_they_ask():
    fine, number = reader.kind("penalty").field("fine"), reader.kind("permit").field("certificate_number")

    assert fine.required_if == (Condition("penalty_categories", "holds", ("罚款",)),)
    assert number.required_if == (Condition("certificate_name", "filled", ()),)


def test_people_write_prose_and_never_a_record_in_every_column():
    for slug, column in reader.columns().items():
        assert reader.written_in(slug)[0] == column.kinds[0]
        assert all(reader.kind(code).is_prose for code in reader.written_in(slug))
