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
_LONG_IN_PLAIN = re.compile(rf"[{_DIGIT}](?:[\W_]{{0,6}}[{_DIGIT}]){{6}}")
_SIGNS = re.compile(r"(?=[A-Za-z]{0,5}[0-9])[A-Za-z0-9]{6}")
_SIX = re.compile("[A-Za-z0-9]{6}")
_WORDS = re.compile(
    r"[@#艾]|邮箱|邮件|圈a|[\W_](?:at|AT|a)[\W_]|dot|DOT|\.com|\.cn|[微威薇徽卫][\W_]{0,3}[信心芯xX星❤]|加\s?[微薇vV]|[vVwW][\W_]{0,3}[xX信]|[qQＱ]|扣扣|企鹅|球球|丘丘|绿泡|出生"
)
#: One of these stands in whatever ``_WORDS`` finds, but for a birth.
_OF_WORDS = re.compile("[@#艾邮圈aAdD.微威薇徽卫vVwWqQＱ扣鹅球丘绿]")
#: What people put between the signs of a number, and what markup leaves there.
_BETWEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff*~`]|&nbsp;|<[^<>]{0,40}>")
#: Signs that normalising leaves as they are for every pattern here, and none that ``_BETWEEN`` takes out.
_PLAIN = re.compile(r"[\n -%'-)+-;=-_a-}\u4e00-\u9fff，。、；：！？“”‘’（）《》〔〕【】—·％]*")
_PLATE = re.compile(rf"[{PROVINCES}][\s·•・‧.\-_—牌:：]{{0,4}}[A-Za-zＡ-Ｚａ-ｚ][A-Za-z0-9]{{0,6}}")


def number_kinds(text: str) -> tuple[str, ...]:
    """The kinds of numbers in a text, once for each finding; of plates alone only that there are some."""
    is_plain = _PLAIN.fullmatch(text) is not None
    rest, plates = _PLATE.subn("", text if is_plain else _BETWEEN.sub("", unicodedata.normalize("NFKC", text)))
    if (_LONG_IN_PLAIN if is_plain else _LONG).search(rest) or has_signs(rest) or has_words(rest):
        return tuple(finding.kind for finding in detection.numbers(read(text)))
    return ("plate",) * plates


def has_signs(text: str) -> bool:
    return _SIX.search(text) is not None and _SIGNS.search(text) is not None


def has_words(text: str) -> bool:
    return ("出生" in text or _OF_WORDS.search(text) is not None) and _WORDS.search(text) is not None
