"""An exception shows one stretch of one paragraph and lapses with it."""

from content.masking import exceptions
from content.masking.gate import examine

TEXT = "第一段。\n驾驶员孟庆海拾金不昧，孟庆海收到锦旗。"


def granted(text):
    first = examine(text).findings[0]
    return exceptions.make(text, first, reason="praised", author="a", reviewer="b")


def test_an_exception_shows_its_own_stretch_and_no_other():
    public = examine(TEXT, exceptions=[granted(TEXT)]).public

    assert public == "第一段。\n驾驶员孟庆海拾金不昧，孟某收到锦旗。"


def test_it_lapses_when_the_paragraph_reads_otherwise():
    changed = TEXT.replace("锦旗", "表扬信")

    assert "孟庆海" not in examine(changed, exceptions=[granted(TEXT)]).public


def test_it_survives_a_change_elsewhere():
    changed = TEXT.replace("第一段。", "另一段。")

    assert "驾驶员孟庆海拾" in examine(changed, exceptions=[granted(TEXT)]).public


def test_it_holds_no_name():
    assert "孟" not in repr(granted(TEXT))
