"""Names among names: lines and rosters of nothing else, and what 、 or a space joins to a name already found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.masking.detectors.names import costs, knowledge
from content.masking.detectors.names.slots import is_name
from content.masking.detectors.reading import Reading
from content.masking.lexicon import words

_SIGN = "\u4e00-\u9fff"
_ROSTER = re.compile(
    rf"^[ \u3000]*[{_SIGN}](?:[ \u3000]?[{_SIGN}]){{1,3}}(?:(?:[ \u3000]{{1,8}}|、|[ "
    rf"\u3000]*，)[{_SIGN}](?:[ \u3000]?[{_SIGN}]){{1,3}}){{2,}}[ \u3000。]*$",
    re.MULTILINE,
)
_ITEM = re.compile(rf"[{_SIGN}]{{2,4}}|[{_SIGN}][ \u3000][{_SIGN}](?![{_SIGN}])")
_CALLS_FOR_NAMES = re.compile(r"名单|人员|如下|姓名|同志|获得者|个人")
_LEAST_COST_IN_A_LIST = {"n": costs.EVERYDAY, "a": 100, "act": 100}
_SHARE_OF_NAMES = 0.7


_COLUMN = re.compile(
    rf"(?:^[ \u3000]*(?:\d{{1,3}}[.、．)）]?[ \u3000]*)?[{_SIGN}][ "
    rf"\u3000]?[{_SIGN}]{{1,2}}[ \u3000]*(?:\n|$)){{3,}}",
    re.MULTILINE,
)


def in_name_columns(reading: Reading) -> Iterator[tuple[int, int]]:
    """One name a line, three lines or more, under a heading that calls for names."""
    for column in _COLUMN.finditer(reading.text):
        if not _CALLS_FOR_NAMES.search(reading.text[max(0, column.start() - 60) : column.start()]):
            continue
        items = list(re.finditer(rf"[{_SIGN}][ \u3000]?[{_SIGN}]{{1,2}}", column.group()))
        if sum(is_name(item.group()) for item in items) >= _SHARE_OF_NAMES * len(items):
            yield from ((column.start() + item.start(), column.start() + item.end()) for item in items)


def in_rosters(reading: Reading) -> Iterator[tuple[int, int]]:
    """Lines of nothing but names, under a heading that calls for them."""
    for line in _ROSTER.finditer(reading.text):
        if not _CALLS_FOR_NAMES.search(reading.text[max(0, line.start() - 60) : line.start()]):
            continue
        items = list(_ITEM.finditer(reading.text, line.start(), line.end()))
        if sum(is_name(item.group()) for item in items) >= _SHARE_OF_NAMES * len(items):
            yield from (item.span() for item in items if is_name(item.group(), is_sure=True))


_ASIDE = r"(?:[（(][^（）()\n]{1,24}[）)])?"
_JOINT_AFTER = re.compile(rf"{_ASIDE}[ \u3000]{{0,2}}、[ \u3000\n]{{0,2}}|[ \u3000]{{1,6}}|\n")
_JOINT_BEFORE = re.compile(r"(?:[ \u3000]{0,2}、[ \u3000\n]{0,2}|[ \u3000]{1,6})$")
_NEXT = re.compile(rf"[{_SIGN}]{{2,4}}(?=[、 \u3000\n。；，,;（(]|等|为|是|均|分别|$)")
_LAST = re.compile(
    rf"(?<![{_SIGN}])[{_SIGN}]{{2,4}}$|(?:(?<=[给为对由与和是有即了让把将及被向派])"
    rf"|(?<=造成)|(?<=致使)|(?<=导致))[{_SIGN}]{{2,3}}$"
)
_PARTICLES = "请的将由对给让把据经有是派和与向"
_COUNTED = re.compile(
    rf"(?:(?<![{_SIGN}])|(?<=[{_PARTICLES}]))(?P<items>[{_SIGN}]{{2,3}}(?:、[{_SIGN}]{{2,4}}){{0,8}}(?:[、和与][{_SIGN}]{{2,3}}?))"
    r"(?P<and_so_on>等)?(?P<many>[两二三四五六七八九]|[二三]?十[一二三四五六七八九]?|\d{1,2})(?:名|位|人(?![次均民员]))"
)
_ENUMERATED = re.compile(rf"(?<=[：:])[{_SIGN}]{{2,4}}(?:[，、；][{_SIGN}]{{2,4}}){{2,}}(?=[。\n；]|$)")
_ONES = "零一二三四五六七八九"
_Span = tuple[int, int]


def in_lists(text: str, spans: list[_Span]) -> Iterator[_Span]:
    """What is joined by 、 or spaces to names already found, and could be one."""
    known = set(spans)
    starts = {start for start, _ in spans}
    for start, end in spans:
        yield from _behind(text, end, known, starts)
        yield from _ahead(text, start, known)


def counted(text: str) -> Iterator[_Span]:
    """苗条、桂香两人: a list that says how many persons it names."""
    for match in _COUNTED.finditer(text):
        items = list(
            re.finditer(rf"(?:(?<![{_SIGN}])[{_PARTICLES}](?=[{_SIGN}]{{2}}))?(?P<name>[{_SIGN}]+)", match["items"])
        )
        many = _number(match["many"])
        if len(items) != many and not (match["and_so_on"] and len(items) < many):
            continue
        if all(is_name(item["name"]) and not _is_role(item["name"]) for item in items):
            yield from (
                (match.start("items") + item.start("name"), match.start("items") + item.end()) for item in items
            )


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    tens, _, ones = written.replace("两", "二").rpartition("十")
    return (_ONES.index(ones) if ones else 0) + (10 * (_ONES.index(tens) if tens else 1) if "十" in written else 0)


def _is_role(word: str) -> bool:
    return knowledge.everything().known.get(word, (0, ""))[1] in ("role", "post", "region", "plain", "either")


def enumerated(text: str, spans: list[_Span]) -> Iterator[_Span]:
    """公示：翟明，尚可，尹丽。: behind a colon nothing but what could be names, and half of it is."""
    known = set(spans)
    for match in _ENUMERATED.finditer(text):
        items = [item.span() for item in re.finditer(rf"[{_SIGN}]+", match.group())]
        items = [(match.start() + start, match.start() + end) for start, end in items]
        if sum(item in known for item in items) * 2 >= len(items) and all(is_name(text[a:b]) for a, b in items):
            yield from (item for item in items if item not in known)


def _behind(text: str, at: int, known: set[_Span], starts: set[int]) -> Iterator[_Span]:
    while joint := _JOINT_AFTER.match(text, at):
        item = _NEXT.match(text, joint.end())
        if not item or item.span() in known:
            return
        name = item.group().removesuffix("等")
        span = (item.start(), item.start() + len(name))
        is_between = text.startswith("、", span[1]) and span[1] + 1 in starts
        if span in known or not is_name(name) or not (is_between or _is_fit(joint.group(), name)):
            return
        known.add(span)
        yield span
        at = span[1]


def _ahead(text: str, at: int, known: set[_Span]) -> Iterator[_Span]:
    while joint := _JOINT_BEFORE.search(text, max(0, at - 8), at):
        span = _last_item(text, joint)
        if not span or span in known:
            return
        known.add(span)
        yield span
        at = span[0]


def _last_item(text: str, joint: re.Match[str]) -> _Span | None:
    """The item that ends before a joint: set off by a sign or a particle, or standing at once behind a role word."""
    end = joint.start()
    item = _LAST.search(text, max(0, end - 5), end)
    if item and is_name(item.group()) and _is_fit(joint.group(), item.group()):
        return item.span()
    for length in (3, 2):
        name = text[max(0, end - length) : end]
        if words.ending(text[max(0, end - length - 8) : end - length], "roles.txt") and is_name(name):
            return end - length, end
    return None


def _is_fit(joint: str, item: str) -> bool:
    """A word that is no noun needs more than a neighbour; a space joins less than 、 does."""
    entry = knowledge.everything().known.get(item)
    if entry is None:
        return True
    return "、" in joint and entry[0] >= _LEAST_COST_IN_A_LIST.get(entry[1], 10**6)
