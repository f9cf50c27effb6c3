"""Names in running text: each stretch of Chinese through the lattice, told what encloses it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.masking.detectors.names import knowledge, lattice
from content.masking.detectors.plates import PROVINCES
from content.masking.lexicon import words

_STRETCH = re.compile(r"[\u4e00-\u9fff]+")
_CERTAINLY_OF_A_PERSON = (
    r"男|女|[\u4e00-\u9fff]{1,4}族[，,、）)\s]|现年|时年|身份证|公民身份|居民身份|户籍"
    r"|籍贯|出生|曾用名|绰号|化名|(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?(?:出?生|[，,])"
    r"|\d\d岁"
    r"|\d{17}[\dXx]|1[3-9]\d{9}(?!\d)|护照|港澳|台胞"
)
_PERHAPS_OF_A_PERSON = (
    r"系|住|以下简称|下称|另案|已故|外号|群众|中共党员|初中|高中|小学|大专|大学|本科|(?:19"
    r"|20)\d\d年|驾驶证|从业资格|联系电话|手机|电话|微信|车牌|"
    r"[^（）()，。]{0,10}(?:驾驶员|驾驶人|司机|船长|车主|船主|船员|当事人|乘客|负责人|经理)[）)]"
)
_DETAILS = re.compile(rf"\s?[（(，,、]\s?(?:性别[：:]?\s?)?(?:{_CERTAINLY_OF_A_PERSON})")
_SOME_DETAILS = re.compile(rf"\s?[（(，,]\s?(?:{_PERHAPS_OF_A_PERSON})")
_TAIL = re.compile(
    r"(?:[（(][^（）()\n]{1,16}(?P<closed>[）)]))?(?:姓名|名字)?(?:为|是|系"
    r"|叫)?(?P<mark>\s?[：:]\s?[“\"]?|[\s“\"（(「]{0,2})$"
)
_LONGEST_LIST = 7
_PLATE_GOES_ON = re.compile(r"[A-Z][A-Z0-9·＊]")
_COUNT = re.compile(
    r"\s?等?\s?\d{1,2}\s?(?:人(?=死|伤|受|轻|重|失|遇|落|被|获|当场|均|系|为|分别)|名(?=驾"
    r"|乘|船|工|学|考|同志|当事)|位(?!数))"
)
_ENCLOSING = (
    ("details", _DETAILS),
    ("count", _COUNT),
    ("some_details", _SOME_DETAILS),
    ("colon", re.compile(r"\s?[：:]")),
    ("code", re.compile(r"[A-Za-z]{1,4}\d")),
)
_PARTS = re.compile(
    r"(?<![\u4e00-\u9fff·•・‧])[\u4e00-\u9fff]{1,7}(?:[·•・‧][\u4e00-\u9fff]{1,9}){1,3}"
    r"|[\u4e00-\u9fff]{1,5}(?:[·•・‧][\u4e00-\u9fff]{1,9}){1,3}"
)
_NO_PARTS = re.compile(
    r"中国|江苏|连云港|[省市县区镇乡村路]·|·[^·]{0,6}(?:[省市县区镇报网奖杯节号路街广场城]"
    r"|店|馆|公司|集团|交通|论坛|大会|文化|花园|苑|港|品牌|服务|平台)|[第节篇章]·|信用·"
    r"|信易·"
)


def find(text: str, familiar: frozenset[str] = frozenset()) -> Iterator[tuple[int, int, lattice.Name]]:
    """Names with their margins, in the order of the text; with ``familiar``, only stretches that hold one of those."""
    for stretch in _STRETCH.finditer(text):
        chinese = stretch.group()
        if chinese[-1] in PROVINCES and _PLATE_GOES_ON.match(text, stretch.end()):
            chinese = chinese[:-1]
        if len(chinese) < 2 or (familiar and not any(name in chinese for name in familiar)):
            continue
        for name in lattice.names(chinese, before(text, stretch.start()), after(text, stretch.end()), familiar):
            yield stretch.start() + name.start, stretch.start() + name.end, name


def before(text: str, at: int) -> str:
    """The class of what stands before a stretch."""
    sign = text[at - 1 : at]
    if sign.isdigit():
        return "number"
    if sign == "、":
        return "role" if _is_listed_behind_role(text[max(0, at - 40) : at]) else "list"
    if not sign or sign not in '：: \u3000“"(（「)）':
        return "edge"
    reach = text[max(0, at - 30) : at]
    tail = _TAIL.search(reach)
    head = reach[: tail.start()] if tail else reach
    has_colon = tail is not None and bool(set(tail["mark"]) & set("：:"))
    if words.ending(head, "roles.txt") or re.search(r"姓\s{0,4}名$", head):
        return "slot" if has_colon else "role"
    return "post" if words.ending(head, "posts.txt") else "edge"


def _is_listed_behind_role(reach: str) -> bool:
    """驾驶员张三、李四、: what follows is named in the same breath."""
    first, *others = reach.split("、")[-_LONGEST_LIST:-1]
    if not all(2 <= len(piece) <= 4 for piece in others):
        return False
    return any(words.ending(first[:-length].rstrip("：:"), "roles.txt") for length in (2, 3, 4))


def after(text: str, at: int) -> str:
    """The class of what follows a stretch."""
    if text[at : at + 1] == "、" and not _DETAILS.match(text, at):
        return "list"
    return next((kind for kind, pattern in _ENCLOSING if pattern.match(text, at)), "edge")


def of_parts(text: str) -> Iterator[tuple[int, int]]:
    """Names of parts joined by a dot: 买买提·吐尔逊; what stands before the first part is cut off word by word."""
    for match in _PARTS.finditer(text):
        if not _NO_PARTS.search(match.group()):
            yield match.start() + _lead(match.group()), _end(match.group()) + match.start()


def _lead(parts: str) -> int:
    """How much of the first part is words before the name."""
    first = re.split(r"[·•・‧]", parts)[0]
    cut = 0
    lex = knowledge.everything().known
    while cut < len(first):
        word = next(
            (
                first[cut : cut + n]
                for n in range(6, 0, -1)
                if len(first) - cut > n and first[cut : cut + n] in lex and _leads(lex[first[cut : cut + n]][1], n)
            ),
            "",
        )
        if not word:
            return cut
        cut += len(word)
    return cut


def _leads(kind: str, length: int) -> bool:
    return kind in ("role", "post", "person", "f") or (kind in ("v", "n", "follower", "region") and length > 1)


def _end(parts: str) -> int:
    """Where the last part stops being a name: before the first word that can follow one."""
    last = re.split(r"[·•・‧]", parts)[-1]
    start = len(parts) - len(last)
    lex = knowledge.everything().known
    for at in range(1, len(last)):
        for length in (4, 3, 2, 1):
            kind = lex.get(last[at : at + length], (0, ""))[1]
            if len(last[at : at + length]) == length and (
                kind in ("follower", "person", "title", "role", "post")
                or (kind in ("v", "f") and (length > 1 or last[at] in "在于持驾将称说因"))
            ):
                return start + at
    return len(parts)
