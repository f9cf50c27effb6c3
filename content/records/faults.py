"""Faults planted in invented rows, each with the issue that must be found for it: for trials of checks and imports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from content.identifiers import resident_id, unified_code
from content.records.invented import UNISSUED_REGION
from content.records.rules import HOUSEHOLD, ORGANISATION, PERSON

Row = dict[str, Any]
Spoil = Callable[[Row, date], None]


@dataclass(frozen=True)
class Fault:
    """A way to spoil a row: the field and code of the one issue it must give, and the rows it fits."""

    field: str
    code: str
    spoil: Spoil
    fits: Callable[[Row], bool]


@dataclass(frozen=True)
class Planted:
    """``row`` counts from nought; the sheet's first row of data is number 0 here."""

    row: int
    field: str
    code: str


def faulty(
    rows: Iterable[Row], *, count: int, faults: int, seed: int, today: date
) -> tuple[Iterator[Row], list[Planted]]:
    """The rows with ``faults`` of them spoilt, each in one way, the ways taken in turn; the list fills as rows pass.

    ``count`` is how many rows there are, so that faults lie all over and the rows need not be kept.
    """
    chosen = frozenset(Random(seed).sample(range(count), faults))  # noqa: S311 - repeatable, not secret
    planted: list[Planted] = []
    return spoilt(rows, chosen, planted, today), planted


def spoilt(rows: Iterable[Row], chosen: frozenset[int], planted: list[Planted], today: date) -> Iterator[Row]:
    waiting = list(FAULTS)
    owed = 0
    for number, row in enumerate(rows):
        owed += number in chosen
        fault = next((fault for fault in waiting if fault.fits(row)), None) if owed else None
        if fault is not None:
            owed -= 1
            waiting.remove(fault)
            waiting.append(fault)
            row = dict(row)
            fault.spoil(row, today)
            planted.append(Planted(number, fault.field, fault.code))
        yield row


def having(*names: str) -> Callable[[Row], bool]:
    return lambda row: all(row.get(name) for name in names)


def about(subject_type: str, name: str = "subject_name") -> Callable[[Row], bool]:
    return lambda row: row.get("subject_type") == subject_type and name in row


def put(name: str, cell: Any) -> Spoil:
    def spoil(row: Row, today: date) -> None:
        row[name] = cell

    return spoil


def change(name: str, by: Callable[[Any], Any]) -> Spoil:
    def spoil(row: Row, today: date) -> None:
        row[name] = by(row[name])

    return spoil


def another_household(row: Row, today: date) -> None:
    first = unified_code.HOUSEHOLD + row["unified_code"][2:17]
    row["unified_code"] = first + unified_code.check_character(first)


def without_any_number(row: Row, today: date) -> None:
    row["unified_code"] = unified_code.PLACEHOLDER
    row["registration_number"] = None


def seventeen(row: Row, today: date) -> None:
    """Somebody who was 17 on the day of the decision."""
    birth = row["decided_on"] - timedelta(days=17 * 365 + 100)
    first = f"{UNISSUED_REGION}{birth:%Y%m%d}123"
    row["person_id_number"] = first + resident_id.check_character(first)


def next_month(row: Row, today: date) -> None:
    row["decided_on"] = today + timedelta(days=30)
    if "valid_from" in row:
        row["valid_from"] = row["decided_on"]
    row["valid_until"] = "长期"


def ends_the_day_before(row: Row, today: date) -> None:
    begins: date = row.get("valid_from") or row.get("decided_on") or row["signed_on"]
    row["valid_until"] = begins - timedelta(days=1)


def of_a_person(code: str) -> str:
    """A resident's number where a company's code belongs."""
    first = f"{UNISSUED_REGION}19900307{code[-5:-2] if code[-5:-2].isdigit() else '123'}"
    return first + resident_id.check_character(first)


def miswritten(code: str) -> str:
    """The check character is another one."""
    return code[:-1] + unified_code.ALPHABET[unified_code.ALPHABET.index(code[-1]) - 1]


#: Twenty ways that files of units are really wrong.
FAULTS = (
    Fault("subject_name", "required", put("subject_name", "  "), having("subject_name")),
    Fault("unified_code", "numeric_cell", put("unified_code", 9.13207e17), about(ORGANISATION)),
    Fault("unified_code", "bad_unified_code", change("unified_code", miswritten), about(ORGANISATION)),
    Fault("unified_code", "resident_id_as_code", change("unified_code", of_a_person), about(ORGANISATION)),
    Fault("subject_type", "code_of_a_household", another_household, about(ORGANISATION)),
    Fault("registration_number", "needed_because", without_any_number, about(HOUSEHOLD)),
    Fault("representative", "must_be_empty", put("representative", "王伟"), about(PERSON)),
    Fault("person_id_number", "bad_certificate", put("person_id_number", "32079919900307123Y"), about(PERSON)),
    Fault("person_id_number", "of_a_minor", seventeen, about(PERSON, "decided_on")),
    Fault("subject_type", "not_in_code_table", put("subject_type", "企业"), about(ORGANISATION)),
    Fault("document_number", "no_number", put("document_number", "见决定书"), having("document_number")),
    Fault("document_number", "summary_procedure", put("document_number", "连交简罚〔2026〕18号"), having("fine")),
    Fault("violation_facts", "too_long", put("violation_facts", "超" * 5001), having("violation_facts")),
    Fault("penalty_categories", "not_in_code_table", put("penalty_categories", "罚金"), having("fine")),
    Fault("fine", "amount_in_yuan", put("fine", "2000元"), having("fine")),
    Fault("fine", "needed_because", put("fine", None), having("fine")),
    Fault("decided_on", "in_the_future", next_month, having("decided_on", "valid_until")),
    Fault("decided_on", "bad_date", put("decided_on", "2026年一季度"), having("decided_on")),
    Fault("valid_until", "ends_before_it_begins", ends_the_day_before, having("valid_until")),
    Fault("source_unit_code", "numeric_cell", put("source_unit_code", 1.2320700e17), having("source_unit_code")),
)
