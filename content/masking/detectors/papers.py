"""Numbers of a person's papers, told by their labels: passports, travel permits, certificates, licences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.masking.detectors.reading import Reading
from content.masking.findings import CERTAIN, LIKELY, Finding

_PAPERS = (
    ("passport", r"护照|(?i:passport)"),
    ("travel_permit", r"来往内地通行证|来往大陆通行证|往来港澳通行证|往来台湾通行证|通行证|回乡证|台胞证|还乡证"),
    ("foreigner_id", r"永久居留身份证|永久居留证|永居证|外国人居留"),
    (
        "practitioner_certificate",
        r"从业资格|资格证|上岗证|服务监督卡|监督卡|准驾证|考核合格证|特种作业|操作证|教练证"
        r"|押运证|押运员证|装卸管理人员证|网约车驾驶员证|驾驶员证"
        r"|建造师|注册证|监理工程师证|执业证",
    ),
    ("crew_certificate", r"船员|海员证|适任证|服务簿|培训合格证|健康证|引航员证|海员"),
    ("transport_certificate", r"道路运输证|营运证|运输证"),
    ("driver_licence", r"驾驶证|驾照|档案编号|行驶证"),
    ("badge", r"执法证|工作证|警号|执法编号|胸牌|工号|执法人员证"),
    (
        "personal_paper",
        r"户口[簿本]|社保卡?|社会保障卡|医疗保险|医保卡?|军官证|士兵证|士官证|警官证|结婚证|出生医学证明|居住证"
        r"|学生证|残疾人?证|退役军人证|老年证|房产证|不动产权证|房权证|病历|住院号",
    ),
    ("resident_id", r"证件号码?|身份证件?号码?|证件编号"),
)
_ALL = "|".join(words for _, words in _PAPERS)
_VALUE = (
    r"(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][\u4e00-\u9fff]{0,3})?[A-Za-z0-9](?:[\s\-–—.·/]{0,2}[A-Za-z0-9]"
    r"|[(（]\d{1,4}[)）]){4,27}"
)
_PAPER = re.compile(
    rf"(?P<label>{_ALL})\s?(?:书|件|卡|IC卡|电子证照?)?(?:的?(?:号码|证号|编号|号"
    rf"|No\.?))?(?:信息)?(?:分别|均)?(?:为|是|系|有)?"
    rf"[：:\s（(「“\"【，,]{{0,4}}(?:证件?)?(?:号码|编号|证号|号)?(?:分别)?(?:为|是"
    rf"|系)?[：:\s]{{0,3}}(?:[\u4e00-\u9fff]{{1,8}}字)?第?\s?(?P<value>{_VALUE})",
)
_BARE_PASSPORT = re.compile(
    r"(?<![A-Za-z0-9])(?:[EGeg]\s?\d{8}|[Ee][A-HJ-NP-Za-hj-np-z]\d{7}|[DSPdsp][Ee]?\d{7,8}"
    r"|[KHkhMm][A-Za-z]?\d{7,8})(?![A-Za-z0-9])"
)
_BARE_PERMIT = re.compile(
    r"(?<![A-Za-z0-9])(?:[HMhm][\s-]?\d{4}[\s-]?\d{4}(?:[\s-]?\d\d)?|\d{8}|\d{10}\s?[A-Z(]\w?\)?)(?![A-Za-z0-9])"
)
_BARE_OF_TRAVELLER = re.compile(r"(?<![A-Za-z0-9])[HMEGC][A-HJ-NP-Z]?\s?\d{7,8}(?:\d\d)?(?![A-Za-z0-9])")
_AHEAD = re.compile(
    r"(?<![A-Za-z0-9])(?P<value>[A-Za-z]{1,2}\s?\d{7,10})(?:号|的)?(?P<label>护照|通行证|回乡证|台胞证)"
)
_BARE_FOREIGNER = re.compile(r"(?<![A-Za-z0-9])[A-Z]{3}\s?\d{12}(?![A-Za-z0-9])")
_NEARBY = (
    ("passport", re.compile(r"护照|(?i:passport)"), _BARE_PASSPORT),
    ("travel_permit", re.compile(r"证件|[出入]境|口岸"), _BARE_OF_TRAVELLER),
    ("travel_permit", re.compile(r"通行证|回乡证|台胞证"), _BARE_PERMIT),
    ("foreigner_id", re.compile(r"居留|外国人|外籍"), _BARE_FOREIGNER),
)
_CERTIFICATE = re.compile(rf"证书?编?号(?:为|是)?[：:\s]{{0,3}}(?P<value>{_VALUE})")
_QUALIFIED = re.compile(r"考核合格|从业资格|注册建造|建造师|监理工程师|安全员|适任|执业资格|职业资格|持证上岗")
_REACH = 60
_OF_A_FIRM = re.compile(r"许可证|营业执照|信用代码|经营许可|单位|公司[^，。]{0,8}$")
_FEWEST_DIGITS = 4
_IS_DATE = re.compile(
    r"(?:19|20)\d\d[-./年](?:0?[1-9]|1[0-2])(?:[-./月](?:0?[1-9]|[12]\d|3[01]))?$|(?:19|20)\d\d(?:\s|$)"
)
_PERSON = re.compile(r"身份证|，男|，女|当事人|驾驶员|驾驶人|车主|船主|船员|经营者|司机|本人|姓名|持证人")


def find(reading: Reading) -> Iterator[Finding]:
    """Values that stand behind the name of a paper, in prose, in `key: value` lines and under headings."""
    for match in _PAPER.finditer(reading.digits):
        yield from _labelled(reading, match)
    for kind, label, value in _NEARBY:
        for match in label.finditer(reading.text):
            yield from _nearby(reading, kind, value, match.end())
    for match in _CERTIFICATE.finditer(reading.digits):
        if _QUALIFIED.search(reading.sentence_before(match.start())):
            yield Finding("practitioner_certificate", *match.span("value"), LIKELY, "label")
    for match in _AHEAD.finditer(reading.digits):
        yield Finding(_kind(match["label"]), *match.span("value"), LIKELY, "label")
    yield from _in_columns(reading)


def _labelled(reading: Reading, match: re.Match[str]) -> Iterator[Finding]:
    kind = _kind(match["label"])
    value = match["value"]
    before = reading.text[max(0, match.start() - 30) : match.start()]
    end = _end_of_value(match)
    value = reading.digits[match.start("value") : end]
    if sum(sign.isdigit() for sign in value) < _FEWEST_DIGITS or _IS_DATE.match(value):
        return
    if kind == "resident_id" and _OF_A_FIRM.search(before):
        return
    if kind == "transport_certificate" and not _is_of_a_person(reading, match):
        return
    yield Finding(kind, match.start("value"), end, CERTAIN, "label")


def _is_of_a_person(reading: Reading, match: re.Match[str]) -> bool:
    after = re.split(r"[。；\n]", reading.after(match.end(), 16))[0]
    return bool(_PERSON.search(reading.sentence_before(match.start())) or re.search("车主|持证人|业户", after))


def _kind(label: str) -> str:
    return next(kind for kind, words in _PAPERS if re.fullmatch(words, label))


def _end_of_value(match: re.Match[str]) -> int:
    """A value ends at its first wide gap, unless what follows goes on in groups of digits."""
    value = match["value"]
    parts = list(re.finditer(r"[A-Za-z0-9\-–—.·/()（）\u4e00-\u9fff]+", value))
    end = parts[0].end()
    for part in parts[1:]:
        if not re.fullmatch(r"[\d]{1,8}[Xx]?", part.group()):
            break
        end = part.end()
    return match.start("value") + end


def _nearby(reading: Reading, kind: str, value: re.Pattern[str], start: int) -> Iterator[Finding]:
    stop = re.search(r"[。\n]", reading.text[start : start + _REACH])
    for match in value.finditer(reading.digits, start, start + (stop.start() if stop else _REACH)):
        if not _IS_DATE.match(match.group()):
            yield Finding(kind, match.start(), match.end(), LIKELY, "context")


def _in_columns(reading: Reading) -> Iterator[Finding]:
    for cell in reading.cells:
        kind = _kind_of_column(cell.header)
        value = re.search(_VALUE, reading.digits[cell.start : cell.end]) if kind else None
        if kind and value and sum(sign.isdigit() for sign in value.group()) >= _FEWEST_DIGITS:
            yield Finding(kind, cell.start + value.start(), cell.start + value.end(), CERTAIN, "label")


def _kind_of_column(header: str) -> str | None:
    if not header or _OF_A_FIRM.search(header) or not re.search(r"号|证$|护照", header):
        return None
    return next((kind for kind, words in _PAPERS if kind != "transport_certificate" and re.search(words, header)), None)
