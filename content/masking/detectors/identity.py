"""Resident ids of 18 and 15 digits, residence permits of Hong Kong, Macau and Taiwan residents, foreigners' cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.identifiers import registration_number, resident_id, unified_code
from content.masking.detectors.reading import Reading
from content.masking.detectors.runs import Run
from content.masking.findings import CERTAIN, LIKELY, Finding

_LABEL = re.compile(
    r"(?:身份证|身份証|居民证|身分证|公民身份|身份号|身份信息|证件号|证件编号|证号|居住证"
    r"|永久居留|永居证|公民号码|ID\s?(?:号|card|no)?|身证"
    r"|[sS][fF][zZ]号?)[^。；;\d]{0,16}$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:身份证|公民身份|证件号)[^。；;]{0,120}$")
_OTHER_LABEL = re.compile(
    r"(?:信用代码|信用号|组织机构代码|机构代码|纳税人识别号|税号|案件?号|案件编号"
    r"|文书编?号|决定书编?号|订单号?|流水号|单号|备案号|许可证?编?号|许可证号|"
    r"注册号|登记号|登记编号|编号|项目代码|标识码|合同号|批次号?|回执号?|受理号|业务号)[^。；;\d]{0,6}$"
)
_UNIFIED_LABEL = re.compile(r"(?:信用代码|信用号|组织机构代码|机构代码)[^。；;\d]{0,14}$")
_REGISTRATION_LABEL = re.compile(r"(?:注册号|登记号|执照)[^。；;\d]{0,8}$")
# A number somebody has half hidden already goes as a whole.
_LAST_DIGITS = re.compile(
    r"(?:身份证|证件)[^\d。；]{0,6}[后末尾][^\d。；]{0,2}[4六6四]位?(?:数字?|号)?(?:为"
    r"|是)?[：:\s]{0,3}(?P<digits>\d{3,5}[\dXx])(?!\d)"
)
_STARS = re.compile(r"[*＊]*")
_NEWEST_ADULT = 2012


def find(reading: Reading) -> Iterator[Finding]:
    """Every identity number, whole ones before those that only the label gives away."""
    for run in reading.runs:
        yield from _in_run(reading, run)
    for match in _LAST_DIGITS.finditer(reading.digits):
        yield Finding("resident_id", *match.span("digits"), LIKELY, "label")


def _in_run(reading: Reading, run: Run) -> list[Finding]:
    """Every reading of the run, the fullest first: a part that looks like a number must not win over the whole."""
    found: list[tuple[tuple[int, int], Finding]] = []
    for first, last, value in run.joined(40):
        start, end = run.groups[first].start, run.groups[last].end
        verdict = _verdict(reading, value, start, first, last)
        if verdict:
            kind, confidence, why = verdict
            end += len(_STARS.match(reading.text, end).group())  # type: ignore[union-attr]
            found.append((_rank(len(value), why), Finding(kind, start, end, confidence, why)))
        elif len(value) > 18 and first == last:
            found += [(_rank(18, part.why), part) for part in _inside(value, start)]
    return [finding for _, finding in sorted(found, key=lambda each: each[0])]


def _rank(length: int, why: str) -> tuple[int, int]:
    """Eighteen with a right check digit, any other eighteen, then the longer before the shorter."""
    return (0 if length == 18 and why == "checksum" else 1 if length == 18 else 2), -length


def _verdict(reading: Reading, value: str, start: int, first: int, last: int) -> tuple[str, str, str] | None:
    if len(value) == 18:
        return _eighteen(reading, value, start, first == last)
    if len(value) == 15 and "X" not in value:
        return _fifteen(reading, value, start)
    if 13 <= len(value) <= 20 and (first == last or len(value) in (17, 19)):
        return _wrong_length(reading, value, start)
    return None


def _eighteen(reading: Reading, value: str, start: int, is_whole: bool) -> tuple[str, str, str] | None:
    before = reading.before(start)
    if _UNIFIED_LABEL.search(before) or "X" in value[:17]:
        return None
    for is_shape, kind in (
        (resident_id.is_shape, "resident_id"),
        (resident_id.is_beyond_shape, "hmt_residence_permit"),
        (resident_id.is_foreigner_shape, "foreigner_id"),
    ):
        if is_shape(value):
            return _judged(before, value, kind, is_whole)
    if _LABEL.search(before) and not _OTHER_LABEL.search(before):
        return "resident_id", CERTAIN, "label"
    return None


def _judged(before: str, value: str, kind: str, is_whole: bool) -> tuple[str, str, str] | None:
    birth = resident_id.birth_of(value)
    is_labelled = bool(_LABEL.search(before)) and not _OTHER_LABEL.search(before)
    is_adult = birth is not None and birth.year <= _NEWEST_ADULT
    if resident_id.is_checksum(value) and (is_labelled or is_adult or not _OTHER_LABEL.search(before)):
        return None if kind == "foreigner_id" and unified_code.is_valid(value) else (kind, CERTAIN, "checksum")
    if is_labelled or _LISTED.search(before):
        return kind, CERTAIN, "label"
    if is_whole and is_adult and not _OTHER_LABEL.search(before):
        return kind, LIKELY, "shape"
    return None


def _fifteen(reading: Reading, value: str, start: int) -> tuple[str, str, str] | None:
    before = reading.before(start)
    if _LABEL.search(before) and not _OTHER_LABEL.search(before):
        return "resident_id", CERTAIN, "label"
    if not resident_id.is_old(value) or registration_number.is_valid(value) or _OTHER_LABEL.search(before):
        return None
    return "resident_id", LIKELY, "shape"


def _wrong_length(reading: Reading, value: str, start: int) -> tuple[str, str, str] | None:
    """One digit lost or doubled in typing is still that person's number."""
    before = reading.before(start)
    if re.search(r"(?:身份证|公民身份|身份号)[^。；;\d]{0,16}$", before) and value[:2].isdigit():
        return "resident_id", LIKELY, "label"
    return None


def _inside(value: str, start: int) -> Iterator[Finding]:
    """A number glued to another: 18 characters with province, date and check digit."""
    for offset in (0, len(value) - 18):
        part = value[offset : offset + 18]
        if resident_id.is_shape(part) and resident_id.is_checksum(part):
            yield Finding("resident_id", start + offset, start + offset + 18, CERTAIN, "checksum")
