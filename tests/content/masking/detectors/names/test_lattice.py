"""Prose as words and names: roles, posts, followers, and names that are words too."""

import pytest

from content.masking.detectors.names.lattice import names


def read(text):
    return [text[name.start : name.end] for name in names(text)]


@pytest.mark.parametrize(
    "text, found",
    [
        ("当事人张建国驾驶车辆", ["张建国"]),
        ("经查张伟和李强受雇于某公司", ["张伟", "李强"]),
        ("驾驶员高峰驾驶重型半挂牵引车", ["高峰"]),
        ("驾驶员程序因超载被查", ["程序"]),
        ("乘客江山在车上", ["江山"]),
        ("欧阳建平向执法人员表示", ["欧阳建平"]),
        ("执法人员陈小明与周正对其检查", ["陈小明", "周正"]),
        ("王建于当日到场", ["王建"]),
        ("张建国家住海州", ["张建国"]),
        ("副队长陈曾的手", ["陈曾"]),
    ],
)
def test_a_name_is_read(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "早晚高峰时段加强巡查",
        "当事人程序权利得到保障",
        "船员安全培训",
        "当事人马上停车",
        "马达故障导致船舶失控",
        "和平路与解放路交叉口",
        "张庄村和王集镇",
        "沈海高速和宁连高速",
        "有关单位应当及时整改",
        "成立专班开展专项整治",
        "张先生和韩师傅来到现场",
        "申诉人对裁决不服",
        "早高峰因降雨拥堵",
    ],
)
def test_words_stay_words(text):
    assert read(text) == []


def test_a_familiar_name_needs_less_around_it():
    assert names("谈笑承认委托") == [] or names("谈笑承认委托")[0].margin < 30
    assert [name.end for name in names("谈笑承认委托", familiar=frozenset({"谈笑"}))] == [2]
