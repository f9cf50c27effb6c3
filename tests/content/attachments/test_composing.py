"""Parts laid out as a text: every letter of it still knows its part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from content.attachments.composing import compose
from content.attachments.extracted import Part, Place

_texts = st.text("甲乙1|\n\t ", min_size=1, max_size=8)
_places = st.builds(Place, st.just("cell"), row=st.integers(0, 3), column=st.integers(1, 5))
_parts = st.lists(st.builds(Part, _places, _texts, flow=st.sampled_from(["a", "b"])), max_size=12)


def cell(row: int, column: int, text: str) -> Part:
    return Part(Place("cell", row=row, column=column), text)


def test_cells_keep_their_column_across_empty_ones():
    (composed,) = compose([cell(1, 1, "甲"), cell(1, 3, "丙"), cell(2, 2, "乙"), cell(2, 3, "丁")]).values()
    assert composed.text == "| 甲 |  | 丙 |\n|  | 乙 | 丁 |\n"


def test_a_title_above_a_table_is_no_row_of_it():
    (composed,) = compose([cell(1, 1, "名单"), cell(2, 1, "甲"), cell(2, 2, "a|b\nc")]).values()
    assert composed.text == "名单\n| 甲 | a/b c |\n"


def test_two_tables_in_a_row_do_not_melt():
    parts = [Part(Place("table_cell", n, row=1, column=c), "甲") for n in (1, 2) for c in (1, 2)]
    assert compose(parts)["body"].text == "| 甲 | 甲 |\n\n| 甲 | 甲 |\n"


@given(_parts)
def test_every_letter_knows_its_part(parts):
    composed = compose(parts)
    assert sum(len(whole.parts) for whole in composed.values()) == len(parts)
    for whole in composed.values():
        for start, part in zip(whole.starts, whole.parts, strict=True):
            for offset, letter in enumerate(part.text):
                assert whole.part_at(start + offset) is part
                assert whole.text[start + offset] in (letter, "/", " ")
