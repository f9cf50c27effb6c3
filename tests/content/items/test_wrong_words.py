import pytest

from content.auth.roles import Role
from content.errors import Refusal
from content.items import wrong_words
from tests.factories.auth import person


@pytest.fixture
def keeper(session, staff):
    return person(session, staff.unit, Role.ADMINISTRATOR)


def store(session, keeper, word=None, **changes):
    values = {"wrong": "登路", "right": "登录"} | changes
    return wrong_words.store(session, word, by=keeper, **values)


def test_every_site_starts_with_the_common_slips_and_keeps_what_was_changed(session, keeper):
    wrong_words.plant(session)
    first = next(word for word in wrong_words.active(session) if word.wrong == "登陆")
    store(session, keeper, first, wrong="登陆", right="登录", is_active=False, version=first.version)

    wrong_words.plant(session)

    assert not first.is_active
    assert "登陆" not in {word.wrong for word in wrong_words.active(session)}
    assert len({word.wrong for word in wrong_words.everything(session)}) == len(wrong_words.everything(session))


@pytest.mark.parametrize(
    "changes, field, code",
    [
        ({"wrong": ""}, "wrong", "required"),
        ({"right": " "}, "right", "required"),
        ({"wrong": "登"}, "wrong", "no_wrong_word"),
        ({"wrong": "登录"}, "wrong", "no_wrong_word"),
        ({"wrong": "登" * 41}, "wrong", "too_long"),
        ({"unless": "词" * 201}, "unless", "too_long"),
    ],
)
def test_a_word_needs_another_in_its_place(session, keeper, changes, field, code):
    with pytest.raises(Refusal) as refused:
        store(session, keeper, **changes)
    assert [(issue.field, issue.code) for issue in refused.value.issues] == [(field, code)]


def test_a_word_is_listed_once_and_changed_as_it_was_opened(session, keeper):
    word = store(session, keeper)

    with pytest.raises(Refusal) as refused:
        store(session, keeper)
    assert refused.value.issues[0].code == "word_is_listed"

    store(session, keeper, word, right="登录网站", version=1)
    with pytest.raises(Refusal, match="row_changed"):
        store(session, keeper, word, right="登录", version=1)
    assert word.right == "登录网站"


def test_only_an_administrator_keeps_the_list(session, staff):
    with pytest.raises(Refusal, match="not_permitted"):
        store(session, staff.writer)
