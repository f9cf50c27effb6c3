"""Kinds and columns carry their words in every language: no catalogue extracts them."""

import re
import tomllib

import pytest

from content.kinds.reader import COLUMNS_FILE, FOLDER, LOCALES

HAN = re.compile(r"[\u4e00-\u9fff]")
TYPES = {"text", "choice"}
PRIVACY = {"prose", "identifier"}
RECORD_TYPES = {"text", "number", "code", "codes", "date", "amount", "score", "count", "year"}
RECORD_PRIVACY = PRIVACY | {"name", "identity", "internal"}


def raw(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def labelled():
    """Every set of words in every data file: (where it stands, the words)."""
    for path in sorted(FOLDER.glob("*.toml")):
        data = raw(path)
        entries = data["column"] if path.name == COLUMNS_FILE else [data, *data["field"]]
        for entry in entries:
            where = f"{path.stem}.{entry.get('slug') or entry.get('name') or entry['code']}"
            for part in ("names", "about", "hint"):
                if part in entry:
                    yield pytest.param(entry[part], id=f"{where}.{part}")


def kind_files():
    return [
        pytest.param(raw(path), id=path.stem) for path in sorted(FOLDER.glob("*.toml")) if path.name != COLUMNS_FILE
    ]


@pytest.mark.parametrize("words", labelled())
def test_words_stand_in_every_language_and_in_that_language(words):
    assert set(words) == set(LOCALES)
    assert all(text.strip() == text != "" for text in words.values())
    assert HAN.search(words["zh-Hans"])
    assert HAN.search(words["zh-Hant"])
    sample = words["en"].partition("xample ")[0]  # an example quotes the Chinese form as it is typed
    assert not HAN.search(sample)


@pytest.mark.parametrize("kind", kind_files())
def test_every_field_has_a_name_and_no_name_twice(kind):
    assert "names" in kind
    names = [field["name"] for field in kind["field"]]
    assert len(names) == len(set(names))
    for locale in LOCALES:
        labels = [field["names"][locale] for field in kind["field"]]
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("kind", kind_files())
def test_every_field_says_of_itself_what_the_house_needs(kind):
    for field in kind["field"]:
        assert field["type"] in (RECORD_TYPES if kind.get("is_record") else TYPES)
        assert field["privacy"] in (RECORD_PRIVACY if kind.get("is_record") else PRIVACY)
        assert isinstance(field["required"], bool)
        assert field["longest"] > 0
        assert (field["type"] == "choice") is bool(field.get("choices"))
        assert all(len(choice) <= field["longest"] for choice in field.get("choices", ()))


@pytest.mark.parametrize("column", raw(FOLDER / COLUMNS_FILE)["column"], ids=lambda column: column["slug"])
def test_every_column_leads_to_kinds_there_are(column):
    codes = {raw(path)["code"] for path in FOLDER.glob("*.toml") if path.name != COLUMNS_FILE}

    assert column["kinds"]
    assert set(column["kinds"]) <= codes
    assert {"names", "about", "column_type"} <= set(column)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", column["slug"])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_a_kinds_file_is_named_after_its_code(path):
    assert path.name == COLUMNS_FILE or raw(path)["code"] == path.stem
