"""What the fields of one record must say together. A rule gets every value that could be read and yields issues."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from content.errors import Issue
from content.identifiers import certificate, resident_id, unified_code
from content.kinds.reader import Kind

#: Values, and the day on which they are checked as an ISO text.
Rule = Callable[[Mapping[str, str], str], Iterator[Issue]]

ORGANISATION, PERSON, HOUSEHOLD = "法人及非法人组织", "自然人", "个体工商户"
EARLIEST = "1990-01-01"
SPANS = (("valid_from", "valid_until"), ("listed_from", "listed_until"))
CERTIFICATES = (
    ("person_id_type", "person_id_number"),
    ("representative_id_type", "representative_id_number"),
)
#: Which category of penalty an amount belongs to; an amount without it is a mistake in one of the two.
AMOUNTS = {"fine": ("罚款",), "confiscated": ("没收违法所得", "没收非法财物")}
SHORTEST_ORGANISATION = 4
DIGITS_IN_A_NAME = 14

_ENDS_AS_ORGANISATION = re.compile(r"(?:公司|合作社|经营部|集团|工厂|商店|中心|大队|支队|车队|事务所)$")
_LONG_NUMBER = re.compile(r"\d{15}|\d{17}[\dXx]")
_SUMMARY = re.compile(r"简易程序|当场处罚|当场行政处罚|简罚|[(（〔\[]简[)）〕\]]")
_SECRET = re.compile(r"(?:绝密|机密|秘密)★|涉及国家秘密|国家秘密文件|涉密")
TOLD_BY = ("document_name", "document_number", "penalty_content", "permit_content", "remarks")


def rules_of(kind: Kind) -> tuple[Rule, ...]:
    """The rules whose fields the kind has."""
    names = {field.name for field in kind.fields}
    found: list[Rule] = [when_decided(kind.day), subject, certificates, secret(names)]
    found += [span(first, last) for first, last in spans(kind, names)]
    if "penalty_categories" in names:
        found += [amounts, summary_procedure]
    if kind.code == "rating":
        found.append(rated_year)
    return tuple(found)


def spans(kind: Kind, names: set[str]) -> list[tuple[str, str]]:
    whole = [(first, last) for first, last in SPANS if {first, last} <= names]
    ends = {last for _first, last in whole}
    open_ended = ("valid_until", "display_until")
    return whole + [(kind.day, last) for last in open_ended if last in names and last not in ends]


def when_decided(name: str) -> Rule:
    def check(values: Mapping[str, str], today: str) -> Iterator[Issue]:
        decided = values.get(name, EARLIEST)
        if decided > today:
            yield Issue(name, "in_the_future", {"today": today})
        if decided < EARLIEST:
            yield Issue(name, "too_early", {"earliest": EARLIEST})

    return check


def span(first: str, last: str) -> Rule:
    def check(values: Mapping[str, str], today: str) -> Iterator[Issue]:
        end = values.get(last)
        if end and end < values.get(first, end):
            yield Issue(last, "ends_before_it_begins", {"begins": values[first]})

    return check


def subject(values: Mapping[str, str], today: str) -> Iterator[Issue]:
    """Name, type and code must speak of the same sort of subject."""
    kind, name, code = values.get("subject_type"), values.get("subject_name", ""), values.get("unified_code", "")
    if kind == ORGANISATION:
        if code == unified_code.PLACEHOLDER:
            yield Issue("unified_code", "placeholder_for_household_only")
        elif code[:2] == unified_code.HOUSEHOLD:
            yield Issue("subject_type", "code_of_a_household")
        if name and len(name) < SHORTEST_ORGANISATION:
            yield Issue("subject_name", "name_of_no_organisation")
    elif kind == HOUSEHOLD:
        if code and code != unified_code.PLACEHOLDER and code[:2] != unified_code.HOUSEHOLD:
            yield Issue("subject_type", "code_of_no_household")
    elif kind == PERSON and _ENDS_AS_ORGANISATION.search(name):
        yield Issue("subject_name", "name_of_no_person")
    if len(name) > DIGITS_IN_A_NAME and _LONG_NUMBER.search(name):
        yield Issue("subject_name", "number_in_a_name")


DIGITS_IN_A_NAME = 14


def certificates(values: Mapping[str, str], today: str) -> Iterator[Issue]:
    """A number must fit its type of certificate; nothing about somebody under 18 is ever published."""
    for type_name, number_name in CERTIFICATES:
        number = values.get(number_name)
        if number and not certificate.is_valid(values.get(type_name, ""), number):
            yield Issue(number_name, "bad_certificate", {"type": values[type_name]})
        elif number and number_name == "person_id_number" and is_minors(values, number, today):
            yield Issue(number_name, "of_a_minor")


def is_minors(values: Mapping[str, str], number: str, today: str) -> bool:
    birth = certificate.birth_of(values.get("person_id_type", ""), number)
    decided = values.get("decided_on") or values.get("signed_on") or today
    return birth is not None and resident_id.is_minor(birth, date.fromisoformat(decided))


def amounts(values: Mapping[str, str], today: str) -> Iterator[Issue]:
    categories = values.get("penalty_categories")
    for name, belonging in AMOUNTS.items():
        amount = values.get(name)
        if not amount or not categories:
            continue
        belongs = not set(belonging).isdisjoint(categories.split(";"))
        if belongs and amount == "0" and name == "fine":
            yield Issue(name, "must_be_above_nought")
        if not belongs and amount != "0":
            yield Issue(name, "amount_without_category", {"categories": list(belonging)})


def summary_procedure(values: Mapping[str, str], today: str) -> Iterator[Issue]:
    """Penalties of the summary procedure are not reported (DOMAIN §1.1); the document says which they are."""
    for name in ("document_number", "penalty_content", "remarks"):
        if _SUMMARY.search(values.get(name, "")):
            yield Issue(name, "summary_procedure")
            return


def secret(names: set[str]) -> Rule:
    told_by = tuple(name for name in TOLD_BY if name in names)

    def check(values: Mapping[str, str], today: str) -> Iterator[Issue]:
        for name in told_by:
            if "密" in values.get(name, "") and _SECRET.search(values[name]):
                yield Issue(name, "secret_document")

    return check


def rated_year(values: Mapping[str, str], today: str) -> Iterator[Issue]:
    """A year is rated when it is over, or in it; never before."""
    if values.get("year", "") > values.get("decided_on", today)[:4]:
        yield Issue("year", "year_not_begun")
