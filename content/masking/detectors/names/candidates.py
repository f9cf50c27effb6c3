"""What may begin at a place in a stretch of Chinese: words, names of places and works, names of persons."""

from __future__ import annotations

import re

from content.masking.detectors.names import costs
from content.masking.detectors.names.knowledge import Knowledge

_LONGEST_WORD = 6
_WORKS = re.compile(
    r"[\u4e00-\u9fff]{1,4}?(?:高速|铁路|公路|高铁|城际|航道|运河|大桥|隧道|互通|枢纽|立交"
    r"|收费站|服务区|大道|大街|路口|船闸|街道|社区|小区|新村|花园|家园|大厦|广场|水库|码头"
    r"|港区|渡口|锚地|车站|机场|街|线(?:路|[K段]))"
)
_SELDOM_LAST = frozenset(
    "人者员物品费税款证书表率量类型式性化区县镇村乡省局厅处科所队站厂店司课院校室层级项条号码案件罚车船路段线侧端栏"
)
_SURE_SURNAMES = frozenset(
    "谢许何王李张刘陈杨赵吴徐孙朱胡郭罗郑梁宋唐韩冯邓曹彭董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦邹孟熊秦邱尹薛闫侯陶黎贺顾郝龚邵覃樊葛邢岳翟殷詹欧耿焦俞柳阮纪童凌裴霍涂翁冉骆辛柴蒙鲍喻祁蒲屈牟艾尤芦麦褚窦戚岑卜晏柏瞿佟臧闵苟邬卞姬仇栾隋刁丛敖佘牟阎占戴赖洪"
)
_AMBIGUOUS = frozenset(
    "包车万金时水路关应常都成高安全平和明方文向易计项余于单党管查强顾温游支连任解别习石马江河山海云雷牛羊鱼米麦谷田钱银权费席位经施储利能有花月年路白黄红蓝"
)
_NEVER_FIRST = frozenset("的了着过吗呢吧和与及因被把是就也还又很这那我你他她它们您有内多")
LINKS = "为系是叫"


def is_ambiguous(surname: str) -> bool:
    """Is this surname far oftener a word of its own?"""
    return surname in _AMBIGUOUS


def words_at(text: str, at: int, lex: Knowledge) -> list[tuple[int, int, str]]:
    """(end, cost, class) of each word that begins here."""
    known = lex.known
    sign = text[at]
    cost, kind = known.get(sign, (costs.UNKNOWN_SIGN, "?"))
    cost += costs.LONE_SURNAME if _is_sure_surname(sign, cost, lex) else costs.LONE_SIGN if kind in "n?va" else 0
    found = [(at + 1, cost, kind)]
    if text[at : at + 2] in lex.firsts:
        for end in range(at + 2, min(at + _LONGEST_WORD, len(text)) + 1):
            entry = known.get(text[at:end])
            if entry:
                found.append((end, *entry))
                if entry[1] == "role" and text[end : end + 1] and text[end] in LINKS:
                    found.append((end + 1, entry[0] + 40, "linked"))
    if sign in lex.surnames:
        if text[at + 1 : at + 3] in lex.after_surname:
            found.append((at + 3, costs.WITH_TITLE + lex.surnames[sign], "addressed"))
        found += _places_at(text, at)
    return found


def _is_sure_surname(sign: str, cost: int, lex: Knowledge) -> bool:
    """A surname that is hardly ever a word of its own."""
    return sign in _SURE_SURNAMES or (cost >= costs.SELDOM_A_WORD and sign in lex.surnames)


def _places_at(text: str, at: int) -> list[tuple[int, int, str]]:
    works = _WORKS.match(text, at)
    found = [(works.end(), costs.WORKS, "n")] if works else []
    return found + [
        (end + 1, costs.PLACE[text[end]] + 20, "n")
        for end in range(at + 1, min(at + 4, len(text)))
        if text[end] in costs.PLACE
    ]


def names_at(text: str, at: int, lex: Knowledge) -> list[tuple[int, int]]:
    """(end, cost) of each name that may begin here."""
    found: list[tuple[int, int]] = []
    if text[at : at + 2] in lex.compounds:
        found += _with_surname(text, at, at + 2, costs.COMPOUND_SURNAME, lex)
    cost = lex.surnames.get(text[at])
    if cost is not None:
        found += _with_surname(text, at, at + 1, cost, lex)
        if text[at + 1 : at + 2] in _SURE_SURNAMES and text[at : at + 2] not in lex.known:
            double = cost + costs.SECOND_SURNAME
            found += [(end, more) for end, more in _with_surname(text, at, at + 2, double, lex) if end == at + 4]
    return found


def _with_surname(text: str, start: int, at: int, cost: int, lex: Knowledge) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    first = text[at : at + 1]
    if not first or first == "某" or text[at : at + 2] in lex.after_surname:
        return found
    base = costs.NAME + cost + (costs.AMBIGUOUS if at == start + 1 and text[start] in _AMBIGUOUS else 0)
    base += costs.AUXILIARY if text[start] == "应" else 0
    base += costs.NEVER_FIRST if first in _NEVER_FIRST else 0
    base += costs.SELDOM_LAST if first in _SELDOM_LAST else 0
    one = base + costs.ONE_GIVEN + lex.only.get(first, costs.UNKNOWN_GIVEN)
    found.append((at + 1, _as_word(text[start : at + 1], one, lex)))
    second = text[at + 1 : at + 2]
    if second and second != "某":
        a, b = lex.given.get(first, (costs.UNKNOWN_GIVEN,) * 2)[0], lex.given.get(second, (costs.UNKNOWN_GIVEN,) * 2)[1]
        b += costs.FUNCTION_SIGN if second in lex.function_signs else 0
        b += costs.SELDOM_LAST if second in _SELDOM_LAST else 0
        b -= costs.DOUBLED if first == second else 0
        found.append((at + 2, _as_word(text[start : at + 2], base + costs.TWO_GIVEN + a + b, lex)))
    return found


def familiar_penalty(name: str, lex: Knowledge) -> int:
    entry = lex.known.get(name)
    return costs.ALSO_A_WORD.get(entry[1], 60) // 2 if entry else 0


def _as_word(name: str, cost: int, lex: Knowledge) -> int:
    """A name that is also a word: rare nouns make names as likely as any, everyday words hardly do."""
    entry = lex.known.get(name)
    if not entry:
        return cost
    if entry[1] == "region":
        return costs.REGION
    penalty = costs.ALSO_A_WORD.get(entry[1], costs.ALSO_A_WORD["f"]) + (costs.LONG_WORD if len(name) > 2 else 0)
    if entry[1] == "n" and entry[0] >= costs.EVERYDAY:
        return min(cost, costs.NAME_OF_A_WORD) + penalty
    if entry[1] in ("n", "plain", "a"):
        return min(cost, costs.NAME_OF_A_WORD + 30) + penalty + (20 if entry[1] == "n" else 0)
    return cost + penalty
