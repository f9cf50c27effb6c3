"""The way out: what public_text and examine promise everyone who calls them."""

from pathlib import Path

import pytest

from content.masking.gate import ENGINE_VERSION, examine, examine_fields, public_text
from tests.content.masking.scoring import CORPUS, samples

NOTICE = Path(__file__).with_name("corpus") / "notice.md"


@pytest.mark.parametrize(
    "text, public",
    [
        ("身份证号：32070319900101001X，手机138 1234 5678", "身份证号：［身份证号已隐去］，手机138＊＊＊＊5678"),
        ("号牌苏G·A1B23", "号牌苏G＊＊＊23"),
        ("邮箱zhang_san@163.com，lyg@lyg.gov.cn", "邮箱z＊＊＊@163.com，lyg@lyg.gov.cn"),
        ("", ""),
        ("\n\n", "\n\n"),
    ],
)
def test_personal_numbers_take_their_public_form(text, public):
    assert public_text(text) == public
    assert public_text(public) == public


def test_the_founding_notice_passes_unchanged():
    notice = NOTICE.read_text(encoding="utf-8")

    assert public_text(notice) == notice


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_masking_twice_changes_nothing(path):
    for sample in samples(path):
        once = public_text(sample.text)
        assert public_text(once) == once


def test_one_person_carries_one_number_on_the_whole_page():
    page = examine_fields(
        {"title": "张建国拾金不昧", "summary": "驾驶员张建国、张晓燕受表扬", "body": "张晓燕说，张建国是榜样。"}
    )

    assert page["summary"].public == "驾驶员张某1、张某2受表扬"
    assert page["title"].public == "张某1拾金不昧"
    assert page["body"].public == "张某2说，张某1是榜样。"


def test_a_number_does_not_run_into_the_digits_behind_it():
    assert "张某2 2024年" in public_text("驾驶员张建国、张晓燕2024年入职，张晓燕2024年获奖")


def test_findings_tell_where_and_why_but_never_what():
    text = "第一段没有。\n\n当事人张建国，身份证号32070319900101001X。"
    findings = examine(text).findings

    assert [(f.kind, f.place.paragraph, f.is_masked) for f in findings] == [
        ("person_name", 2, True),
        ("resident_id", 2, True),
    ]
    assert findings[1].why == "checksum" and findings[1].confidence == "certain"
    assert text[findings[0].start : findings[0].end] == "张建国"
    assert "张建国" not in repr(examine(text)) and "32070319900101001X" not in repr(examine(text))


def test_the_same_text_always_comes_out_alike():
    text = "联系人：高峰、李小芳，电话13812345678"

    assert len({public_text(text) for _ in range(5)}) == 1


def test_the_engine_has_a_version():
    assert isinstance(ENGINE_VERSION, int)


def test_what_one_mask_uncovers_is_masked_too():
    public = public_text("微信号：zhangsan13812345678")

    assert public == "微信号：［微信号已隐去］"
    assert public_text(public) == public
