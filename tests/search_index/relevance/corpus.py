"""Fifteen hundred invented documents of every kind: records of companies, and articles about the work."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from content.display.record_form import title
from content.kinds import reader
from content.records import generating
from content.records.rules import PERSON
from search_index.document import Document

TODAY = date(2026, 11, 22)
RECORDS = {
    "penalty": 320,
    "permit": 320,
    "rating": 180,
    "commitment": 140,
    "listing": 100,
    "measure": 60,
    "good_record": 80,
}
ARTICLES = 300
DEMO = Path(generating.__file__).parents[2] / "portal" / "cli" / "demo_items"
CODES = ("document_number", "unified_code", "certificate_number")
TEXTS = ("penalty_basis", "violation_facts", "violation_type", "penalty_content", "permit_content", "commitment_text",
         "listing_reason", "legal_basis", "measure_content", "deciding_body", "certificate_name", "period")  # fmt: skip

in_words = str.split

PLACES = in_words("海州区 连云区 赣榆区 东海县 灌云县 灌南县 徐圩新区 经济技术开发区")
MATTERS = in_words(
    "道路货物运输源头治超 超限运输许可办理 信用修复告知 危险货物运输安全检查 网络预约出租汽车合规化 "
    "出租汽车服务质量信誉考核 机动车维修电子健康档案 机动车驾驶员培训收费公示 港口经营人信用评价 水路运输从业资格 "
    "公路养护作业单位评价 农村公路建设市场 守信激励名单认定 严重失信主体名单认定 信用承诺践诺检查 双公示数据质量 "
    "轻微违法免罚清单 岸电使用 船舶营业运输证核查 道路运输证年度审验 公共汽电车线路调整 旅客运输站场安检 "
    "卫星定位装置使用 超限超载治理联合行动"
)
FORMS = in_words("开展{}工作的通知 {}情况的通报 {}实施方案 {}培训班举办 {}进企业活动 印发{}工作要点 {}典型做法")


def corpus() -> list[Document]:
    return [*_records(), *_articles()]


def _records() -> Iterator[Document]:
    number = 0
    for code, count in RECORDS.items():
        kind = reader.kind(code)
        for row in generating.rows(code, count, seed=11, today=TODAY):
            number += 1
            if row["subject_type"] != PERSON:
                yield _record(number, kind, {name: str(value) for name, value in row.items()})


def _record(number: int, kind: reader.Kind, values: dict[str, str]) -> Document:
    day = date.fromisoformat(values.get("decided_on") or values["signed_on"])
    return Document(
        id=number,
        title=title(kind, values),
        names=(values["subject_name"], values["source_unit"]),
        text="\n".join(values[name] for name in TEXTS if values.get(name)),
        codes=tuple(values[name] for name in CODES if values.get(name)),
        facets={"kind": kind.code, "year": str(day.year)},
        day=day,
    )


def _articles() -> Iterator[Document]:
    chance = Random(12)  # noqa: S311
    number = 2_000
    for seed in _demo():
        number += 1
        yield _article(chance, number, seed["title"], seed["body"], seed.get("source", ""))
    while number < 2_000 + ARTICLES:
        number += 1
        place, matter = chance.choice(PLACES), chance.choice(MATTERS)
        words = f"{place}{chance.choice(('', '交通运输局'))}{chance.choice(FORMS).format(matter)}（第{number % 100}期）"
        others = "；".join(chance.sample(MATTERS, 3))
        yield _article(
            chance, number, words, f"为做好{matter}，{place}结合实际推进{others}。", f"连云港市{place}交通运输局"
        )


def _demo() -> Iterator[dict[str, str]]:
    for file in sorted(DEMO.glob("*.toml")):
        yield from tomllib.loads(file.read_text(encoding="utf-8"))["item"]


def _article(chance: Random, number: int, title: str, text: str, source: str) -> Document:  # noqa: PLR0913
    day = TODAY - timedelta(days=chance.randint(0, 900))
    codes = (f"连交〔{day.year}〕{number - 2_000 + 300}号", f"014252524/{day.year}-{number:05d}")
    return Document(
        number, title, (source,) if source else (), text, codes, {"kind": "article", "year": str(day.year)}, day
    )
