"""What the lattice knows: each word's cost and class, surnames, given names; put together once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from content.masking.detectors.names import costs
from content.masking.lexicon import words

_SOURCES = ("据", "我叫", "名叫", "他叫", "她叫", "叫做", "本名", "化名", "原名", "真名")
_HONOURS = ("先生", "女士", "同志", "师傅", "小姐", "同学", "小朋友")


@dataclass(frozen=True)
class Knowledge:
    known: dict[str, tuple[int, str]]
    firsts: frozenset[str]
    surnames: dict[str, int]
    compounds: frozenset[str]
    given: dict[str, tuple[int, int]]
    only: dict[str, int]
    function_signs: frozenset[str]
    after_surname: frozenset[str]


@cache
def everything() -> Knowledge:
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
    for word in words.listed("people_words.txt"):
        known[word] = (known.get(word, (80, "f"))[0], "person")
    for word in _SOURCES:
        known[word] = (known.get(word, (80, ""))[0], "source")
    for name, kind in (("roles.txt", "role"), ("posts.txt", "post")):
        for word in words.listed(name):
            known[word] = (min(known.get(word, (90, ""))[0], 90), kind)
    for word in words.listed("titles.txt"):
        cost, kind = known.get(word, (90, ""))
        known[word] = (min(cost, 90), "either" if kind == "role" else "title")
    for word in _heads():
        known[word] = (90, "title")
    for word in _HONOURS:
        known[word] = (90, "honour")
    for word in words.listed("plain_words.txt"):
        cost, kind = known.get(word, (95, ""))
        known[word] = (min(cost, 95), kind if kind in ("role", "post", "either", "title", "honour") else "plain")
    for word in words.compound_surnames():
        known.pop(word, None)
    firsts = frozenset(word[:2] for word in known if len(word) > 1)
    given, only = _given()
    return Knowledge(
        known,
        firsts,
        words.surnames(),
        words.compound_surnames(),
        given,
        only,
        _function_signs(known),
        _after_surname(),
    )


def _heads() -> Iterator[str]:
    """等十二名, 三位: how many persons a list of names comes to."""
    ones = "两二三四五六七八九十"
    for many in (*ones, *(f"十{one}" for one in "一二三四五六七八九"), "二十", "数", "多", "几"):
        for measure in "名位人":
            yield f"等{many}{measure}"
            if measure != "人" and many in ones:
                yield many + measure


def is_common_sign(sign: str) -> bool:
    """Is it a word of its own, as verbs and particles are?"""
    return everything().known.get(sign, (costs.UNKNOWN_SIGN, "?"))[1] in ("v", "f", "follower", "person", "act")


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
    posts = (post for post in words.listed("posts.txt") if len(post) == 2)
    return frozenset((*words.listed("addresses_of_persons.txt"), *posts))


def _function_signs(known: dict[str, tuple[int, str]]) -> frozenset[str]:
    """因 于 被: seldom the end of a name, nearly always the word after it."""
    common = frozenset("".join(words.lines("common_given.txt")))
    kinds = {"f", "v", "follower", "person"}
    return frozenset(
        sign for sign, (_, kind) in known.items() if len(sign) == 1 and kind in kinds and sign not in common
    )
