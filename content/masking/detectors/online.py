"""E-mail addresses, WeChat names and QQ numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.masking.detectors.reading import Reading
from content.masking.findings import CERTAIN, LIKELY, Finding

_LOCAL = r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,60}[A-Za-z0-9_])?"
_TOP = r"com|cn|net|org|edu|gov|vip|cc|me|info|io|top|ltd|email"
_AT = r"\s?(?:@{1,2}|\(a\)|（a）|_at_|\(at\)|\[at\]|\{at\}|<at>|（at）|【at】|艾特|圈a|\sat\s)\s?"
_DOT = r"(?:\s?(?:\[\.\]|\(\.\)|[.。,，·]|\{dot\}|\(dot\)|\[dot\]|（dot）|\sdot\s|点)\s?)"
_EMAIL = re.compile(
    rf"(?<![A-Za-z0-9._%+])(?P<local>{_LOCAL}){_AT}(?P<host>[A-Za-z0-9][A-Za-z0-9-]{{0,40}}(?:{_DOT}[A-Za-z0-9-]{{1,40}}){{0,4}}?{_DOT}(?:{_TOP})(?:\.cn)?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_ODD_AT = re.compile(
    rf"(?<![A-Za-z0-9._%+])(?P<local>{_LOCAL})\s?[#＃*]\s?(?P<host>(?:163|126|qq|139|189"
    rf"|gmail|sina|sohu|hotmail|outlook|foxmail|yeah|aliyun|icloud){_DOT}(?:com|cn"
    rf"|net))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_PUBLIC_HOST = re.compile(r"(?:^|[.。])gov[.。]cn$", re.IGNORECASE)
_SPACED = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z0-9] ){3,30}@(?: [A-Za-z0-9.]){3,16}(?![A-Za-z0-9])")
_ODD = r"[^\w\u4e00-\u9fff]{0,3}"
_WECHAT = re.compile(
    rf"(?=[微威薇徽卫绿wvWV加抖快支陌小+])(?:[微威薇徽卫]{_ODD}信|[微威薇徽]\s?[❤♥心芯xX]|微(?=[：:])|薇(?=[：:])|卫星号|绿泡泡|绿色软件"
    rf"|抖音|快手|支付宝|陌陌|小红书|we\s?chat|wei\s?xin|wei信|(?<![A-Za-z])[vw]{_ODD}x(?![a-z])|(?<![A-Za-z])v[❤♥信]"
    r"|加\s?[微薇威v]|\+\s?[v微]|(?<![A-Za-z0-9])v(?=[：:]\s?[A-Za-z][A-Za-z0-9_-]{5}))"
    r"\s?(?:号码?|id|账号|帐号|名|同名|同号|信)?\s?(?:为|是|叫|同号|号)?[：:\s（(「“\"【,，]{0,4}"
    r"(?:为|是)?\s?(?P<id>[A-Za-z][A-Za-z0-9_-]{4,19}|[A-Za-z0-9_-]*\d[A-Za-z0-9_-]{4,18})",
    re.IGNORECASE,
)
_NOT_PERSONAL = re.compile(r"官方|公众号?|公号|小程序|视频号|服务号|订阅号|支付$")
_QQ = re.compile(
    r"(?=[QqＱ扣企球丘加])(?:(?<![A-Za-z])Q\s?Q|扣扣|扣(?=[：:])|企鹅(?=[号：:])|球球|丘丘|Ｑ|(?<![A-Za-z])Q(?=[：:号])|加\s?Q)(?:号码?|群号?|账号"
    r"|帐号|号)?(?:为|是|号)?[：:\s（(「“\"【,，]{0,4}(?:为|是)?\s?"
    r"(?P<id>[1-9](?:[\s\-.]?\d){4,11})(?!\d|[\s\-.]?@)",
    re.IGNORECASE,
)


def find_emails(reading: Reading) -> Iterator[Finding]:
    """Every address but those of the government's own mail."""
    if "@" not in reading.text and not re.search(r"at|艾特|#|圈|\(a\)|（a）", reading.text, re.IGNORECASE):
        return
    for pattern, confidence in ((_EMAIL, CERTAIN), (_ODD_AT, LIKELY)):
        for match in pattern.finditer(reading.text):
            if not _PUBLIC_HOST.search(match["host"]):
                yield Finding("email", match.start(), match.end(), confidence, "shape")
    for match in _SPACED.finditer(reading.text):
        if "." in match.group() and not re.search(r"g o v \. c n$", match.group()):
            yield Finding("email", match.start(), match.end(), LIKELY, "shape")


def find_wechat(reading: Reading) -> Iterator[Finding]:
    """What a WeChat label announces; public accounts and mini programs aside."""
    yield from _labelled(reading, _WECHAT, "wechat", reading.text)
    yield from _in_columns(
        reading, "wechat", re.compile(r"微信(?!公)|wechat", re.IGNORECASE), re.compile(r"[A-Za-z0-9_-]{5,20}")
    )


def find_qq(reading: Reading) -> Iterator[Finding]:
    """What a QQ label announces."""
    yield from _labelled(reading, _QQ, "qq", reading.digits)
    yield from _in_columns(reading, "qq", re.compile(r"QQ|扣扣", re.IGNORECASE), re.compile(r"[1-9]\d{4,11}"))


def _labelled(reading: Reading, pattern: re.Pattern[str], kind: str, text: str) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        label = text[max(0, match.start() - 3) : match.start("id")]
        if not _NOT_PERSONAL.search(label) and re.search(r"[0-9A-Za-z]", match["id"]):
            yield Finding(kind, match.start("id"), match.end("id"), CERTAIN, "label")


def _in_columns(reading: Reading, kind: str, heading: re.Pattern[str], value: re.Pattern[str]) -> Iterator[Finding]:
    for cell in reading.cells:
        match = value.search(reading.digits, cell.start, cell.end) if heading.search(cell.header) else None
        if match:
            yield Finding(kind, match.start(), match.end(), CERTAIN, "label")
