"""Bank accounts and cards, of persons and of organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.identifiers import bank_card
from content.masking.detectors.reading import Reading
from content.masking.detectors.runs import Run
from content.masking.findings import CERTAIN, LIKELY, Finding

_LABEL = re.compile(
    r"(?:银行|账号|帐号|賬號|账户|帐户|卡号|开户行|储蓄卡|借记卡|信用卡|工资卡|存折|一卡通"
    r"|社保卡|开户|农行|工行|建行|中行|交行|邮储|农商行|信用社|收款|对公|汇入|转入|打入"
    r"|支行)[^。；;\d]{0,30}$"
)
_LISTED = re.compile(r"(?:账号|帐号|卡号)[^。；;]{0,60}$")
_OTHER_LABEL = re.compile(
    r"(?:信用代码|机构代码|纳税人识别号|税号|联行号|行号|电话|传真|手机|金额|编号|订单号?"
    r"|流水号|凭证号|单号|网址|邮编|案号|文号|登录账号)[^。；;\d]{0,6}$"
)
_FEWEST = 12
_LANDLINE = re.compile(r"0\d{2,3}[^\dA-Za-z]{0,3}[2-8]\d{6,7}(?!\d)")
_CARD = re.compile(r"(?:62|4|5|35|37|9)\d+")
_GAP = re.compile(r"[。；;：:|\t\n，,、()（）]")


def find(reading: Reading) -> Iterator[Finding]:
    """Luhn cards wherever they stand, and whatever a bank label announces."""
    for run in reading.runs:
        done = -1
        for first, last, value in _longest_first(run):
            if first <= done or "X" in value:
                continue
            found = _found(reading, run, first, last, value)
            if found:
                done = last
                yield found


def _longest_first(run: Run) -> list[tuple[int, int, str]]:
    return sorted(run.joined(30), key=lambda part: (part[0], -part[1]))


def _found(reading: Reading, run: Run, first: int, last: int, value: str) -> Finding | None:
    start, end = run.groups[first].start, run.groups[last].end
    gaps = run.gaps_between(first, last)
    before = reading.before(start)
    is_card = 16 <= len(value) <= 19 and _CARD.match(value) is not None and bank_card.is_luhn(value)
    if _LANDLINE.match(reading.digits, start) and first < last:
        return None
    if _OTHER_LABEL.search(before) or (any(_GAP.search(gap) for gap in gaps) and not is_card):
        return None
    if _FEWEST <= len(value) <= 30 and _LABEL.search(before):
        return Finding("bank_account", start, end, CERTAIN, "label")
    if is_card and (first == last or value.startswith("62")):
        return Finding("bank_account", start, end, CERTAIN, "checksum")
    if _FEWEST <= len(value) <= 30 and _LISTED.search(before):
        return Finding("bank_account", start, end, LIKELY, "label")
    return None
