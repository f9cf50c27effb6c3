"""Names in the order in which a Chinese list is read."""

import pytest

from portal.collation import by_name


@pytest.mark.parametrize(
    "typed, read",
    [
        (["王刚", "王芳", "3号", "chen", "Bao"], ["3号", "Bao", "chen", "王芳", "王刚"]),
        (["周诚", "张伟", "曾敏", "刘洋", "李明", "安平"], ["安平", "李明", "刘洋", "曾敏", "张伟", "周诚"]),
        (["㐂", "周诚", "𠮷", "安平"], ["安平", "周诚", "㐂", "𠮷"]),
    ],
)
def test_names_stand_by_sound_after_digits_and_letters_and_before_rare_characters(typed, read):
    assert sorted(typed, key=by_name) == read
