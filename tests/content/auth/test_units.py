import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from content.audit import trail
from content.auth import units
from content.auth.units import KINDS, LOCALES, Unit
from content.errors import Category, Refusal

#: 连交〔2024〕98号, item 9: who owes two updates a month.
MONTHLY = 15


def test_the_notices_units_stand_in_its_order_under_the_bureau(session):
    everyone = units.everyone(session)

    assert [unit.code for unit in everyone] == [seed["code"] for seed in units.seeds()]
    bureau, *rest = everyone
    assert (bureau.code, bureau.kind, bureau.parent_id) == ("jtj", "bureau", None)
    assert {unit.parent_id for unit in rest} == {bureau.id}
    assert len([seed for seed in units.seeds() if seed.get("monthly")]) == MONTHLY
    assert len([unit for unit in everyone if unit.kind == "county"]) == 6
    assert {"xuanjiao", "zhifa"} <= {unit.code for unit in everyone}


@pytest.mark.parametrize("seed", units.seeds(), ids=lambda seed: seed["code"])
def test_every_unit_has_a_name_and_a_short_one_in_every_language(seed):
    assert seed["kind"] in KINDS
    for names in (seed["names"], seed["short"]):
        assert set(names) == set(LOCALES)
        assert all(name.strip() for name in names.values())


def test_a_language_without_a_name_shows_the_chinese_one(session, unit):
    unit.names = {"zh-Hans": "执法支队"}
    unit.short_names = {"zh-Hans": "支队"}

    assert (unit.name("en"), unit.short_name("en"), unit.name()) == ("执法支队", "支队", "执法支队")


def test_planting_again_leaves_what_people_have_set(session, unit):
    unit.telephone = "0518-00000000"
    count = session.query(Unit).count()

    units.plant(session)

    assert (session.query(Unit).count(), unit.telephone) == (count, "0518-00000000")


def test_a_unit_that_closed_is_not_listed_and_still_found(session, unit):
    unit.is_active = False
    session.flush()

    assert unit not in units.everyone(session)
    assert units.by_code(session, "zhifa") is unit
    with pytest.raises(Refusal) as refused:
        units.by_code(session, "nowhere")
    assert refused.value.category is Category.MISSING


def test_a_change_is_written_down_by_field_and_only_when_something_changed(session, unit):
    units.change(session, unit, {"telephone": "0518-1", "hours": unit.hours, "code": "other"}, by_key="person:1")
    units.change(session, unit, {"telephone": "0518-1"}, by_key="person:1")

    entries = trail.about(session, f"unit:{unit.id}")
    assert [(entry.event, entry.facts) for entry in entries] == [("unit.changed", {"fields": ["telephone"]})]
    assert (unit.telephone, unit.code) == ("0518-1", "zhifa")


@pytest.mark.parametrize("field", ["names", "short_names"])
def test_a_unit_keeps_a_chinese_name(field, session, unit):
    with pytest.raises(Refusal) as refused:
        units.change(session, unit, {field: {"zh-Hans": "", "en": "Team"}}, by_key="person:1")

    assert [(issue.field, issue.code) for issue in refused.value.issues] == [(field, "required")]


@pytest.mark.parametrize("field, longest", [("telephone", 64), ("address", 200), ("hours", 200)])
def test_what_a_unit_says_of_itself_fits_its_place(field, longest, session, unit):
    units.change(session, unit, {field: "长" * longest}, by_key="person:1")
    session.flush()
    with pytest.raises(Refusal) as refused:
        units.change(session, unit, {field: "长" * (longest + 1)}, by_key="person:1")

    assert [(issue.field, issue.code) for issue in refused.value.issues] == [(field, "too_long")]


@pytest.mark.parametrize(
    "constraint, change", [("unit_kind_is_known", "kind = 'club'"), ("unit_is_not_its_own_parent", "parent_id = id")]
)
def test_the_database_refuses_a_unit_that_cannot_be(constraint, change, session):
    with pytest.raises(IntegrityError, match=constraint), session.begin_nested():
        session.execute(text(f"UPDATE unit SET {change} WHERE code = 'zhifa'"))
