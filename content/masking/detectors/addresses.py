"""Where a person lives; where a firm is registered or an office receives people is no finding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.masking import masks
from content.masking.detectors.reading import Reading
from content.masking.findings import CERTAIN, LIKELY, Finding

_HAN = "\u4e00-\u9fff"
_ENDS = r"，,。；;\n）)|\t、！？“”\"<>"
_VALUE = rf"[^{_ENDS}：:]{{3,70}}"
_MARK = re.compile(r"[省市区县旗镇乡村路街巷弄号幢栋楼室组庄里苑园屯圩队]|小区|单元|大道|公寓")
_HOME = re.compile(
    rf"(?:经营者住所|经营者住址|经营者地址|业主住址|家庭住址|家庭地址|居住地址|住宅地址"
    rf"|现住址|现住地址|现居住地|现居地|常住地址"
    rf"|常住地|住址|居住地|经常居住地|户籍地址|户籍所在地|户籍地|户籍|户口所在地|户口地址"
    rf"|户口|籍贯住址|身份证地址|身份证住址|租住地|暂住地址|暂住地|暂住证?地址|宅址|家住"
    rf"|家在|现居住在|现居住于|居住在|居住于|租住在|租住于|暂住在|暂住于|现住在|现住于"
    rf"|现暂住|现租住|租住|暂住|现住|住在|住于|家庭所在地)"
    rf"(?:地址)?(?:为|是|在|于|系)?[：:\s]{{0,3}}(?P<value>{_VALUE})"
)
_BARE = re.compile(
    rf"(?:(?<=[，,。；;、（(：:\s男女生族日号XxX\d岁人])|^)住(?![房宿院户宅建区持])(?:址)?[：:\s]{{0,2}}(?P<value>{_VALUE})"
)
_NEUTRAL = re.compile(
    rf"(?P<label>联系地址|通讯地址|通信地址|邮寄地址|收货地址|收件地址|寄送地址|送达地址"
    rf"|快递地址|详细地址|地\s?址|住\s?所)(?:地)?(?:确认书?|为|是|在"
    rf"|系)?[：:\s]{{0,3}}(?P<value>{_VALUE})"
)
_PRIVATE_LABELS = re.compile(r"联系|通讯|通信|邮寄|收货|收件|寄送|送达|快递")
_FIRM = re.compile(
    r"公司|信用代码|法定代表人|企业|单位|注册|厂|合作社|经营场所|营业|办公|服务中心|窗口"
    r"|大厅|[局所站队][，：:\s]|机关|港|码头|协会|商行|经营部"
)
_PERSON = re.compile(
    r"[，,（(\s][男女][，,）)\s]|身份证|出生|姓\s?名|性别|民族"
    r"|当事人[：:]?[\u4e00-\u9fff]{2,3}[，,（(]|申请人[：:]?[\u4e00-\u9fff]{2,3}[，,（(]"
    r"|手机|收件人|收货人|本人|业主|户主"
)
_NOT_A_HOME = re.compile(
    r"注册|经营|营业|单位|企业|公司|办公|机构|事发|案发|违法|检查|停放|装货|卸货|施工|项目"
    r"|网|办事|报名|投标|开标|仓库|[局站厅]$"
)
_ROOM = re.compile(
    rf"(?:[{_HAN}A-Za-z0-9]{{2,40}}?)(?:\d{{1,4}}(?:号楼|幢|栋|座|号院|＃楼|#楼"
    rf"|#))[{_HAN}\d\-—#]{{0,12}}?\d{{1,5}}(?:室|户|房)(?![{_HAN}]{{0,4}}(?:窗口|会议))"
    rf"|[{_HAN}A-Za-z0-9]{{2,40}}?(?:小区|花园|家园|新村|苑|公寓|华府|名都|府|里|湾|城|郡"
    rf"|庭|居|园|宿舍)[{_HAN}\d\-—#]{{0,10}}?\d{{1,3}}(?:号楼|幢|栋|单元"
    rf"|-\d)[{_HAN}\d\-—#]{{0,12}}\d{{1,4}}室?"
)
_PUBLIC_ROOM = re.compile(
    r"大厦|大楼|办公|公司|中心|窗口|大厅|酒店|宾馆|商铺|门面|局|学校|医院|法院|政府|写字楼"
    r"|广场|产业园|科技园|会议|码头|厂|开标|招标"
)
_CUT = re.compile(
    r"(?:附近|门口|门前|家中|家里|对面|一带)?(?:的|驾驶|居民|村民|业主|住户|联系电话"
    r"|联系方式|电话|手机|身份证|公民身份|因|驾驶|，|现|从业|邮编|户主|系|持有?|为|于\d"
    r"|在\d|\s(?:电话|手机|联系|身份证|邮编|性别|民族|姓名))"
)
_REGION_LEAD = re.compile(r"^(?:(?:中国)?[^在于至到从将]{1,8}?(?:省|市|区|县))")


def find(reading: Reading) -> Iterator[Finding]:
    """Home addresses by label, by the person they stand beside, by heading, or by a room number in a dwelling."""
    for match in (*_HOME.finditer(reading.text), *_BARE.finditer(reading.text)):
        if not _NOT_A_HOME.search(reading.text[max(0, match.start() - 4) : match.start()]):
            yield from _finding(reading, match.start("value"), match.end("value"), CERTAIN, "label")
    for match in _NEUTRAL.finditer(reading.text):
        if _is_home(reading, match):
            yield from _finding(reading, match.start("value"), match.end("value"), LIKELY, "context")
    yield from _in_columns(reading)
    for match in _ROOM.finditer(reading.text):
        if not _PUBLIC_ROOM.search(match.group()) and not _FIRM.search(reading.sentence_before(match.start(), 30)):
            yield from _finding(reading, _room_start(match), match.end(), LIKELY, "shape")


def _is_home(reading: Reading, match: re.Match[str]) -> bool:
    if _NOT_A_HOME.search(reading.text[max(0, match.start() - 4) : match.start()]):
        return False
    start, end = reading.line(match.start(), 160)
    before, line = reading.text[max(0, match.start() - 160) : match.start()], reading.text[start:end]
    if _PERSON.search(line) and not _FIRM.search(line[: match.start() - start][-60:]):
        return True
    if _FIRM.search(line) or _FIRM.search(before[-100:]):
        return False
    return bool(_PERSON.search(before)) or bool(_PRIVATE_LABELS.match(match["label"]))


def _in_columns(reading: Reading) -> Iterator[Finding]:
    for cell in reading.cells:
        is_home = re.search(r"住址|家庭|户籍|居住|住宅", cell.header)
        is_neutral = re.search(r"地址|住所", cell.header) and not _NOT_A_HOME.search(cell.header)
        if is_home or (
            is_neutral and re.search(r"姓名|身份证|手机|收件", reading.row(cell)) and "公司" not in reading.row(cell)
        ):
            start = (
                cell.start
                + len(reading.text[cell.start : cell.end])
                - len(reading.text[cell.start : cell.end].lstrip())
            )
            yield from _finding(reading, start, cell.end, CERTAIN, "label")


def _finding(reading: Reading, start: int, end: int, confidence: str, why: str) -> Iterator[Finding]:
    value = reading.text[start:end]
    cut = _CUT.search(value, 2)
    value = (value[: cut.start()] if cut else value).rstrip(" 的\u3000")
    if not _MARK.search(value) or "已隐去" in value or "＊" in value:
        return
    if not masks.beyond_district(value):
        return
    yield Finding("home_address", start, start + len(value), confidence, why)


def _room_start(match: re.Match[str]) -> int:
    """An unlabelled address begins behind the last word that cannot be part of one."""
    cut = 0
    for stop in re.finditer(r"[在于至到从往将位由回]|家住|居住|租住|送达|前往|驾驶员|当事人|系", match.group()):
        if stop.end() < len(match.group()) - 6:
            cut = stop.end()
    return match.start() + cut
