"""Penalties of invented companies, before the public as one by one they would be."""

from __future__ import annotations

import itertools
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import clock
from content.items import editing
from content.items.models import Edition, Item
from content.subjects.models import Subject
from content.workflow import publishing
from tests.factories import workflow
from tests.factories.auth import Staff

CODE = "91320700MA1TEST018"
COLUMN = "credit-information"
_numbers = itertools.count(1)


def values(**changes: Any) -> dict[str, str]:
    number = next(_numbers)
    complete = {
        "subject_name": "连云港云台虚构运输有限公司",
        "subject_type": "法人及非法人组织",
        "unified_code": CODE,
        "representative": "王小明",
        "document_number": f"连交罚〔2026〕{number}号",
        "violation_type": "超限运输",
        "violation_facts": "经查，该单位车辆超限行驶公路。",
        "penalty_basis": "《公路安全保护条例》第六十四条",
        "penalty_categories": "罚款",
        "penalty_content": "罚款人民币贰仟元整",
        "fine": "0.2",
        "decided_on": clock.today().isoformat(),
        "valid_until": "2099-12-31",
        "deciding_body": "连云港市交通运输局",
        "deciding_body_code": "11320700014252524X",
        "source_unit": "连云港市交通运输局",
        "source_unit_code": "11320700014252524X",
        "tier": "一般",
    }
    return complete | changes


PERMIT = {
    "document_name": "行政许可决定书",
    "permit_category": "普通",
    "permit_content": "超限运输车辆通行许可",
    "valid_from": "2026-06-01",
    "status": "1",
}


def subject_of(session: Session, code: str) -> Subject:
    found = session.scalar(select(Subject).where(Subject.code == code))
    if found is None:
        found = Subject(sort="organisation", code=code, name="连云港云台虚构运输有限公司", since=clock.now())
        session.add(found)
        session.flush()
    return found


def draft(session: Session, staff: Staff, *, kind: str = "penalty", **changes: Any) -> Edition:
    edition = editing.start_item(session, unit=staff.unit, column=COLUMN, kind=kind, by=staff.writer)
    fields = values(**(PERMIT if kind == "permit" else {}) | changes)
    item: Item = edition.item
    item.subject_id = subject_of(session, fields["unified_code"]).id
    saved = {
        "title": f"{fields['subject_name']} {fields['document_number']}",
        "fields": fields,
        "produced_on": clock.today(),
    }
    return editing.save(session, edition, saved, version=edition.version, by=staff.writer)


def approved(session: Session, staff: Staff, **changes: Any) -> Edition:
    edition = workflow.submit(session, draft(session, staff, **changes), by=staff.writer)
    return workflow.approve(session, edition, by=staff.reviewer)


def published(session: Session, staff: Staff, **changes: Any) -> Edition:
    return publishing.publish(session, approved(session, staff, **changes), by=staff.publisher)
