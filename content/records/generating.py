"""Invented records for trials and measurements: the same kind, count, seed and day give the same rows, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from content.errors import Refusal
from content.records.invented import Invented, material, subject
from content.records.telling import Details

Row = dict[str, Any]
FOREVER = date(2099, 12, 31)
YEARS_BACK = 3
#: The flat top of the frequencies of subjects: about one record in two hundred is of the busiest.
EVENNESS = 20
DISTRICT = "江苏省连云港市"


def rows(kind: str, count: int, *, seed: int, today: date, first: int = 1, of: int = 0) -> Iterator[Row]:
    """Rows by field name, as a person would fill them in: days as days, amounts as numbers, codes as text.

    A part of a larger whole begins at its ``first`` number and draws its subjects from the pool of ``of`` records.
    """
    try:
        make = MAKERS[kind]
    except KeyError:
        raise Refusal("kind_is_not_generated", kind=kind) from None
    draw = Draw(f"{kind}:{seed}" if first == 1 else f"{kind}:{seed}:{first}", of or count, seed, today)
    return (make(draw, number) for number in range(first, first + count))


class Draw:
    """The lots of one run."""

    def __init__(self, lot: str, count: int, seed: int, today: date) -> None:
        self.rng = Random(lot)  # noqa: S311 - trials must be repeatable, not secret
        self.seed = seed
        self.today = today
        self.pool = max(1, count // 4)
        self.words = material()
        self.bodies = self.words["body"]
        self.weights = {
            name: list(accumulate(scene["weight"] for scene in self.words[name])) for name in ("penalty", "permit")
        }

    def subject_by_frequency(self) -> Invented:
        """Few subjects have many records, most have one: frequencies fall with rank after Zipf."""
        rank = int(EVENNESS * ((self.pool + EVENNESS) / EVENNESS) ** self.rng.random()) - EVENNESS
        return self.subject(rank)

    def subject(self, number: int) -> Invented:
        return subject(number, self.seed, self.today - timedelta(days=365 * YEARS_BACK))

    def scene(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.rng.choices(self.words[name], cum_weights=self.weights[name])[0]
        return found

    def day(self) -> date:
        """Of the last three years, the newer the more."""
        return self.today - timedelta(days=int(365 * YEARS_BACK * self.rng.random() ** 1.6))

    def details(self, decided: date) -> Details:
        return Details(self.rng, self.words, decided)

    def pick(self, choices: Sequence[Any]) -> Any:
        return choices[int(self.rng.random() * len(choices))]

    def authority(self) -> tuple[dict[str, Any], Row]:
        """Who decided, and the columns that say so."""
        body = self.bodies[int(len(self.bodies) * self.rng.random() ** 1.5)]
        return body, {
            "deciding_body": body["name"],
            "deciding_body_code": body["code"],
            "source_unit": body["source"],
            "source_unit_code": body["source_code"],
        }


def penalty(draw: Draw, number: int) -> Row:
    scene, decided = draw.scene("penalty"), draw.day()
    body, who = draw.authority()
    details = draw.details(decided)
    yuan = rounded(draw.rng, *scene["fine"])
    gain = rounded(draw.rng, *scene["gain"]) if "gain" in scene else 0
    row = draw.subject_by_frequency().columns | {
        "document_number": f"{body['mark']}罚〔{decided.year}〕{number:05d}号",
        "violation_type": scene["type"],
        "violation_facts": draw.pick(scene["facts"]).format_map(details),
        "penalty_basis": scene["basis"],
        "penalty_categories": scene["categories"],
        "penalty_content": scene["content"].format(yuan=yuan, gain=gain),
        "fine": yuan / 10000,
        "decided_on": decided,
        "valid_until": FOREVER,
        "tier": scene["tier"],
    }
    if gain:
        row["confiscated"] = gain / 10000
    if "licence" in scene:
        row["licence_suspended"] = scene["licence"].format_map(details)
    return row | who


def rounded(rng: Random, least: int, most: int) -> int:
    """A fine is a round number: tens below a thousand, hundreds above."""
    step = 10 if most <= 1000 else 100
    lowest = -(-least // step)
    return (lowest + int(rng.random() * (most // step - lowest + 1))) * step


def permit(draw: Draw, number: int) -> Row:
    scene, decided = draw.scene("permit"), draw.day()
    body, who = draw.authority()
    years = scene["years"]
    row = draw.subject_by_frequency().columns | {
        "document_name": scene["name"],
        "document_number": f"{body['mark']}许〔{decided.year}〕{number:05d}号",
        "permit_category": scene["category"],
        "permit_content": draw.pick(scene["contents"]).format_map(draw.details(decided)),
        "decided_on": decided,
        "valid_from": decided,
        "valid_until": decided + timedelta(days=365 * years - 1 if years else 90),
        "status": "1" if draw.rng.random() < 0.97 else "2",
    }
    if "certificate" in scene:
        row |= {
            "certificate_name": scene["certificate"],
            "certificate_number": f"{who['source_unit_code'][2:8]}{number:06d}",
        }
    return row | who


RATED = ("道路运输经营者", "水路运输经营者", "公路建设市场", "公路养护作业单位")
YEARS_RATED = 4


def rating(draw: Draw, number: int) -> Row:
    """Each subject once a year in its field, over four years."""
    whom, back = divmod(number - 1, YEARS_RATED)
    year = draw.today.year - 1 - back
    _body, who = draw.authority()
    score, points, grade = graded(draw.rng)
    about = draw.subject(whom)
    return (
        about.columns
        | {
            "field": "道路运输从业人员" if about.id_number else RATED[whom % len(RATED)],
            "year": str(year),
            "period": f"{year}年1月1日至12月31日",
            "stage": "认定",
            "grade": grade,
            "score": score,
            "bad_points": points,
            "issuing_region": DISTRICT,
            "document_number": f"连交〔{year + 1}〕{draw.rng.randint(10, 60)}号",
            "decided_on": min(date(year + 1, 3, 1) + timedelta(days=draw.rng.randint(0, 30)), draw.today),
        }
        | who
    )


def graded(rng: Random) -> tuple[float, int, str]:
    """A score, points of bad conduct and the grade that 苏交规〔2024〕2号 gives for them."""
    score, points = round(min(100.0, max(10.0, rng.gauss(84, 12))), 1), rng.choice((0, 0, 0, 5, 10, 20, 25))
    if score < 40:
        return score, 20, "D"
    if score < 60:
        return score, points, "C" if points >= 20 else "B"
    return score, points, "AA" if score >= 90 else "A" if score >= 80 else "B"


PROMISE = "本单位承诺：已知晓并满足{matter}的全部条件，所填写的信息真实、准确；如有违反，愿意承担相应责任。"


def commitment(draw: Draw, number: int) -> Row:
    """Two of each subject, in matters of their own."""
    matters = draw.words["commitment"]
    scene, signed = matters[number % len(matters)], draw.day()
    body, who = draw.authority()
    fulfilment = draw.rng.choices(("履行中", "已履行", "未履行"), (60, 37, 3))[0]
    row = draw.subject((number - 1) // 2).columns | {
        "matter": scene["matter"],
        "commitment_type": scene["type"],
        "commitment_text": PROMISE.format(matter=scene["matter"]),
        "document_number": f"{body['mark']}诺〔{signed.year}〕{number:05d}号",
        "signed_on": signed,
        "valid_until": signed + timedelta(days=730),
        "fulfilment": fulfilment,
    }
    if fulfilment == "未履行":
        row["revoking_decision"] = f"{body['mark']}撤〔{signed.year}〕{number:05d}号"
    return row | who


def listing(draw: Draw, number: int) -> Row:
    decided = draw.day()
    body, who = draw.authority()
    is_good = draw.rng.random() < 0.8
    row = draw.subject_by_frequency().columns | {
        "list_type": "守信激励名单" if is_good else "严重失信主体名单",
        "listing_reason": "连续三年信用评价为AA级" if is_good else "使用伪造证件从事危险货物运输，情节严重",
        "legal_basis": "《江苏省社会信用条例》" if is_good else "《中华人民共和国安全生产法》",
        "document_name": "信用名单认定决定书",
        "document_number": f"{body['mark']}信〔{decided.year}〕{number:05d}号",
        "decided_on": decided,
        "listed_from": decided,
        "listed_until": decided + timedelta(days=1095),
    }
    if not is_good:
        row["inspections_per_quarter"] = draw.rng.randint(1, 3)
    return row | who


def measure(draw: Draw, number: int) -> Row:
    decided = draw.day()
    body, who = draw.authority()
    is_reward = draw.rng.random() < 0.7
    return (
        draw.subject_by_frequency().columns
        | {
            "measure_type": "守信激励" if is_reward else "失信惩戒",
            "measure_content": "办理运输许可时予以优先受理、容缺办理"
            if is_reward
            else "列为重点监管对象，提高抽查比例和频次",
            "legal_basis": "国办发〔2020〕49号" if is_reward else "《江苏省社会信用条例》",
            "document_name": "联合奖惩措施实施通知书",
            "document_number": f"{body['mark']}奖惩〔{decided.year}〕{number:05d}号",
            "decided_on": decided,
            "valid_from": decided,
            "valid_until": decided + timedelta(days=365),
            "outcome": "已实施",
        }
        | who
    )


HONOURS = ("诚信运输企业", "安全生产先进单位", "诚信之星", "文明维修企业", "抗洪抢险运输先进集体")


def good_record(draw: Draw, number: int) -> Row:
    decided = draw.day()
    body, who = draw.authority()
    return (
        draw.subject_by_frequency().columns
        | {
            "honour": f"{decided.year}年度{draw.pick(HONOURS)}",
            "honour_level": draw.rng.choices(("国家级", "省级", "市级", "县级"), (1, 9, 50, 40))[0],
            "document_name": "关于表扬先进集体和个人的通报",
            "document_number": f"{body['mark']}扬〔{decided.year}〕{number:05d}号",
            "decided_on": decided,
        }
        | who
    )


MAKERS: dict[str, Callable[[Draw, int], Row]] = {
    "penalty": penalty,
    "permit": permit,
    "rating": rating,
    "commitment": commitment,
    "listing": listing,
    "measure": measure,
    "good_record": good_record,
}
