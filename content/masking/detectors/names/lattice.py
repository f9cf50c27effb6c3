"""The cheapest reading of a stretch of Chinese as words and names: a small lattice, best path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from content.masking.detectors.names import costs
from content.masking.lexicon import words

_LONGEST_WORD = 6
_INFINITE = 10**9
_PERSON_WORDS = frozenset(
    [
        "提起",
        "想起",
        "说起",
        "谈起",
        "问起",
        "多亏",
        "幸亏",
        "感谢",
        "致谢",
        "拟聘用",
        "拟录用",
        "聘用",
        "招聘",
        "招录",
        "选派",
        "抽调",
        "评选",
        "评为",
        "推选",
        "误发至",
        "请",
        "由",
        "对",
        "与",
        "被",
        "将",
        "向",
        "给",
        "让",
        "使",
        "把",
        "叫",
        "为",
        "系",
        "是",
        "和",
        "及",
        "同",
        "跟",
        "替",
        "请",
        "找",
        "帮",
        "询问",
        "通知",
        "告知",
        "约谈",
        "查获",
        "抓获",
        "联系",
        "委托",
        "雇佣",
        "聘请",
        "雇用",
        "驾驶员",
        "安排",
        "拦下",
        "救起",
        "询",
        "经",
        "任命",
        "选举",
        "推荐",
        "表彰",
        "授予",
        "奖励",
        "免去",
        "聘任",
        "录用",
        "送达",
        "传唤",
        "采访",
        "感谢",
        "名叫",
        "叫做",
        "化名",
        "本名",
        "姓名",
    ]
)
_WORKS = re.compile(
    r"[\u4e00-\u9fff]{1,4}?(?:高速|铁路|公路|高铁|城际|航道|运河|大桥|隧道|互通|枢纽|立交"
    r"|收费站|服务区|大道|大街|路口|船闸|街道|社区|小区|新村|花园|家园|大厦|广场|水库|码头"
    r"|港区|渡口|锚地|车站|机场|街|线(?:路|[K段]))"
)
_SELDOM_LAST = frozenset(
    "人者员物品费税款证书表率量类型式性化区县镇村乡省局厅处科所队站厂店司课院校室层级项条号码案件罚车船路"
)
_SURE_SURNAMES = frozenset(
    "谢许何王李张刘陈杨赵吴徐孙朱胡郭罗郑梁宋唐韩冯邓曹彭董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦邹孟熊秦邱尹薛闫侯陶黎贺顾郝龚邵覃樊葛邢岳翟殷詹欧耿焦俞柳阮纪童凌裴霍涂翁冉骆辛柴蒙鲍喻祁蒲屈牟艾尤芦麦褚窦戚岑卜晏柏瞿佟臧闵苟邬卞姬仇栾隋刁丛敖佘牟阎占戴赖洪"
)
_AMBIGUOUS = frozenset(
    "包车万金时水路关应常都成高安全平和明方文向易计项余于单党管查强顾温游支连任解别习石马江河山海云雷牛羊鱼米麦谷田钱银权费席位经施储利能有花月年路白黄红蓝"
)
_NEVER_FIRST = frozenset("的了着过吗呢吧和与及因被把是就也还又很这那我你他她它们您有内多")
_HONOURS = ("先生", "女士", "同志", "师傅", "小姐", "同学", "小朋友")
_SOLID = frozenset(("slot", "role", "linked", "post"))
_DECISIVE = frozenset(("subject", "act"))
_LINKS = "为系是叫"


@dataclass(frozen=True)
class Name:
    """A name on the best path; ``margin`` is how much dearer the same stretch is without it."""

    start: int
    end: int
    margin: int
    before: str
    after: str


@dataclass(frozen=True)
class _Lexicon:
    known: dict[str, tuple[int, str]]
    firsts: frozenset[str]
    surnames: dict[str, int]
    compounds: frozenset[str]
    given: dict[str, tuple[int, int]]
    only: dict[str, int]
    function_signs: frozenset[str]
    after_surname: frozenset[str]


@cache
def lexicon() -> _Lexicon:
    """Everything the lattice looks up, put together once."""
    known = dict(words.vocabulary())
    for word in words.listed("regions.txt"):
        known[word] = (95, "region")
    for word in words.listed("followers.txt"):
        known[word] = (min(known.get(word, (95, "v"))[0], 95), "follower")
    for word in words.listed("subjects.txt"):
        known[word] = (min(known.get(word, (95, "v"))[0], 95), "subject")
    for word in words.listed("acts.txt"):
        known[word] = (min(known.get(word, (95, "v"))[0], 95), "act")
    for word in _PERSON_WORDS:
        known[word] = (known.get(word, (80, "f"))[0], "person")
    for name, kind in (("roles.txt", "role"), ("posts.txt", "post")):
        for word in words.listed(name):
            known[word] = (min(known.get(word, (90, ""))[0], 90), kind)
    for word in words.listed("titles.txt"):
        cost, kind = known.get(word, (90, ""))
        known[word] = (min(cost, 90), "either" if kind == "role" else "title")
    for word in _HONOURS:
        known[word] = (90, "honour")
    for word in words.listed("plain_words.txt"):
        cost, kind = known.get(word, (95, ""))
        known[word] = (min(cost, 95), kind if kind in ("role", "post", "either", "title", "honour") else "plain")
    for word in words.compound_surnames():
        known.pop(word, None)
    firsts = frozenset(word[:2] for word in known if len(word) > 1)
    given, only = _given()
    return _Lexicon(
        known,
        firsts,
        words.surnames(),
        words.compound_surnames(),
        given,
        only,
        _function_signs(known),
        _after_surname(),
    )


def is_common_sign(sign: str) -> bool:
    """Is it a word of its own, as verbs and particles are?"""
    return lexicon().known.get(sign, (costs.UNKNOWN_SIGN, "?"))[1] in ("v", "f", "follower", "person", "act")


def _given() -> tuple[dict[str, tuple[int, int]], dict[str, int]]:
    seen = {sign: (min(a, costs.RAREST_GIVEN), min(b, costs.RAREST_GIVEN)) for sign, (a, b, _) in words.given().items()}
    only = {sign: min(c, costs.RAREST_GIVEN) for sign, (_, _, c) in words.given().items()}
    for place, sign in enumerate(dict.fromkeys("".join(words.lines("common_given.txt")))):
        cost = 46 + place // 14
        first, second = seen.get(sign, (99, 99))
        seen[sign] = (min(first, cost), min(second, cost))
        only[sign] = min(only.get(sign, 99), cost + 2)
    return seen, only


def _after_surname() -> frozenset[str]:
    """张先生, 韩师傅, 李局长: what makes a surname an address, not a name."""
    titles = [
        "先生",
        "女士",
        "同志",
        "师傅",
        "小姐",
        "老师",
        "大爷",
        "大妈",
        "阿姨",
        "大叔",
        "同学",
        "经理",
        "老板",
        "老人",
        "医生",
        "护士",
        "律师",
        "教练",
        "教授",
        "某某",
        "姓男",
        "姓女",
    ]
    return frozenset((*titles, *(post for post in words.listed("posts.txt") if len(post) == 2)))


def _function_signs(known: dict[str, tuple[int, str]]) -> frozenset[str]:
    """因 于 被: seldom the end of a name, nearly always the word after it."""
    common = frozenset("".join(words.lines("common_given.txt")))
    kinds = {"f", "v", "follower", "person"}
    return frozenset(
        sign for sign, (_, kind) in known.items() if len(sign) == 1 and kind in kinds and sign not in common
    )


def names(text: str, before: str = "edge", after: str = "edge", familiar: frozenset[str] = frozenset()) -> list[Name]:
    """The names on the best path through a stretch of Chinese; ``before`` and ``after`` are what encloses it.

    ``familiar`` holds names already met on the page: they are likelier here than a stranger's.
    """
    lex = lexicon()
    if not any(sign in lex.surnames for sign in text):
        return []
    return _best_path(text, before, after, familiar, lex)


def _best_path(text: str, before: str, after: str, familiar: frozenset[str], lex: _Lexicon) -> list[Name]:
    length = len(text)
    plain = [_INFINITE] * (length + 1)  # best with a word, or nothing, ending here
    named = [_INFINITE] * (length + 1)  # best with a name ending here
    entry = [_INFINITE] * (length + 1)  # best with a word ending here, ready for a name to begin
    plain_from: list[tuple[int, bool]] = [(0, False)] * (length + 1)
    entry_from: list[tuple[int, bool, str]] = [(0, False, before)] * (length + 1)
    named_from = [0] * (length + 1)
    plain[0], entry[0] = 0, costs.BEFORE[before]
    after_costs, before_costs = costs.AFTER, costs.BEFORE
    for at in range(length):
        base, base_named = plain[at], named[at]
        is_solid = entry_from[named_from[at]][2] in _SOLID
        for end, cost, kind in _words_at(text, at, lex):
            total, via_name = base + cost, False
            alternative = base_named + after_costs[kind] + cost
            if is_solid and kind in _DECISIVE:
                alternative -= costs.BOTH_SIDES
            if alternative < total:
                total, via_name = alternative, True
            if total < plain[end]:
                plain[end], plain_from[end] = total, (at, via_name)
            ready = total + before_costs[kind]
            if ready < entry[end]:
                entry[end], entry_from[end] = ready, (at, via_name, kind)
        if text[at] in lex.surnames or text[at : at + 2] in lex.compounds:
            for end, cost in _names_at(text, at, lex):
                if familiar and text[at:end] in familiar:
                    cost = costs.FAMILIAR + _familiar_penalty(text[at:end], lex)
                total = entry[at] + cost
                if total < named[end]:
                    named[end], named_from[end] = total, at
    named[length] += costs.AFTER[after]
    return _trace(text, plain, named, plain_from, entry_from, named_from, after, lex)


def _words_at(text: str, at: int, lex: _Lexicon) -> list[tuple[int, int, str]]:
    """(end, cost, class) of each word that begins here."""
    known = lex.known
    sign = text[at]
    cost, kind = known.get(sign, (costs.UNKNOWN_SIGN, "?"))
    cost += costs.LONE_SURNAME if sign in _SURE_SURNAMES else costs.LONE_SIGN if kind in "n?va" else 0
    found = [(at + 1, cost, kind)]
    if text[at : at + 2] in lex.firsts:
        for end in range(at + 2, min(at + _LONGEST_WORD, len(text)) + 1):
            entry = known.get(text[at:end])
            if entry:
                found.append((end, *entry))
                if entry[1] == "role" and text[end : end + 1] and text[end] in _LINKS:
                    found.append((end + 1, entry[0] + 40, "linked"))
    if sign in lex.surnames:
        if text[at + 1 : at + 3] in lex.after_surname:
            found.append((at + 3, costs.WITH_TITLE + lex.surnames[sign], "addressed"))
        found += _places_at(text, at)
    return found


def _places_at(text: str, at: int) -> list[tuple[int, int, str]]:
    works = _WORKS.match(text, at)
    found = [(works.end(), costs.WORKS, "n")] if works else []
    return found + [
        (end + 1, costs.PLACE[text[end]] + 20, "n")
        for end in range(at + 1, min(at + 4, len(text)))
        if text[end] in costs.PLACE
    ]


def _names_at(text: str, at: int, lex: _Lexicon) -> list[tuple[int, int]]:
    """(end, cost) of each name that may begin here."""
    found = []
    if text[at : at + 2] in lex.compounds:
        found += _with_surname(text, at, at + 2, costs.COMPOUND_SURNAME, lex)
    cost = lex.surnames.get(text[at])
    if cost is not None:
        found += _with_surname(text, at, at + 1, cost, lex)
        if text[at + 1 : at + 2] in lex.surnames and text[at : at + 2] not in lex.known:
            double = cost + costs.SECOND_SURNAME
            found += [(end, more) for end, more in _with_surname(text, at, at + 2, double, lex) if end == at + 4]
    return found


def _with_surname(text: str, start: int, at: int, cost: int, lex: _Lexicon) -> list[tuple[int, int]]:
    found = []
    first = text[at : at + 1]
    if not first or first == "某" or text[at : at + 2] in lex.after_surname:
        return found
    base = costs.NAME + cost + (costs.AMBIGUOUS if at == start + 1 and text[start] in _AMBIGUOUS else 0)
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


def _familiar_penalty(name: str, lex: _Lexicon) -> int:
    entry = lex.known.get(name)
    return costs.ALSO_A_WORD.get(entry[1], 60) // 2 if entry else 0


def _as_word(name: str, cost: int, lex: _Lexicon) -> int:
    """A name that is also a word: rare nouns make names as likely as any, everyday words hardly do."""
    entry = lex.known.get(name)
    if not entry:
        return cost
    if entry[1] == "n" and entry[0] >= costs.EVERYDAY:
        return min(cost, costs.NAME_OF_A_WORD) + costs.ALSO_A_WORD["n"]
    return min(cost, costs.NAME_OF_A_WORD + 30) + costs.ALSO_A_WORD.get(entry[1], 60) + (20 if entry[1] == "n" else 0)


def _trace(text, plain, named, plain_from, entry_from, named_from, after, lex) -> list[Name]:  # type: ignore[no-untyped-def]
    found: list[Name] = []
    at, is_name, follows = len(text), named[-1] < plain[-1], after
    while at > 0:
        if is_name:
            start = named_from[at]
            back, via_name, kind = entry_from[start]
            found.append(Name(start, at, _margin(text, start, at, kind, follows, lex), kind, follows))
            if start == 0:
                break
            at, is_name, follows = back, via_name, kind
        else:
            start, is_name = plain_from[at]
            follows = _kind(text[start:at], lex)
            at = start
    return found[::-1]


def _kind(word: str, lex: _Lexicon) -> str:
    entry = lex.known.get(word)
    if entry:
        return entry[1]
    return "linked" if word[:-1] in lex.known and word[-1] in _LINKS else "?"


def _margin(text: str, start: int, end: int, before: str, after: str, lex: _Lexicon) -> int:
    """What the stretch costs as words less what it costs as a name where it stands."""
    best = [0] + [_INFINITE] * (end - start)
    for at in range(start, end):
        for stop, cost, _ in _words_at(text, at, lex):
            if stop <= end:
                best[stop - start] = min(best[stop - start], best[at - start] + cost)
    as_name = min(cost for stop, cost in _names_at(text, start, lex) if stop == end)
    both = costs.BOTH_SIDES if before in _SOLID and after in _DECISIVE else 0
    return best[-1] - as_name - costs.BEFORE[before] - costs.AFTER[after] + both
