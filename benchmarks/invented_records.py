"""Invented records and articles, and the questions asked of them: the same for every engine that is compared."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from search_index.document import Document

TODAY = date(2026, 11, 22)
FACETS = ("kind", "column", "unit", "year", "subject_kind")

in_words = str.split

PLACES = in_words("连云港市 海州区 赣榆区 连云区 东海县 灌云县 灌南县 徐圩新区")
BRANDS = "恒达通远顺捷安泰鑫盛隆宏博鸿嘉华瑞祥丰润昌茂凯旋飞腾骏驰海江河港湾云峰岭松柏林森金银玉珠星辰光明"
TRADES = in_words("运输 物流 汽车维修 港口装卸 公路养护 水运工程 危险货物运输 出租客运 航运 驾驶培训")
MATTERS = in_words(
    "超限运输许可 道路普通货物运输经营许可 道路旅客运输经营许可 港口经营许可 大件运输许可 "
    "未按规定超限行驶 擅自从事道路运输经营 未按规定安装卫星定位装置 信用承诺 信用修复"
)
VERBS = in_words("准予 给予警告 处以罚款 责令改正 依法公示 限期整改 不予处罚 予以通报")
CLAUSES = in_words(
    "依据《中华人民共和国道路运输条例》第六十四条 违反《公路安全保护条例》有关规定 "
    "经现场检查发现车货总质量超过限定标准 当事人已在期限内履行完毕 申请材料齐全且符合法定形式 "
    "现予公示接受社会监督 推进交通运输信用体系建设 落实守信激励和失信约束措施"
)
KINDS = {"permit": "许可", "penalty": "罚", "rating": "评价", "commitment": "承诺", "listing": "名单"}


def documents(count: int, articles: int) -> Iterator[Document]:
    """The same ones for the same numbers: records of about 185 characters, then articles of about 1,200."""
    chance = random.Random(count * 31 + articles)  # noqa: S311
    companies = [_company(chance) for _ in range(max(10, count // 6))]
    for number in range(1, count + 1):
        yield _record(chance, number, *chance.choice(companies))
    for number in range(count + 1, count + articles + 1):
        yield _article(chance, number)


def _company(chance: random.Random) -> tuple[str, str]:
    name = chance.choice(PLACES) + "".join(chance.choices(BRANDS, k=chance.choice((2, 2, 3))))
    code = f"9132070{chance.randint(0, 9)}MA{chance.randint(0, 9_999_999):07d}{chance.choice('ABCDEFGH')}"
    return f"{name}{chance.choice(TRADES)}有限公司", code


def _record(chance: random.Random, number: int, name: str, code: str) -> Document:
    kind, matter = chance.choice(list(KINDS)), chance.choice(MATTERS)
    day = TODAY - timedelta(days=int(chance.expovariate(1 / 900)))
    decision = f"连交{KINDS[kind]}〔{day.year}〕{number}号"
    sentences = "，".join(chance.choices(CLAUSES, k=5))
    text = (
        f"{decision} {name}（{code}）{chance.choice(VERBS)}{matter}。{sentences}。{day:%Y年%m月%d日}，{number % 97}号。"
    )
    return Document(number, f"{name}{matter}", (name,), text, (decision, code), _facets(chance, kind, day), day)


def _article(chance: random.Random, number: int) -> Document:
    day = TODAY - timedelta(days=chance.randint(0, 3000))
    title = f"关于{chance.choice(VERBS)}{chance.choice(MATTERS)}有关工作的通知（第{number}期）"
    text = "。".join(chance.choice(CLAUSES) + chance.choice(TRADES) + chance.choice(PLACES) for _ in range(48))
    return Document(number, title, (), text, (f"14252524/{day.year}-{number:05d}",), _facets(chance, "news", day), day)


def _facets(chance: random.Random, kind: str, day: date) -> dict[str, str]:
    return {
        "kind": kind,
        "column": f"column-{chance.randint(1, 9)}",
        "unit": f"unit-{chance.randint(1, 20)}",
        "year": str(day.year),
        "subject_kind": chance.choice(("company", "company", "company", "person")),
    }


@dataclass(frozen=True)
class Question:
    words: tuple[str, ...]
    kind: str | None = None
    facets: tuple[str, ...] = ()
    by_day: bool = False
    is_code: bool = False


def questions(count: int, articles: int, rounds: int) -> dict[str, list[Question]]:
    sample = list(islice(documents(count, articles), 2000))
    chance = random.Random(7)  # noqa: S311
    records = [document for document in sample if document.names]

    def made(make: Callable[[], Question]) -> list[Question]:
        return [make() for _ in range(rounds)]

    common = ("运输", "公示", "交通运输", "规定", "有限公司", "条例")

    def fragment() -> str:
        return chance.choice(records).names[0][-8:-4]

    return {
        "common word": made(lambda: Question((chance.choice(common),))),
        "two words": made(lambda: Question((chance.choice(MATTERS)[:4], chance.choice(TRADES)))),
        "phrase": made(lambda: Question((chance.choice(CLAUSES)[2:9].strip("《》"),))),
        "part of a name": made(lambda: Question((fragment(),))),
        "whole name": made(lambda: Question((chance.choice(records).names[0],))),
        "code": made(lambda: Question((chance.choice(records).codes[-1],), is_code=True)),
        "document number": made(lambda: Question((chance.choice(records).codes[0],), is_code=True)),
        "facets, common": made(lambda: Question((chance.choice(common),), facets=FACETS)),
        "filter + facets": made(lambda: Question((chance.choice(common),), chance.choice(list(KINDS)), FACETS)),
        "by day, common": made(lambda: Question((chance.choice(common),), by_day=True)),
        "no hit": made(lambda: Question((chance.choice("甪龘靐") + "齉爩",))),
    }
