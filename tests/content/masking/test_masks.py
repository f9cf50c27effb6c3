"""The shapes of DOMAIN 3.2, and that Markdown leaves them alone."""

import markdown
import pytest

from content.masking import masks
from content.masking.gate import public_text


@pytest.mark.parametrize(
    "shape, value, public",
    [
        ("id_region", "320703 1990 0101 001X", "320703＊＊＊＊＊＊＊＊＊＊＊＊"),
        ("id_removed", "32070319900101001X", "［身份证号已隐去］"),
        ("mobile", "+86 138-1234-5678", "138＊＊＊＊5678"),
        ("landline", "0518-85412567", "0518-8＊＊＊＊567"),
        ("landline", "（0518）85412567转801", "0518-8＊＊＊＊567"),
        ("landline", "85412567", "8＊＊＊＊567"),
        ("plate", "苏g·A1b23", "苏G＊＊＊23"),
        ("plate", "苏GD12345", "苏G＊＊＊45"),
        ("email", "zhang.san@163.com", "z＊＊＊@163.com"),
        ("email", "zhang at 163.com", "z＊＊＊@163.com"),
        ("address", "江苏省连云港市海州区朝阳东路8号", "江苏省连云港市海州区＊＊"),
        ("address", "东海县石榴街道讲习村5组", "东海县＊＊"),
        ("address", "连云港市幸福路8号", "连云港市＊＊"),
        ("address", "幸福小区3幢402室", "＊＊"),
        ("address", "幸福小区3幢", "＊＊"),
        ("account_removed", "6222021103001234567", "［银行账号已隐去］"),
        ("keep", "苏G12345", "苏G12345"),
    ],
)
def test_each_thing_has_one_shape(shape, value, public):
    assert masks.SHAPES[shape](value) == public


@pytest.mark.parametrize(
    "name, number, public",
    [
        ("张三", 0, "张某"),
        ("张三", 2, "张某2"),
        ("欧阳建华", 0, "欧阳某"),
        ("张 三", 0, "张某"),
        ("买买提·吐尔逊", 0, "买某某"),
        ("MAUNG KYAW", 1, "M某某1"),
    ],
)
def test_a_person_keeps_the_surname(name, number, public):
    assert masks.person(name, number) == public


@pytest.mark.parametrize(
    "text",
    [
        "身份证号32070319900101001X(男)，苏G12345、苏G67890与苏GD12345",
        "32070319900101001X: http://a.example",
        "电话[13812345678](tel:13812345678)",
        "**当事人：张三**，*手机13812345678*",
    ],
)
def test_markdown_shows_the_mask_as_it_stands(text):
    public = public_text(text)
    html = markdown.markdown(public)

    assert "<em>＊" not in html and '<a href="男"' not in html
    for mask in ("［身份证号已隐去］", "苏G＊＊＊45", "138＊＊＊＊5678", "张某"):
        assert (mask in public) == (mask in html)


def test_markup_that_opens_inside_a_mask_still_closes():
    html = markdown.markdown(public_text("**手机138**12345678，*张三*"))

    assert html.count("<strong>") == html.count("</strong>") == 1
