"""A name counts where a word boundary is and something says that a person is meant; elsewhere words stay words."""

import pytest

from content.masking.detectors.names import prose, weighing


def sure(text):
    found = [weighing.weighed(text, start, end, name) for start, end, name in prose.find(text)]
    return [text[place[0] : place[1]] for place in found if place and place[2] != "uncertain"]


@pytest.mark.parametrize(
    "text",
    [
        "公路养护工程点多、面广、工期短",
        "环卫工程合同数量多",
        "区局要求执法人员检查，市局将派员核实",
        "船员普遍反映，讲师利用收车后的时间讲解",
        "共发放提示卡5100余张，张贴海报300张",
        "不得以任何名义向旅客代收费用",
        "群众安全感、满意度双提升",
        "证人应如实作证",
        "证号苏连XK2046",
        "發布機構、承諾書和履約情況",
    ],
)
def test_words_are_no_persons(text):
    assert sure(text) == []


@pytest.mark.parametrize(
    "text, names",
    [
        ("职工戚建设立即携带工具赶到现场", ["戚建设"]),
        ("申请人薛平安不服处罚决定", ["薛平安"]),
        ("澳门居民区志华所持回乡证", ["区志华"]),
        ("据同车乘客冷秀梅介绍", ["冷秀梅"]),
        ("证人庄稼证实", ["庄稼"]),
    ],
)
def test_a_name_at_a_boundary_that_something_announces_counts(text, names):
    assert sure(text) == names
