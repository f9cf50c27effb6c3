import pytest
from sqlalchemy import select

from content.audit.trail import AuditEntry
from content.auth.roles import Role
from content.errors import Refusal
from content.synonyms import keeping
from tests.factories.auth import person


@pytest.fixture
def keeper(session, staff):
    return person(session, staff.unit, Role.ADMINISTRATOR)


def store(session, keeper, row=None, **changes):
    values = {"words": "治超站\n超限检测站", "source": "日常说法"} | changes
    return keeping.store(session, row, by=keeper, **values)


def test_every_site_starts_with_the_words_of_the_trade_and_keeps_what_was_changed(session, keeper):
    keeping.plant(session)
    first = next(row for row in keeping.everything(session) if "大件许可" in row.listed)
    assert "超限运输许可" in first.listed
    store(session, keeper, first, words="大件许可 超限许可", is_active=False, version=first.version)

    keeping.plant(session)

    assert first.listed == ["大件许可", "超限许可"]
    assert not any("大件许可" in words for words in keeping.in_use(session))
    listed = [word for row in keeping.everything(session) for word in row.listed]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    "changes, field, code",
    [
        ({"words": ""}, "synonyms", "not_a_set"),
        ({"words": "治超站 治超站"}, "synonyms", "not_a_set"),
        ({"words": " ".join(f"词语{n}" for n in range(9))}, "synonyms", "not_a_set"),
        ({"words": "站 超限检测站"}, "synonyms", "odd_synonym"),
        ({"words": f"治超站 {'站' * 31}"}, "synonyms", "odd_synonym"),
        ({"words": "治超站 黑名单"}, "synonyms", "synonym_is_listed"),
        ({"source": " "}, "synonym_source", "required"),
        ({"source": "源" * 201}, "synonym_source", "too_long"),
    ],
)
def test_a_set_is_two_to_eight_words_of_its_own_with_their_source(session, keeper, changes, field, code):
    keeping.plant(session)
    with pytest.raises(Refusal) as refused:
        store(session, keeper, **changes)
    assert [(issue.field, issue.code) for issue in refused.value.issues] == [(field, code)]


def test_a_change_leaves_its_trace_and_is_made_as_the_form_was_opened(session, keeper):
    row = store(session, keeper)
    store(session, keeper, row, words="治超站 检测站", version=1)
    with pytest.raises(Refusal, match="row_changed"):
        store(session, keeper, row, version=1)

    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert (entry.event, entry.actor, entry.about) == ("synonym.changed", keeper.key, f"synonym:{row.id}")
    assert keeping.in_use(session) == (("治超站", "检测站"),)


def test_only_an_administrator_keeps_the_list(session, staff):
    with pytest.raises(Refusal, match="not_permitted"):
        store(session, staff.writer)


def test_there_is_no_row_without_its_number(session):
    with pytest.raises(Refusal, match="no_such_synonym"):
        keeping.by_id(session, 404)
