"""Mobile numbers, and landlines that belong to a person rather than to an office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.masking.detectors.reading import Reading
from content.masking.detectors.runs import Run
from content.masking.findings import CERTAIN, LIKELY, UNCERTAIN, Finding

_MOBILE = re.compile(r"(?:\+?(?:00)?86)?(1[3-9]\d{9})$")
_LABEL = re.compile(
    r"(?:电话|手机|联系|联络|号码|移动|联通|电信|微信|短信|拨打|致电|来电|机主|手机号|tel"
    r"|phone|mobile|cell|mob|电)[^。；;]{0,30}$",
    re.IGNORECASE,
)
_OTHER_LABEL = re.compile(
    r"(?:案件?号|案件编号|文号|书编?号|订单号?|流水号|单号|备案号|许可证?编?号|许可证号"
    r"|注册号|登记号|编号|项目代码|标识码|合同号|批次号?|受理号|"
    r"代码|识别号|索引号|MMSI|IMO|标段号?|序列号|货号)[^。；;\d]{0,6}$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\s?(?:余|多)?(?:亿|万|千|百)?(?:元|吨|公斤|千克|公里|千米|米|平方|立方|亩|人|辆|艘"
    r"|次|条|件|标箱|TEU|%|千瓦|马力|小时|分|秒|天|个|户|家|起|份|kg|km)"
)
_SHAPES = {
    (3, 4, 4),
    (3, 8),
    (7, 4),
    (4, 4, 3),
    (3, 3, 5),
    (3, 4, 2, 2),
    (3, 2, 2, 2, 2),
    (5, 6),
    (4, 7),
    (3, 3, 3, 2),
    (4, 3, 4),
    (3, 5, 3),
    (6, 5),
    (8, 3),
}
_HARD_GAP = re.compile(r"[。；;：:|\t+=<>]")
_DATE = re.compile(r"(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])(?!\d)")


def find_mobiles(reading: Reading) -> Iterator[Finding]:
    """Eleven digits that begin 13 to 19, however they are broken up."""
    for run in reading.runs:
        yield from _mobiles_in(reading, run)


def _mobiles_in(reading: Reading, run: Run) -> Iterator[Finding]:
    done = -1
    for first, last, value in run.joined(15):
        match = _MOBILE.fullmatch(value)
        if first <= done or not match:
            continue
        start, end = run.groups[first].start, run.groups[last].end
        if first < last and len(run.groups[first].value) == len(value) - 11:
            start = run.groups[first + 1].start
        if _is_mobile(reading, run, first, last, len(value) - 11):
            done = last
            yield Finding(
                "mobile",
                start,
                end,
                CERTAIN if _is_labelled(reading, start) else LIKELY,
                "label" if _is_labelled(reading, start) else "shape",
            )
    yield from _glued(run)


def _is_labelled(reading: Reading, start: int) -> bool:
    return bool(_LABEL.search(reading.before(start)))


def _is_mobile(reading: Reading, run: Run, first: int, last: int, prefix: int) -> bool:
    start, end = run.groups[first].start, run.groups[last].end
    if _OTHER_LABEL.search(reading.before(start)) or _AMOUNT.match(reading.after(end)):
        return False
    if re.search(r"[A-Za-z]{2,}[-_]?$|[￥¥$]\s?$", reading.text[max(0, start - 6) : start]) and not _is_labelled(
        reading, start
    ):
        return False
    if first == last:
        return True
    return _may_be_broken(reading, run, first, last, prefix)


def _may_be_broken(reading: Reading, run: Run, first: int, last: int, prefix: int) -> bool:
    """Is this a number somebody pulled apart, rather than several numbers that stand together?"""
    gaps = run.gaps_between(first, last)
    if prefix and run.lengths(first, last)[0] == prefix:
        first, gaps = first + 1, gaps[1:]
    start, end = run.groups[first].start, run.groups[last].end
    if _DATE.search(reading.digits[start:end]):
        return False
    lengths = run.lengths(first, last)
    if first == last or all(length == 1 for length in lengths):
        return True
    if any(_HARD_GAP.search(gap) for gap in gaps):
        return lengths == (3, 4, 4) and len(set(gaps)) == 1
    if lengths in _SHAPES or (_is_labelled(reading, start) and not any("、" in gap or "，" in gap for gap in gaps)):
        return True
    return len(set(gaps)) == 1 and lengths[0] == 3 and gaps[0] not in ("、", "，", ",")


def _glued(run: Run) -> Iterator[Finding]:
    """A mobile number that touches an identity number or another mobile number."""
    for group in run.groups:
        for length in (29, 22, 33):
            if len(group.value) == length:
                yield from _glued_in(group.value, group.start, length)


def _glued_in(value: str, start: int, length: int) -> Iterator[Finding]:
    offsets = (0, 18) if length == 29 else range(0, length, 11)
    for offset in offsets:
        if re.fullmatch(r"1[3-9]\d{9}", value[offset : offset + 11]):
            yield Finding("mobile", start + offset, start + offset + 11, LIKELY, "shape")


_DASH = r"[-–—−‐‑－ \u00a0~·.]"
_LANDLINE = re.compile(
    rf"(?<![0-9A-Za-z/〔])(?:\+?86{_DASH}?)?(?:\(0\d{{2,3}}\)|（0\d{{2,3}}）|\[0\d{{2,3}}\]|0\d{{2,3}}){_DASH}{{0,3}}"
    rf"[2-8](?:{_DASH}?\d){{6,7}}(?!\d)(?:(?:转|{_DASH}|ext\.?){{1,2}}\d{{1,6}}(?!\d))?"
)
_LOCAL = re.compile(
    rf"(?:家|宅|住宅|固定|固|座机|私人|个人|本人)[^\d。；]{{0,8}}?(?:电话|座机|固话"
    rf"|电)[^\d。；]{{0,6}}(?P<n>[2-8](?:{_DASH}?\d){{6,7}})(?!\d)"
)
_PRIVATE = re.compile(
    r"(?:家庭|家里|家中|住宅|宅电|自家|个人|本人|私人|家属|亲属|妻子|丈夫|父亲|母亲|儿子"
    r"|女儿|宿舍)[^。；\d]{0,14}$|宅[：: ]?$"
)
_PRIVATE_AFTER = re.compile(r"\s?[（(](?:宅|住宅|家|家庭|家里|私人|个人)")
_OFFICE = re.compile(
    r"咨询|监督|举报|投诉|热线|值班|办公|传真|服务|公司|单位|局|处|科|中心|窗口|大厅|办事"
    r"|受理|报名|救援|调度|应急|前台|客服|总机|支队|大队|所|站|委|办|室|厅"
    r"|港口|码头|企业|厂|法院|政府|部门|机关|银行|学校|医院|协会|集团|fax",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[局处科站所室厅厂校院委办]|公司|支队|大队|中队|中心|窗口|单位|企业|部门|机关|港口|码头|协会|集团|法院|政府|银行"
)
_ASKED_TO_CALL = re.compile(r"可|如|请|向|异议|疑问|咨询|监督|举报|投诉|热线|值班|办公|传真|服务|受理|反映")
_PERSON = re.compile(
    r"身份证|，男|，女|\(男|\(女|（男|（女|出生|住址|家住|现住|户籍|当事人|申请人|驾驶员"
    r"|驾驶人|船员|船主|车主|投诉人|举报人|业主|患者|家属|经营者|被处罚人|本人"
    r"|乘客|旅客|货主|个体|居民|村民|学员|伤者|证人|报案人|被告|原告|户主|姓名"
)


def find_landlines(reading: Reading) -> Iterator[Finding]:
    """Landlines that belong to a person; an office's line, or one that nothing ties to a person, is no finding."""
    for match in _LANDLINE.finditer(reading.digits):
        if _is_private(reading, match.start(), match.end()):
            yield Finding("landline", match.start(), match.end(), LIKELY, "context")
        elif _is_nobodys(reading, match.start()):
            yield Finding("landline", match.start(), match.end(), UNCERTAIN, "context")
    for match in _LOCAL.finditer(reading.digits):
        yield Finding("landline", match.start("n"), match.end("n"), LIKELY, "label")


def _is_private(reading: Reading, start: int, end: int) -> bool:
    before = reading.before(start, 24)
    if _PRIVATE.search(before) or _PRIVATE_AFTER.match(reading.text, end):
        return True
    if _OFFICE.search(re.split(r"[，,。；;\n\d]", before)[-1]):
        return False
    cell = reading.cell_at(start)
    if cell:
        row = reading.row(cell)
        return bool(_PERSON.search(row)) and not _UNIT.search(row)
    return _is_said_of_a_person(reading.sentence_before(start))


def _is_said_of_a_person(sentence: str) -> bool:
    """申请人张三，电话 …: a person is the last that was spoken of, and nobody is told to ring an office."""
    last = max(_PERSON.finditer(sentence), key=re.Match.end, default=None)
    if last is None or _UNIT.search(sentence, last.end()) or re.search(r"公司|[局处科]联系人", sentence):
        return False
    return not _ASKED_TO_CALL.search(sentence, last.end())


def _is_nobodys(reading: Reading, start: int) -> bool:
    """Neither a label nor the line says whose it is."""
    line = reading.text[slice(*reading.line(start, 160))]
    return not re.search(r"联系|拨打|致电", line[: start + 1]) and not _OFFICE.search(line)
