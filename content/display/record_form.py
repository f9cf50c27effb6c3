"""The public form of a record: its kind's display set, its subject as the public may know it, its texts masked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache

from content.errors import Category, Refusal
from content.kinds import reader
from content.kinds.reader import Field, Kind
from content.masking import gate
from content.masking.exceptions import SpanException
from content.masking.gate import Examination
from content.masking.policy import Policy
from content.subjects.models import SubjectSort

SUBJECT = "subject_name"
CODE = "unified_code"
#: In front of the gate's texts: names that every text of the record is read with, themselves never shown.
PARTIES = "parties"
SORTS = {
    "法人及非法人组织": SubjectSort.ORGANISATION,
    "个体工商户": SubjectSort.HOUSEHOLD,
    "自然人": SubjectSort.PERSON,
}
#: What stands for a person in a record. 自然人的处罚信息不公开姓名 (field notes, §8a).
ANONYMOUS = "自然人"
#: A household business without a name of its own goes by its operator's: then it is shown as this.
NAMELESS_HOUSEHOLD = "个体工商户"
#: Forms asked for again soon: by the reviewer's screen, and by publication after examination.
REMEMBERED = 65_536

Texts = tuple[tuple[str, str], ...]


def sort_of(values: Mapping[str, str]) -> SubjectSort:
    return SORTS.get(values.get("subject_type", ""), SubjectSort.ORGANISATION)


def shown_name(values: Mapping[str, str]) -> str:
    """The subject's name as the public may read it: a company's as registered, a person's never."""
    name, sort = values.get(SUBJECT, ""), sort_of(values)
    if sort is SubjectSort.PERSON:
        return ANONYMOUS
    if sort is SubjectSort.HOUSEHOLD and name == values.get("representative", ""):
        return NAMELESS_HOUSEHOLD
    return name


@cache
def shown_of(kind: str) -> tuple[Field, ...]:
    return tuple(field for field in reader.kind(kind).fields if field.shown)


def prose_of(kind: Kind, values: Mapping[str, str]) -> dict[str, str]:
    """The shown texts a person could be named in, as stored."""
    return {
        field.name: values[field.name]
        for field in shown_of(kind.code)
        if field.privacy == "prose" and values.get(field.name)
    }


def parties(values: Mapping[str, str]) -> str:
    """Those the texts may go on to name: a person who is the subject, a household's operator."""
    sort = sort_of(values)
    if sort is SubjectSort.PERSON:
        return f"当事人：{values.get(SUBJECT, '')}。"
    if sort is SubjectSort.HOUSEHOLD and values.get("representative"):
        return f"经营者：{values['representative']}。"
    return ""


@lru_cache(maxsize=2)
def under(policy: Policy) -> Callable[[Texts], dict[str, Examination]]:
    """Texts through the gate by one policy, which is looked up once for a record and not for each of its texts."""

    @lru_cache(maxsize=REMEMBERED)
    def remembered(texts: Texts) -> dict[str, Examination]:
        return gate.examine_fields(dict(texts), policy=policy)

    return remembered


def examine(
    kind: Kind, values: Mapping[str, str], *, policy: Policy, granted: tuple[SpanException, ...] = ()
) -> dict[str, Examination]:
    """Every shown text of a record through the gate, read together where one names whom another may mean."""
    texts, about = prose_of(kind, values), parties(values)
    together = ({PARTIES: about} if about else {}) | texts
    if granted:
        return gate.examine_fields(together, policy=policy, exceptions=granted)
    remembered = under(policy)
    if about:
        return remembered(tuple(together.items()))
    alone = {name: remembered(((name, text),))[name] for name, text in texts.items()}
    touched = naming(texts, alone)
    return alone | remembered(tuple(touched.items())) if len(touched) > 1 else alone


def naming(texts: Mapping[str, str], alone: Mapping[str, Examination]) -> dict[str, str]:
    """The texts in which a person found in one of them could be meant: by surname, or by given name.

    Only these have to be read together; most texts of a record (the law it rests on, the body that decided) name nobody
    and are the same in thousands of records.
    """
    names = {
        texts[name][finding.start : finding.end].strip()
        for name, examination in alone.items()
        for finding in examination.findings
        if finding.kind in gate.NAMES
    }
    parts = {part for found in names for part in (found[:1], found[1:]) if part}
    return {name: text for name, text in texts.items() if any(part in text for part in parts)}


def shown_values(kind: Kind, values: Mapping[str, str], examined: Mapping[str, Examination]) -> dict[str, str]:
    """The projection: display set only, in the kind's order, empty ones left out."""
    public: dict[str, str] = {}
    for field in shown_of(kind.code):
        value = values.get(field.name, "")
        if field.name == SUBJECT:
            value = shown_name(values)
        elif field.privacy == "prose" and value:
            value = examined[field.name].public
        elif field.privacy in ("identity", "internal", "name"):
            raise Refusal("field_is_never_shown", Category.CONFLICT, field=field.name)
        if value:
            public[field.name] = value
    if sort_of(values) is SubjectSort.PERSON:
        public.pop(CODE, None)
    return public


def day_of(kind: Kind, values: Mapping[str, str]) -> date | None:
    """The day of the document a record rests on, by the field its kind names."""
    stored = values.get(kind.day, "")
    return date.fromisoformat(stored) if stored else None


def title(kind: Kind, public: Mapping[str, str]) -> str:
    """What a record is called where citizens read, out of what they may read of it."""
    return kind.title.format_map(defaultdict(str, public))
