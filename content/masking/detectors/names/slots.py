"""Names where a label or a heading says that a name comes: `联系人：张三`, a column 姓名, lines of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from content.masking.detectors.reading import Reading
from content.masking.lexicon import words

_ROLES = "|".join(map(re.escape, words.listed("roles.txt")))
_POSTS = "|".join(map(re.escape, words.listed("posts.txt")))
_COLON_LABELS = (
    "审核|签发|核稿|拟稿|复核|制表|填表|经办|承办|摄影|供稿|编辑|校对|记录|主持|主讲|授课"
    "|图文|文字|撰文|初审|复审|终审|一审|二审|三审|编审|制图|翻译|联系|收件|寄件|送货"
    "|提货"
    "|公告送达|送达|抄送|获奖个人|先进个人|个人|驾驶|随车|带班|值班|接待|询问|被询问|签名|签字|委托|受托"
    "|见证|担保|甲方|乙方|丙方|出卖人|买受人|卖方|买方|借款|承租|出租|保管"
)
_LABEL = re.compile(
    rf"(?P<label>{_ROLES}|{_COLON_LABELS}|姓[ \u3000]{{1,4}}名"
    rf"|[\u4e00-\u9fff]{{0,6}}(?:姓名|人员|名单"
    rf"|成员))(?:[（(][^（）()\n]{{1,16}}[）)])?(?:姓名|名字)?[ \u3000]{{0,3}}[：:][ "
    rf"\u3000\n]{{0,3}}"
)
_SIGN = "\u4e00-\u9fff"
_VALUE = re.compile(
    rf"[{_SIGN}]{{2,5}}(?![{_SIGN}])|[{_SIGN}][ \u3000]{{1,4}}[{_SIGN}]{{1,2}}(?![{_SIGN}])"
    rf"|[{_SIGN}]{{2}}[ \u3000]{{1,4}}[{_SIGN}](?![{_SIGN}])|[{_SIGN}](?:[ "
    rf"\u3000][{_SIGN}]){{1,3}}(?![{_SIGN}])"
    rf"|[{_SIGN}]{{1,8}}(?:[·•・‧][{_SIGN}]{{1,10}}){{1,3}}|[A-Z][A-Za-z]+(?:[ "
    rf".·-]+[A-Z][A-Za-z]*){{1,3}}"
)
_FOREIGN = re.compile(
    rf"(?:{_ROLES}|先生|女士)(?:[：:\s（(]{{0,2}})(?P<name>[A-Z][A-Za-z]+(?:[ "
    rf".·-]+[A-Z][A-Za-z]*){{0,3}})(?![A-Za-z0-9])"
)
_MOST_VALUES = 200
_JOINT = re.compile(
    r"(?:[（(][^（）()\n]{1,24}[）)])?(?:[ \u3000]{0,3}[、，,/；;][ \u3000]{0,3}|[ "
    r"\u3000]{1,8}|[和及与](?=[\u4e00-\u9fff]{2,3}(?![\u4e00-\u9fff])))"
)
_NO_NAME = re.compile(
    r"某|[无有]$|^(?:个人|未知|自驾|暂无|空白|多人|同前|正常|合格|优秀|良好|已|未)|先生"
    r"|女士|同志|小姐|师傅|主任|科长|局长|处长|老师|师傅|经理|本人"
    r"|(?:单位|公司|中心|部门|[局厅处科室部所站队店厂])$|待定|不详|匿名|空缺|以上|以下|以及|如下"
    r"|详见|附件|姓名|电话|手机|身份证|住址|地址|性别|单位|名单|职务|联系|"
    r"^(?:男|女)|^(?:时间|地点|原因|事由|说明|情况|要求|内容|编号|日期|方式|同上|同意"
    r"|应当|应该|应于|需要|全体|全部|相关|有关|各|其他|其它|不)"
)
_HEADING = re.compile(
    rf"姓\s*名|名单$|人员$|(?:{_ROLES})$|(?:{_ROLES})[（(/]|行政相对人|相对人名称|主体名称"
    rf"|户主|署名|人名|法人$|责任人$|代表$|获奖人|授课人|带班|值班领导|值守"
)
_OTHER_HEADING = re.compile(
    r"单位名称|企业名称|公司|机构|数$|人数|电话|证|号码|地址|住址|日期|时间|金额|数量|类别"
    r"|类型|意见"
)


def behind_labels(reading: Reading) -> Iterator[tuple[int, int]]:
    """What stands behind a person's label and a colon, and what is joined to it."""
    for label in _LABEL.finditer(reading.text):
        yield from _values(reading.text, label.end(), len(reading.text), is_sure="姓" in label["label"])


def _values(text: str, at: int, end: int, *, is_sure: bool) -> Iterator[tuple[int, int]]:
    for place in range(_MOST_VALUES):
        value = _VALUE.match(text, at, end)
        if not value or not is_name(value.group(), is_sure=is_sure) or (place and _is_next_label(text, value)):
            return
        yield value.span()
        is_sure = True
        joint = _JOINT.match(text, value.end(), end)
        if not joint:
            return
        at = joint.end()


def _is_next_label(text: str, value: re.Match[str]) -> bool:
    """，成员： opens another list, and behind a comma an everyday word is a word."""
    word = value.group()
    if re.match(r"\s?[：:]", text[value.end() : value.end() + 2]) or word in _label_words():
        return True
    return text[value.start() - 1] in "，,；;" and word in words.vocabulary()


@cache
def _label_words() -> frozenset[str]:
    return frozenset((*words.listed("roles.txt"), *words.listed("posts.txt")))


def of_foreigners(reading: Reading) -> Iterator[tuple[int, int]]:
    """Latin names behind a role word."""
    for match in _FOREIGN.finditer(reading.text):
        yield match.span("name")


def in_columns(reading: Reading) -> Iterator[tuple[int, int]]:
    """Names in the cells of a column whose heading calls for a person."""
    for cell in reading.cells:
        if cell.header and _HEADING.search(cell.header) and not _OTHER_HEADING.search(cell.header):
            yield from _in_cell(reading.text, cell.start, cell.end)


def _in_cell(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start + len(text[start:end]) - len(text[start:end].lstrip(' \u3000"“'))
    stop = start + len(text[start:end].rstrip())
    yield from _values(text, begin, stop, is_sure=True)


def is_name(value: str, *, is_sure: bool = False) -> bool:
    """Could this stand where a name is called for? A sure label needs no known surname."""
    plain = re.sub(r"[ \u3000]", "", value)
    if re.search(r"[·•・‧]|^[A-Z]", plain):
        return True
    if not 2 <= len(plain) <= 4 or _NO_NAME.search(plain):
        return False
    if plain[:2] in words.compound_surnames():
        return len(plain) >= 3
    if plain[0] in words.surnames():
        return len(plain) <= 3 or plain[1] in words.surnames()
    return is_sure and len(plain) <= 3


_SPEAKER = re.compile(rf"(?:^|(?<=[\n。？！?!”]))(?P<name>[{_SIGN}]{{2,3}})[：:]")
_TRANSCRIPT = re.compile(r"(?:询问人|记录人|记者|主持人|问|答)[：:]")


def of_speakers(reading: Reading) -> Iterator[tuple[int, int]]:
    """Who answers in a transcript: 张三：我没有异议。"""
    if not _TRANSCRIPT.search(reading.text):
        return
    speakers = [match for match in _SPEAKER.finditer(reading.text) if is_name(match["name"])]
    for match in speakers:
        often = sum(other["name"] == match["name"] for other in speakers)
        if match["name"] not in words.vocabulary() or (often > 1 and match["name"] not in _label_words()):
            yield match.span("name")


_ADDRESSED = re.compile(
    rf"(?P<name>(?P<surname>[{_SIGN}])[{_SIGN}]{{1,2}})[，,、（(\s](?P=surname)(?:先生|女士|师傅|同志|小姐)"
)


def of_addressed(reading: Reading) -> Iterator[tuple[int, int]]:
    """寿长庚，寿先生: the surname comes again with a title."""
    for match in _ADDRESSED.finditer(reading.text):
        if is_name(match["name"]):
            yield match.span("name")
