"""Pictures in the text become figures with caption, alternative text and sizes, wherever the page stands."""

import pytest

from content.markup import render
from portal.pictures import Picture, markdown, path_of, placed

PICTURE = Picture(
    path_of(7, 2, "现场(一).png"),
    "/en/items/7/files/2/x",
    "执法人员在检查",
    "图1 “现场”",
    (("/s?w=480", "480"), ("/s?w=960", "960")),
)


def shown(text, *pictures):
    return placed(render.to_html(text), pictures or (PICTURE,))


def test_a_picture_on_a_line_of_its_own_is_a_figure_with_its_caption():
    html = shown(f"前一段。\n{markdown(7, 2, '现场(一).png', '写在正文里的')}\n后一段。")

    assert "<p>前一段。</p>" in html and "<p>后一段。</p>" in html
    assert html.count("<figure>") == 1
    assert 'alt="执法人员在检查"' in html, "the words beside the attachment, which were masked and approved"
    assert "<figcaption>图1 “现场”</figcaption>" in html
    assert 'srcset="/s?w=480 480w, /s?w=960 960w"' in html


def test_a_picture_amid_words_keeps_to_its_line():
    html = shown(f"见{markdown(7, 2, '现场(一).png', '图')}所示。")
    assert "<figure>" not in html
    assert 'alt="执法人员在检查"' in html


def test_what_is_not_attached_stays_as_it_is():
    text = "![别的](/items/8/files/1/a.png)\n没有图片的一段"
    assert shown(text) == render.to_html(text)


@pytest.mark.parametrize("caption", ["<script>x</script>", '"><b>'])
def test_a_caption_is_text(caption):
    picture = Picture("/items/1/files/1/a.png", "/a", caption, caption)
    html = shown("![a](/items/1/files/1/a.png)", picture)
    assert "<script>" not in html and '"><b>' not in html


def test_brackets_in_an_alternative_text_break_no_link():
    assert markdown(1, 1, "a.png", "图[一]") == "![图一](/items/1/files/1/a.png)"
