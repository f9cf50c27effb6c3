import pytest

from content.identifiers import document_number


@pytest.mark.parametrize(
    "typed, stored",
    [
        ("连交〔2024〕98号", "连交〔2024〕98号"),
        ("连交(2024)98号", "连交〔2024〕98号"),
        ("连交（2024）98号", "连交〔2024〕98号"),
        ("连交[2024]98号", "连交〔2024〕98号"),
        ("连交【2024】98号", "连交〔2024〕98号"),
        ("连交〔２０２４〕９８号", "连交〔2024〕98号"),
        (" 连交 〔2024〕 98 号 ", "连交〔2024〕98号"),
        ("连交〔2024〕第98号", "连交〔2024〕98号"),
        ("连交〔2024〕098号", "连交〔2024〕98号"),
        ("苏交规〔1999〕1号", "苏交规〔1999〕1号"),
        ("连交〔2024〕98", None),
        ("〔2024〕98号", None),
        ("连交2024-98号", None),
        ("连交〔2124〕98号", None),
        ("连交〔24〕98号", None),
        ("连交〔2024〕123456号", None),
        ("见连交〔2024〕98号文件", None),
        ("", None),
    ],
)
def test_a_document_number_has_one_written_form(typed, stored):
    assert document_number.normal(typed) == stored
    assert stored is None or document_number.normal(stored) == stored
