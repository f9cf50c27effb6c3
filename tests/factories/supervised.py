"""Ratings, listings and commitments in public, brought there as sheets are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from content import clock
from content.items.batches import Batch
from content.supervision.models import CopyReceiver
from tests.factories import batches as sheets
from tests.factories.auth import Staff

FIELD, YEAR = "道路运输经营者", "2025"
SCORES = {"AA": "95", "A": "85", "B": "70", "C": "50", "D": "30"}
AUTHORITY = {
    "deciding_body": "连云港市交通运输局",
    "deciding_body_code": "11320700014252524C",
    "source_unit": "连云港市交通运输局",
    "source_unit_code": "11320700014252524C",
}
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def company(number: int) -> dict[str, str]:
    """An invented company with a code that checks."""
    body = f"91320700MA{number:07d}"
    check = (31 - sum(SIGNS.index(sign) * weight for sign, weight in zip(body, WEIGHTS, strict=True)) % 31) % 31
    return {
        "subject_name": f"连云港第{number}运输有限公司",
        "subject_type": "法人及非法人组织",
        "unified_code": body + SIGNS[check],
    }


def receiver(session: Session, name: str) -> CopyReceiver:
    found = CopyReceiver(name=name, source="连交〔2024〕98号 第7项")
    session.add(found)
    session.flush()
    return found


def rating(number: int, grade: str, **changes: Any) -> dict[str, Any]:
    row = {
        "field": FIELD,
        "year": YEAR,
        "period": f"{YEAR}年1月1日至12月31日",
        "stage": "认定",
        "grade": grade,
        "score": SCORES[grade],
        "bad_points": "20" if grade in "CD" else "0",
        "issuing_region": "江苏省连云港市",
        "document_number": "连交〔2026〕12号",
        "decided_on": clock.today().isoformat(),
    }
    return company(number) | row | AUTHORITY | changes


def ratings(session: Session, staff: Staff, folder: Path, *, grades: Any = "A", **changes: Any) -> Batch:
    rows = [rating(number, grade, **changes) for number, grade in enumerate(split(grades), 1)]
    return sheets.published(session, staff, folder, rows, kind="rating", name="评价.csv")


def split(grades: Any) -> list[str]:
    """``"AABCD"`` is AA, B, C, D; a list is itself."""
    if not isinstance(grades, str):
        return list(grades)
    return [grade for part in grades.replace("AA", "*") for grade in ("AA" if part == "*" else part,)]


def listing(number: int, **changes: Any) -> dict[str, Any]:
    row = {
        "list_type": "严重失信主体名单",
        "listing_reason": "使用伪造证件从事危险货物运输，情节严重",
        "legal_basis": "《中华人民共和国安全生产法》",
        "document_name": "信用名单认定决定书",
        "document_number": f"连交信〔2026〕{number}号",
        "decided_on": "2026-01-20",
        "listed_from": "2026-01-20",
        "listed_until": "2029-01-20",
        "inspections_per_quarter": "1",
    }
    return company(100 + number) | row | AUTHORITY | changes


def listings(session: Session, staff: Staff, folder: Path, count: int, **changes: Any) -> Batch:
    rows = [listing(number, **changes) for number in range(1, count + 1)]
    return sheets.published(session, staff, folder, rows, kind="listing", name="名单.csv")


def commitment(number: int, fulfilment: str, **changes: Any) -> dict[str, Any]:
    row = {
        "matter": "道路货物运输经营许可",
        "commitment_type": "审批替代",
        "commitment_text": "本单位承诺所填信息真实、准确。",
        "document_number": f"连交诺〔2026〕{number}号",
        "signed_on": "2026-01-12",
        "valid_until": "2099-12-31",
        "fulfilment": fulfilment,
    }
    if fulfilment == "未履行":
        row["revoking_decision"] = f"连交撤〔2026〕{number}号"
    return company(200 + number) | row | AUTHORITY | changes


def commitments(session: Session, staff: Staff, folder: Path, *fulfilments: str, **changes: Any) -> Batch:
    rows = [commitment(number, state, **changes) for number, state in enumerate(fulfilments, 1)]
    return sheets.published(session, staff, folder, rows, kind="commitment", name="承诺.csv")
