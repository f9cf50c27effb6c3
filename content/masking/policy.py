"""Which shape each kind of personal data takes before which audience, and the switches an administrator may turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from content.masking.findings import Setting

PUBLIC = "public"


@dataclass(frozen=True)
class Rule:
    """One row: for this kind and audience, a shape in running text and a shape in lists and tables."""

    kind: str
    prose: str
    cell: str
    audience: str = PUBLIC


_PAPER_KINDS = (
    *("practitioner_certificate", "transport_certificate", "crew_certificate", "driver_licence"),
    *("badge", "personal_paper", "passport", "travel_permit"),
)
_RULES = (
    *(Rule(kind, "id_removed", "id_region") for kind in ("resident_id", "hmt_residence_permit")),
    *(Rule(kind, "paper_removed", "paper_removed") for kind in ("foreigner_id", *_PAPER_KINDS)),
    Rule("mobile", "mobile", "mobile"),
    Rule("landline", "landline", "landline"),
    Rule("bank_account", "account_removed", "account_removed"),
    Rule("email", "email", "email"),
    Rule("wechat", "wechat_removed", "wechat_removed"),
    Rule("qq", "qq_removed", "qq_removed"),
    Rule("plate", "plate", "plate"),
    Rule("fleet_plate", "plate", "plate"),
    Rule("home_address", "address", "address"),
    Rule("birth_date", "birth_removed", "birth_removed"),
    *(Rule(kind, "person", "person") for kind in ("person_name", "official_name", "representative_name")),
)
_SWITCHES = {
    "fleet_plate": "company_fleet_plates",
    "official_name": "officials_in_office",
    "representative_name": "legal_representative_names",
}


@dataclass(frozen=True)
class Policy:
    """``True`` on a switch means: shown. ``consenting`` holds the names of persons praised with recorded consent."""

    version: int = 1
    rules: tuple[Rule, ...] = _RULES
    officials_in_office: bool = True
    legal_representative_names: bool = True
    company_fleet_plates: bool = False
    mask_uncertain: bool = False
    consenting: frozenset[str] = field(default=frozenset(), repr=False)

    def shape(self, kind: str, setting: Setting = Setting.PROSE, audience: str = PUBLIC) -> str:
        """The name of the shape; a kind without a row is hidden wholly rather than shown."""
        if getattr(self, _SWITCHES.get(kind, ""), False):
            return "keep"
        return self.hiding_shape(kind, setting, audience)

    def hiding_shape(self, kind: str, setting: Setting = Setting.PROSE, audience: str = PUBLIC) -> str:
        """The shape it takes when it is hidden, whatever the switches say: a reviewer may hide what they show."""
        rule = next((rule for rule in self.rules if (rule.kind, rule.audience) == (kind, audience)), None)
        if rule is None:
            return "paper_removed"
        return rule.cell if setting is Setting.CELL else rule.prose


def from_rows(version: int, rows: Iterable[Mapping[str, str]], **switches: bool) -> Policy:
    """A policy out of stored rows of kind, prose, cell and audience."""
    rules = tuple(Rule(row["kind"], row["prose"], row["cell"], row.get("audience", PUBLIC)) for row in rows)
    return Policy(version, rules, **switches)  # type: ignore[arg-type]


DEFAULT = Policy()
