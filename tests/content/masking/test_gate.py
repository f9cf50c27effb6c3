"""The way out: what public_text promises everyone who calls it."""

import pytest

from content.masking.gate import public_text


@pytest.mark.parametrize(
    "text, public",
    [
        ("身份证号：32070319900101001X，手机138 1234 5678", "身份证号：［身份证号已隐去］，手机138＊＊＊＊5678"),
        ("号牌苏G·A1B23", "号牌苏G＊＊＊23"),
        ("邮箱zhang_san@163.com，lyg@lyg.gov.cn", "邮箱z＊＊＊@163.com，lyg@lyg.gov.cn"),
    ],
)
def test_personal_numbers_take_their_public_form(text, public):
    assert public_text(text) == public
    assert public_text(public) == public
