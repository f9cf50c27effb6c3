"""Who is who on a page."""

from content.masking.persons import numbered


def test_a_surname_alone_needs_no_number():
    assert numbered(["张建国", "张建国", "李伟"]) == {"张建国": "张某", "李伟": "李某"}


def test_two_persons_of_one_surname_are_numbered_in_order():
    assert numbered(["张晓燕", "张建国"]) == {"张晓燕": "张某1", "张建国": "张某2"}


def test_ways_of_writing_one_name_share_a_mask():
    assert numbered(["张建国", "张 建国", "建国", "老张"]) == dict.fromkeys(
        ["张建国", "张 建国", "建国", "老张"], "张某"
    )
