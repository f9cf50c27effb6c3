"""Every weight of the lattice, in tenths of a natural logarithm; less is likelier."""

from __future__ import annotations

# A name as such, before its characters are counted.
NAME = 62
TWO_GIVEN = 4
ONE_GIVEN = 12
UNKNOWN_GIVEN = 98
RAREST_GIVEN = 92
COMPOUND_SURNAME = 62
FUNCTION_SIGN = 40
BOTH_SIDES = 34
NEVER_FIRST = 60
DOUBLED = 56
REGION = 262
SECOND_SURNAME = 62
AMBIGUOUS = 16
AUXILIARY = 40
WITH_TITLE = 70
FAMILIAR = 58
EVERYDAY = 92
NAME_OF_A_WORD = 150
LONG_WORD = 40
LONE_SIGN = 22
LONE_SURNAME = 55
SELDOM_A_WORD = 125
SELDOM_LAST = 40
UNKNOWN_SIGN = 140
WORKS = 128
PLACE = {
    "村": 100,
    "镇": 100,
    "乡": 105,
    "街": 90,
    "巷": 110,
    "屯": 110,
    "圩": 115,
    "路": 90,
    "庄": 130,
    "桥": 150,
    "港": 150,
    "河": 160,
}
PLACE |= {"县": 95, "区": 105, "市": 105, "州": 140}
PLACE |= {
    "湾": 150,
    "岛": 140,
    "湖": 165,
    "闸": 120,
    "渡": 150,
    "沟": 140,
    "山": 175,
    "城": 165,
    "楼": 160,
    "集": 150,
    "店": 150,
    "口": 150,
    "家": 190,
}

# Before a name, by the class of what stands there.
BEFORE = {
    "slot": -132,  # a role word and a colon
    "count": 6,
    "either": -84,
    "linked": -112,  # a role word and 为 or 是
    "role": -104,  # a role word
    "post": -84,  # an official's post
    "source": -56,  # 据
    "number": 48,
    "person": -30,  # 由 对 与 被 ...
    "list": -14,
    "edge": -6,  # punctuation, start of a line
    "v": 4,
    "act": 10,
    "addressed": 24,
    "subject": 8,
    "honour": 20,
    "follower": 8,
    "title": 20,
    "region": 26,
    "plain": 28,
    "f": 24,
    "n": 26,
    "a": 34,
    "?": 34,
}
# After a name, by the class of what follows.
AFTER = {
    "details": -172,
    "some_details": -70,
    "colon": 14,  # （男， ，身份证号
    "act": -66,
    "addressed": 50,
    "subject": -26,
    "follower": -26,
    "honour": -165,
    "title": -60,
    "code": 70,
    "either": -44,
    "count": -64,  # 2人, 3名
    "list": -10,
    "edge": -6,
    "role": 6,
    "linked": 6,
    "post": -36,
    "person": -22,
    "source": -10,
    "region": 4,
    "plain": 48,
    "v": -8,
    "f": -14,
    "n": 48,
    "a": 16,
    "?": 44,
}
# A name that is also a word, by the class of the word.
ALSO_A_WORD = {"n": 12, "plain": 62, "a": 46, "region": 40, "v": 64, "f": 80}
