import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.errors import Refusal
from content.items import knowing, remarks, wrong_words
from content.workflow import submitting
from tests.factories import items, workflow


@pytest.fixture
def make():
    """Plain Python and one query: either make of database would do."""
    return "sqlite"


@pytest.fixture
def look(session, staff):
    """The codes and facts of every remark on a draft with these texts."""
    wrong_words.plant(session)

    def look_at(**changes):
        edition = items.draft(session, staff, **changes)
        found = remarks.remarks(edition, knowing.about(session, edition))
        return [(issue.field, issue.code, issue.facts) for issue in found]

    return look_at


def codes(found):
    return [code for _field, code, _facts in found]


def test_a_text_without_slips_gets_no_remark(look):
    assert (
        look(
            title="关于公布2026年信用评价结果的通知", body="依据连交〔2026〕5号文件，请登录[首页](/columns/rules)查看。"
        )
        == []
    )


def test_a_wrong_word_is_named_with_its_cure_and_its_place(look):
    found = look(title="帐号管理", body="第一段。\n\n请登陆网站。\n再次登陆。")

    assert found == [
        ("title", "wrong_word", {"wrong": "帐号", "right": "账号", "paragraph": 0}),
        ("body", "wrong_word", {"wrong": "登陆", "right": "登录", "paragraph": 2}),
    ]


@pytest.mark.parametrize(
    "text", ["台风登陆前停航。", "一如既往部署工作。", "登录网站，用账号进入。", "严重失信主体名单", "法定代表人"]
)
def test_a_word_inside_its_cure_or_an_exception_is_right(look, text):
    assert look(body=text) == []


def test_an_exception_does_not_excuse_the_same_word_elsewhere(look):
    assert codes(look(body="台风登陆后，请登陆网站报平安。")) == ["wrong_word"]


@pytest.mark.parametrize(
    "typed, right",
    [
        ("连交(2026)5号", "连交〔2026〕5号"),
        ("连交［2026］5号", "连交〔2026〕5号"),
        ("苏交规【2024】2号", "苏交规〔2024〕2号"),
    ],
)
def test_a_document_number_in_other_brackets_is_mended(look, typed, right):
    ((field, code, facts),) = look(body=f"依据{typed}文件执行。")
    assert (field, code, facts["right"][-len(right) :]) == ("body", "number_brackets", right)


@pytest.mark.parametrize("text", ["（2026）年度", "共5号公告", "连交〔2026〕5号", "(2026)5号"])
def test_other_brackets_are_left_alone(look, text):
    assert look(body=text) == []


@pytest.mark.parametrize(
    "link, code",
    [
        ("[通知](https://example.com/a)", None),
        ("[写信](mailto:a@example.com)", None),
        ("[栏目](/columns/rules)", None),
        ("[单位](/units/zhifa)", None),
        ("[栏目](/columns/none)", "link_to_nothing"),
        ("[单位](/units/none)", "link_to_nothing"),
        ("[稿件](/items/999999)", "link_to_nothing"),
        ("[网站](www.example.com)", "link_to_nothing"),
        ("[坏](javascript:1)", "link_unsafe"),
        ("[没写完](https://exa mple.com)", "link_unfinished"),
        ("[没写完](", "link_unfinished"),
        ("[空]()", "link_unfinished"),
        (r"\[不是链接](x)", None),
        ("（见[附件]）", None),
        ("![外站](https://example.com/a.png)", "picture_elsewhere"),
        ("![没有](/items/1/files/1/a.png)", "picture_not_attached"),
    ],
)
def test_links_and_pictures_are_looked_at_without_asking_anybody(look, link, code):
    assert codes(look(body=f"第一段。\n请看{link}。")) == ([code] if code else [])


def test_a_link_to_what_is_public_is_whole(look, session, staff):
    shown, hidden = (
        workflow.published(session, staff, title="公开的一条"),
        items.draft(session, staff, title="未公开的"),
    )
    session.flush()

    assert codes(look(body=f"[甲](/items/{shown.item_id})[乙](/items/{hidden.item_id}#a)")) == ["link_to_nothing"]


def test_straight_quotes_beside_chinese_are_named_once(look):
    assert codes(look(body='开展"信易+"行动，推进"一件事"。')) == ["straight_quotes"]
    assert look(title="另一个标题", body='见 "README" 与 "LICENSE"') == []


def test_a_title_like_an_earlier_one_of_the_unit_is_named(look, session, staff):
    items.draft(session, staff, title="关于开展2026年3月信用修复培训的通知")

    ((field, code, facts),) = look(title="关于开展2026年03月信用修复培训的通知")

    assert (field, code, facts["title"]) == ("title", "title_like_another", "关于开展2026年3月信用修复培训的通知")


def test_titles_of_two_quarters_differ(look, session, staff):
    items.draft(session, staff, title="第一季度信用评价结果公示")
    assert look(title="第二季度信用评价结果公示") == []


@given(st.text(alphabet="关于开展信用评价2026年（）、", max_size=20))
def test_a_title_is_wholly_like_itself(title):
    assert remarks.alike(title, title) == (1.0 if remarks.pairs(title) else 0.0)


def test_only_what_stops_keeps_a_text_from_being_submitted(session, staff):
    wrong_words.plant(session)
    mild = items.draft(session, staff, body="请登陆网站。")
    assert submitting.submit(session, mild, by=staff.writer, version=mild.version, secrecy_checked=True)

    unsafe = items.draft(session, staff, title="另一篇稿件", body="[坏](javascript:1)")
    with pytest.raises(Refusal) as refused:
        submitting.submit(session, unsafe, by=staff.writer, version=unsafe.version, secrecy_checked=True)
    assert [issue.code for issue in refused.value.issues] == ["link_unsafe"]


def test_a_word_that_stops_is_marked_so(look, session, staff):
    from content.auth.roles import Role
    from tests.factories.auth import person

    keeper = person(session, staff.unit, Role.ADMINISTRATOR)
    wrong_words.store(session, None, wrong="某个错词", right="某个对词", stops=True, by=keeper)

    assert codes(look(body="这里有某个错词。")) == ["wrong_word_stops"]
