from datetime import UTC, date, datetime

import pytest

from content.auth.roles import Role
from content.errors import Refusal
from content.items import beginning, templates
from tests.conftest import on_one_make
from tests.factories import items, penalties, workflow
from tests.factories.auth import person

TEMPLATE = {"column": "updates", "name": "月报", "title": "{单位}{年}年{月}月动态", "body": "{上月}月的{其他}。"}


def store(session, staff, template=None, by=None, **changes):
    values = {"unit": staff.unit} | TEMPLATE | changes
    return templates.store(session, template, by=by or staff.writer, **values)


def test_a_text_begins_with_the_templates_words_filled_in(session, staff, clock):
    edition = beginning.from_template(session, store(session, staff), unit=staff.unit, by=staff.writer)

    assert edition.title == f"{staff.unit.name('zh-Hans')}2026年3月动态"
    assert edition.body == "2月的{其他}。"
    assert (edition.produced_on, edition.issued_on) == (date(2026, 3, 10), None)


def test_in_january_last_month_is_december(session, staff):
    assert beginning.words_for(date(2026, 1, 31), staff.unit)["上月"] == "12"


def test_the_last_one_is_copied_without_what_was_its_own(session, staff, clock):
    fields = {"document_number": "连交〔2026〕1号", "index_number": "014252524/2026-00007", "issuer": "执法支队"}
    clock.move_to(datetime(2026, 2, 20, 1, tzinfo=UTC))
    workflow.published(session, staff, title="2026年2月信用动态", body="二月的正文。", fields=fields)
    clock.move_to(datetime(2026, 3, 10, 1, tzinfo=UTC))

    copy = beginning.copy_last(session, unit=staff.unit, column="updates", by=staff.writer)

    assert (copy.title, copy.body, copy.at_rest) == ("2026年3月信用动态", "二月的正文。", "draft")
    assert (copy.produced_on, copy.issued_on) == (date(2026, 3, 10), None)
    assert copy.fields["issuer"] == "执法支队"
    assert not copy.fields.get("document_number") and not copy.fields.get("index_number")


@on_one_make
def test_drafts_and_other_units_are_no_example(session, staff, other_unit):
    from tests.factories.auth import staff_of

    items.draft(session, staff)
    workflow.published(session, staff_of(session, other_unit))

    with pytest.raises(Refusal, match="nothing_to_copy"):
        beginning.copy_last(session, unit=staff.unit, column="updates", by=staff.writer)


@on_one_make
def test_a_record_is_no_example(session, staff):
    penalties.published(session, staff)

    with pytest.raises(Refusal, match="nothing_to_copy"):
        beginning.copy_last(session, unit=staff.unit, column=penalties.COLUMN, by=staff.writer)


@pytest.mark.parametrize(
    "title, moved",
    [
        ("2026年2月信用动态", "2026年3月信用动态"),
        ("2026年02月信用动态", "2026年3月信用动态"),
        ("2月份工作动态", "3月份工作动态"),
        ("12月份工作动态", "12月份工作动态"),
        ("2026年1月评价", "2026年1月评价"),
        ("2026年2月、2026年12月", "2026年3月、2026年12月"),
    ],
)
def test_only_the_month_the_last_one_was_of_moves_on(title, moved):
    assert beginning.moved_on(title, date(2026, 2, 28), date(2026, 3, 10)) == moved


@on_one_make
def test_a_unit_keeps_its_own_templates_and_an_administrator_the_bureaus(session, staff, other_unit):
    from tests.factories.auth import staff_of

    stranger, keeper = staff_of(session, other_unit).writer, person(session, other_unit, Role.ADMINISTRATOR)
    own, every = store(session, staff), store(session, staff, unit=None, by=keeper, name="全局")

    with pytest.raises(Refusal, match="not_permitted"):
        store(session, staff, own, by=stranger)
    with pytest.raises(Refusal, match="not_permitted"):
        store(session, staff, unit=None)
    assert templates.offered(session, frozenset({staff.unit.id})) == [own, every]
    assert templates.offered(session, frozenset({other_unit.id})) == [every]
    with pytest.raises(Refusal, match="no_such_template"):
        templates.by_id(session, own.id, frozenset({other_unit.id}))


@on_one_make
def test_a_template_is_changed_as_it_was_opened(session, staff):
    template = store(session, staff)
    store(session, staff, template, version=1, body="第二稿")

    with pytest.raises(Refusal, match="row_changed"):
        store(session, staff, template, version=1, body="没看见第二稿")
    assert template.body == "第二稿"


@on_one_make
@pytest.mark.parametrize("changes, field", [({"name": " "}, "template_name"), ({"title": "题" * 201}, "title")])
def test_a_template_has_a_name_and_fits(session, staff, changes, field):
    with pytest.raises(Refusal) as refused:
        store(session, staff, **changes)
    assert refused.value.issues[0].field == field


@on_one_make
def test_phrases_of_the_unit_and_the_bureau_stand_together(session, staff):
    templates.plant(session)
    planted = len(templates.phrases(session, {staff.unit.id}))
    own = templates.add_phrase(session, staff.unit, "本单位的一句话。", by=staff.writer)

    assert templates.phrases(session, {staff.unit.id})[0] is own
    templates.retire(session, own, by=staff.writer)
    assert len(templates.phrases(session, {staff.unit.id})) == planted
    with pytest.raises(Refusal):
        templates.add_phrase(session, staff.unit, " ", by=staff.writer)


def test_every_site_starts_with_templates_that_fit_their_columns(session, staff):
    templates.plant(session)
    templates.plant(session)

    offered = templates.offered(session, frozenset())
    assert len({template.name for template in offered}) == len(offered) >= 5
    for template in offered:
        assert beginning.from_template(session, template, unit=staff.unit, by=staff.writer).body
