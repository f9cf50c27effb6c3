"""Where persons live and when they were born; firms and events have places and dates of their own."""

import pytest

from content.masking.gate import public_text


@pytest.mark.parametrize(
    "text, public",
    [
        ("，住江苏省连云港市海州区朝阳东路8号3幢402室，", "，住江苏省连云港市海州区＊＊，"),
        ("家庭住址：东海县石榴街道讲习村5组12号", "家庭住址：东海县＊＊"),
        ("家住连云区墟沟街道海棠路的村民", "家住连云区＊＊的村民"),
        ("在海州区万达华府12号楼2单元1503室将其查获", "在海州区＊＊将其查获"),
        ("经营者住所：海州区花园路12号", "经营者住所：海州区＊＊"),
        ("|姓名|住址|\n|---|---|\n|某|灌云县伊山镇川星村|", "|姓名|住址|\n|---|---|\n|某|灌云县＊＊|"),
        ("1978年3月5日出生", "［出生日期已隐去］出生"),
        ("一九七八年十二月二十五日生，", "［出生日期已隐去］生，"),
        ("，男，1978.03.05，", "，男，［出生日期已隐去］，"),
        ("|出生年月|备注|\n|---|---|\n|1978.03|无|", "|出生年月|备注|\n|---|---|\n|［出生日期已隐去］|无|"),
        ("出生日期：1978-03-05", "出生日期：［出生日期已隐去］"),
    ],
)
def test_a_home_and_a_birth_are_hidden(text, public):
    assert public_text(text) == public


@pytest.mark.parametrize(
    "text",
    [
        "公司住所：连云港市海州区凌州东路5号",
        "当事人：连云港大成物流有限公司，住所：海州区凌州东路5号，法定代表人：王志强",
        "办公地址：海州区凌州东路5号交通大厦601室",
        "户籍地连云港市海州区",
        "公司成立于1998年3月2日",
        "2024年5月12日9时发生事故",
        "2024年生产的车辆，共12台",
        "事发地点：朝阳东路与郁洲路交叉口",
    ],
)
def test_a_firms_place_and_an_events_date_stay(text):
    assert public_text(text) == text
