"""Names over a whole page: labels, lists, tables, later mentions, standing, shelters."""

import pytest

from content.masking.gate import public_text


@pytest.mark.parametrize(
    "text, public",
    [
        ("联系人：李 明", "联系人：李某"),
        ("姓名：拓跋宏", "姓名：拓跋某"),
        ("拟录用人员：高峰、马达、程序", "拟录用人员：高某、马某、程某"),
        ("名单如下：\n高峰\n马达\n程序", "名单如下：\n高某\n马某\n程某"),
        ("|姓名|职务|\n|---|---|\n|黄河|司机|", "|姓名|职务|\n|---|---|\n|黄某|司机|"),
        ("买买提·吐尔逊驾驶车辆", "买某某驾驶车辆"),
        ("船员MAUNG KYAW到场", "船员M某某到场"),
        ("驾驶员白雪到岗。白雪说没事", "驾驶员白某到岗。白某说没事"),
        ("老张说，张建国是好人。建国表示感谢", "张某说，张某是好人。张某表示感谢"),
        ("李伟、安全、张强三人", "李某、安某、张某三人"),
        ("经营者：王志强", "经营者：王某"),
        ("当事人张某、王某某、李××", "当事人张某、王某某、李××"),
    ],
)
def test_a_person_is_hidden_everywhere_on_the_page(text, public):
    assert public_text(text) == public


@pytest.mark.parametrize(
    "text",
    [
        "局长李明、副局长王海、陈刚出席会议。李明强调",
        "王志强局长讲话",
        "法定代表人：王志强。王志强到场",
        "连云港张大发物流有限公司法定代表人张大发",
        "王记餐饮店、张家港保税区、李宁体育用品店",
        "“苏连云港货1234”轮靠泊",
        "习近平新时代中国特色社会主义思想",
        "江苏·连云港第二届信用论坛",
        "负责人：待定",
        "成员：详见附件",
    ],
)
def test_a_public_name_stays(text):
    assert public_text(text) == text


def test_a_manager_is_no_official():
    assert "张某" in public_text("江苏通达物流有限公司主任张建军")


def test_a_committee_of_officials_is_told_from_a_list_of_persons():
    text = "工作领导小组组长：李志远，成员：王海燕"

    assert public_text(text) == text
