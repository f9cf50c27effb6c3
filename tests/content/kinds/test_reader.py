import pytest

from content.errors import Category, Refusal
from content.kinds import reader

FAMILIES = ["credit-information", "ratings", "commitments", "joint-measures", "rules", "cases", "innovations"]


def test_the_nine_columns_stand_in_the_menus_order_seven_of_them_families():
    columns = reader.columns()

    assert list(columns) == ["updates", "notices", *FAMILIES]
    assert [slug for slug, column in columns.items() if column.is_family] == FAMILIES


def test_every_column_takes_kinds_there_are_and_every_kind_has_a_column():
    taken = {code for column in reader.columns().values() for code in column.kinds}

    assert taken == set(reader.kinds())
    assert all(column.kinds for column in reader.columns().values())


@pytest.mark.parametrize("find, code", [(reader.kind, "no_such_kind"), (reader.column, "no_such_column")])
def test_what_is_not_there_is_missing(find, code):
    with pytest.raises(Refusal) as refused:
        find("nonsense")

    assert (refused.value.code, refused.value.category) == (code, Category.MISSING)


def test_a_kind_knows_its_fields_by_name():
    kind = reader.kind("policy")

    assert kind.field("source").label("en") == "Source"
    assert kind.field("index_number").help("en").startswith("For example")
    assert kind.field("subject_words").help() == ""
    assert kind.label("zh-Hant") == "制度文件"


def test_words_missing_in_a_language_fall_back_to_simplified_chinese():
    assert reader.in_locale({"zh-Hans": "制度"}, "en") == "制度"
    assert reader.in_locale({}, "en") == ""
    column = reader.column("rules")
    assert (column.label("en"), column.label()) == ("Rules", "制度建设")
    assert column.description("en") != column.description()


ARTICLES = [kind.code for kind in reader.kinds().values() if not kind.is_record]


@pytest.mark.parametrize("code", ARTICLES)
def test_every_article_has_the_header_of_government_information(code):
    """DOMAIN §4.2: nine items, of which title, day of issue and body text are the edition's own, and the source."""
    names = [field.name for field in reader.kind(code).fields]

    assert names == ["index_number", "category", "issuer", "document_number", "subject_words", "validity", "source"]
