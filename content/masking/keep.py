"""Stretches that must never be masked: codes, document numbers, labelled serials, amounts and protected phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from content.identifiers import resident_id, unified_code
from content.masking.detectors.reading import Reading
from content.masking.findings import Finding, Taken

_PAPERS_OF_PERSONS = frozenset({"practitioner_certificate", "crew_certificate", "passport", "travel_permit", "badge"})
_PHRASES = Path(__file__).with_name("protected_phrases.txt")
_UNIFIED = re.compile(r"(?<![A-Za-z0-9])[0-9A-HJ-NPQRTUWXY]{18}(?![A-Za-z0-9])")
_UNIFIED_LABEL = re.compile(r"(?:信用代码|社会信用号)[^。；;A-Za-z0-9]{0,14}$")
_NUMBERED = re.compile(
    r"(?<=[\u4e00-\u9fff])[〔\[（(【﹝［]\s?(?:19|20)\d\d\s?[〕\])）】﹞］]\s?第?\s?\d{1,6}\s?号"
    r"|[（(〔\[]\s?20\d\d\s?[）)〕\]]\s?[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼最][\u4e00-\u9fff]?\s?\d{0,5}[\u4e00-\u9fff]{1,5}\s?\d{1,7}\s?号"
    r"|(?<![0-9A-Za-z])[0-9A-Z]{8,9}/(?:19|20)\d\d-\d{4,6}(?!\d)"
    r"|(?<![0-9A-Za-z])[0-9A-Z]{18}/(?:19|20)\d\d-\d{4,6}(?!\d)"
    r"|(?<!\d)(?:19|20)\d\d-\d{6}-\d\d-\d\d-\d{6}(?!\d)"
    r"|[（(][\u4e00-\u9fff]{1,4}[）)][\u4e00-\u9fff]{1,8}[（(]\d{2,8}[）)]\s?号"
    r"|(?<=[\u4e00-\u9fff])字第?\s?[〔(（]?\s?[A-Z0-9]{4,14}\s?[)）〕]?\s?号"
    r"|[\u4e00-\u9fff]?[A-Z]{1,3}CP备\d{6,12}号(?:-\d{1,3})?"
    r"|[\u4e00-\u9fff]?公网安备\s?\d{14}号?|(?<![A-Za-z])CN\s?\d{11}(?!\d)"
    r"|[GSXYCZ]?\d{0,4}K\d{1,5}\+\d{1,4}(?:\.\d+)?(?:[-—~至到]+K?\d{1,5}\+\d{1,4})?"
    r"|(?<![京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼A-Za-z])(?:GB|JT|JTG|DB|TB|YD|HJ|SL|CJ|CJJ|JGJ|ISO|IEC)(?:/[A-Z])?\s?[A-Z]?\d[\d.\-—/]*"
)
_LEAD = re.compile(r"[\u4e00-\u9fff]{1,14}$")
_LABELLED = re.compile(
    r"(?:组织机构代码|机构代码|案号|案件编号|文书编?号|决定书编?号|许可证?编?号"
    r"|许可证书?号|许可证编号|经营许可证|许可编号|合同编?号|项目编?号|项目代码|招标编号"
    r"|标段编号|流水号|受理号|受理编号|业务编号|办件编号"
    r"|工单编?号|订单编?号|单号|索引号|文号|备案编?号|注册号|登记编?号|税务登记证?号?"
    r"|船舶识别号|船检登记号|MMSI|IMO|VIN|车架号|车辆识别代号|发动机号|批次号?|标识码"
    r"|发票号码?|票据号码?|票号"
    r"|运单号?|报告编?号|检测编?号|设备编?号|序列号|邮编|邮政编码|缴款码|缴款通知书编?号"
    r"|回执编?号|查询码|联行号|行号|站点编号|监测点编号|桩号|航标编号|资产编号|档号"
    r"|证书编号)"
    r"(?:为|是"
    r"|系)?[：:\s（(「“]{0,3}(?:[\u4e00-\u9fff]{0,10}字?第?\s?)?(?P<value>[A-Za-z0-9][A-Za-z0-9\-/.〔〕]{2,30})",
)
_HOTLINE = re.compile(r"(?<![\dA-Za-z])(?<!\d[-\s.])(?:400|800)[-\s]?\d{3,4}[-\s]?\d{3,4}(?![-\s.]?\d)")
_AMOUNT = re.compile(
    r"(?:￥|¥|RMB|人民币)\s?\d[\d,，.]{0,20}|(?<![\d,，.])\d[\d,，.]{0,20}\s?(?:余"
    r"|多)?(?:亿|万|千|百)?(?:元|吨|公里|千米|平方米|立方米|标箱|TEU)"
)


def numbers(reading: Reading) -> Taken:
    """Stretches of digits and letters that no number detector may touch."""
    return Taken(list(_codes(reading)))


def _codes(reading: Reading) -> Iterator[tuple[int, int]]:
    for match in _UNIFIED.finditer(reading.text):
        if _is_unified(reading, match):
            yield match.span()
    yield from _numbered(reading.text)
    for pattern in (_HOTLINE, _AMOUNT):
        for match in pattern.finditer(reading.text):
            yield match.span()
    for match in _LABELLED.finditer(reading.text):
        if not _is_resident(match["value"]):
            yield match.span("value")


def _numbered(text: str) -> Iterator[tuple[int, int]]:
    """Document numbers with the words they begin with: the search starts at the rarer sign and looks back."""
    for match in _NUMBERED.finditer(text):
        opens = match.group()[0] in "字〔[（(【﹝［"
        lead = _LEAD.search(text, max(0, match.start() - 14), match.start()) if opens else None
        yield lead.start() if lead else match.start(), match.end()


def _is_unified(reading: Reading, match: re.Match[str]) -> bool:
    code = match.group()
    if _UNIFIED_LABEL.search(reading.before(match.start())):
        return True
    return unified_code.is_valid(code) and not resident_id.is_shape(code)


def _is_resident(value: str) -> bool:
    return resident_id.is_shape(value[:18]) and resident_id.is_checksum(value[:18]) and int(value[6:10]) <= 2012


@cache
def phrases() -> re.Pattern[str]:
    """The protected phrases, longest first, as one pattern."""
    lines = (line.split("#")[0].strip() for line in _PHRASES.read_text(encoding="utf-8").splitlines())
    return re.compile(
        "|".join(re.escape(line) for line in sorted({line for line in lines if line}, key=len, reverse=True))
    )


def protected(reading: Reading) -> Taken:
    """Stretches of words that hold a name and are public all the same."""
    return Taken([*(match.span() for match in phrases().finditer(reading.text)), *_numbered(reading.text)])


def allows(finding: Finding, kept: Taken) -> bool:
    """A finding stands unless what it covers must be kept; an id that carries its own check digit always stands."""
    if finding.why == "checksum" and finding.kind != "bank_account":
        return True
    if finding.why == "label" and finding.kind in _PAPERS_OF_PERSONS:
        return True
    return kept.is_free(finding.start, finding.end)
