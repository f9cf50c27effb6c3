"""A first look at a text of a sheet: could the number detectors see anything at all? Most texts they need not read.

It only ever says "maybe" too often. What goes out passes the gate, whatever was seen here.
"""

from __future__ import annotations

import re
import unicodedata

from content.masking import detection
from content.masking.detectors.plates import PROVINCES
from content.masking.detectors.reading import read

_DIGIT = "0-9０-９OolIＯ〇零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖貳參陸①-⑨⓪➀-➈㈠-㈨"
_GAP = r"(?:[^\w]|_|<[^<>]{0,40}>){0,6}"
_LONG = re.compile(rf"[{_DIGIT}](?:{_GAP}[{_DIGIT}]){{6}}")
_SIGNS = re.compile(r"(?=[A-Za-z]{0,5}[0-9])[A-Za-z0-9]{6}")
_WORDS = re.compile(
    r"[@#艾]|邮箱|邮件|圈a|[\W_](?:at|AT|a)[\W_]|dot|DOT|\.com|\.cn|[微威薇徽卫][\W_]{0,3}[信心芯xX星❤]|加\s?[微薇vV]|[vVwW][\W_]{0,3}[xX信]|[qQＱ]|扣扣|企鹅|球球|丘丘|绿泡|出生"
)
#: What people put between the signs of a number, and what markup leaves there.
_BETWEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff*~`]|&nbsp;|<[^<>]{0,40}>")
_PLATE = re.compile(rf"[{PROVINCES}][\s·•・‧.\-_—牌:：]{{0,4}}[A-Za-zＡ-Ｚａ-ｚ][A-Za-z0-9]{{0,6}}")


def number_kinds(text: str) -> tuple[str, ...]:
    """The kinds of numbers in a text, once for each finding; of plates alone only that there are some."""
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    rest, plates = _PLATE.subn("", plain)
    if _LONG.search(rest) or _SIGNS.search(rest) or _WORDS.search(rest):
        return tuple(finding.kind for finding in detection.numbers(read(text)))
    return ("plate",) * plates
