"""The masking policy as rows: switches an administrator may turn, phrases that are never masked, recorded consents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from content import clock
from content.audit import trail
from content.audit.events import Event
from content.auth.people import Person
from content.auth.permissions import Permission, require
from content.database import Base
from content.errors import Category, Issue, Refusal, length_issues, refuse_issues
from content.masking import gate
from content.masking.policy import DEFAULT, Policy

#: The switches, in the order the page shows them. On means: shown to the public.
SWITCHES = ("officials_in_office", "legal_representative_names", "company_fleet_plates")
LONGEST_NAME, LONGEST_EVIDENCE = 40, 200


class MaskingSwitch(Base):
    """One turn of a switch. The newest row of a name is in force; older ones stay as history."""

    __tablename__ = "masking_switch"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), index=True)
    is_shown: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(200))
    turned_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    turned_at: Mapped[datetime]


class Consent(Base):
    """A person praised in public who agreed to be named: by whom it was recorded, and where the consent lies."""

    __tablename__ = "naming_consent"
    __table_args__ = (UniqueConstraint("name", "evidence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), index=True)
    evidence: Mapped[str] = mapped_column(String(200))
    agreed_on: Mapped[date]
    ends_on: Mapped[date | None]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


def current(session: Session) -> Policy:
    """The policy in force: default rules, the switches as turned, consents of today. The version counts their rows."""
    today = clock.today()
    newest = select(func.max(MaskingSwitch.id)).group_by(MaskingSwitch.name)
    rows = session.execute(select(MaskingSwitch.name, MaskingSwitch.is_shown).where(MaskingSwitch.id.in_(newest)))
    turned: dict[str, Any] = {name: shown for name, shown in rows if name in SWITCHES}
    names = session.scalars(
        select(Consent.name).where(Consent.agreed_on <= today, (Consent.ends_on.is_(None)) | (Consent.ends_on >= today))
    )
    changes = (session.scalar(select(func.count()).select_from(MaskingSwitch)) or 0) + (
        session.scalar(select(func.count()).select_from(Consent)) or 0
    )
    return replace(DEFAULT, version=DEFAULT.version + changes, consenting=frozenset(names), **turned)


def cleaned(text: str) -> str:
    """One line, as a register keeps it."""
    return " ".join(text.split())


def turn(session: Session, name: str, is_shown: bool, *, by: Person, reason: str) -> MaskingSwitch:
    """Turn a switch, with a reason. What is approved but not yet public goes back to review if its form changes."""
    require(by, Permission.ADMINISTER)
    issues = [] if name in SWITCHES else [Issue("name", "not_a_choice", {"choices": list(SWITCHES)})]
    refuse_issues(issues + ([] if reason.strip() else [Issue("reason", "required")]))
    said = gate.public_text(cleaned(reason))
    facts = {"switch": name, "shown": is_shown, "reason": said}
    trail.append(session, Event.MASKING_SWITCHED, actor=by.key, about=f"switch:{name}", facts=facts)
    row = MaskingSwitch(name=name, is_shown=is_shown, reason=said[:200], turned_by_id=by.id, turned_at=clock.now())
    session.add(row)
    session.flush()
    return row


def record_consent(
    session: Session, name: str, *, evidence: str, agreed_on: date | None, ends_on: date | None, by: Person
) -> Consent:
    """Write down that somebody agreed to be named. Evidence says where the signed consent lies."""
    require(by, Permission.ADMINISTER)
    issues = [Issue(field, "required") for field, text in (("name", name), ("evidence", evidence)) if not text.strip()]
    if agreed_on is None:
        issues.append(Issue("agreed_on", "required"))
    elif agreed_on > clock.today():
        issues.append(Issue("agreed_on", "in_the_future", {"today": clock.today().isoformat()}))
    if agreed_on and ends_on and ends_on < agreed_on:
        issues.append(Issue("ends_on", "too_early", {"earliest": agreed_on.isoformat()}))
    for field, text, longest in (("name", name, LONGEST_NAME), ("evidence", evidence, LONGEST_EVIDENCE)):
        issues += length_issues(field, cleaned(text), longest)
    refuse_issues(issues)
    known = session.scalar(select(Consent).where(Consent.name == cleaned(name), Consent.evidence == cleaned(evidence)))
    if known is not None:
        raise Refusal("consent_is_recorded", Category.CONFLICT)
    trail.append(session, Event.CONSENT_RECORDED, actor=by.key, about="consent", facts={"agreed_on": str(agreed_on)})
    row = Consent(
        name=cleaned(name), evidence=cleaned(evidence), agreed_on=agreed_on, ends_on=ends_on, recorded_by_id=by.id
    )
    session.add(row)
    session.flush()
    return row


def switches(session: Session) -> list[tuple[str, bool, MaskingSwitch | None]]:
    """Each switch, whether it shows, and the row that says so (None: the default)."""
    policy = current(session)
    newest = {row.name: row for row in session.scalars(select(MaskingSwitch).order_by(MaskingSwitch.id))}
    return [(name, bool(getattr(policy, name)), newest.get(name)) for name in SWITCHES]


def consents(session: Session) -> list[Consent]:
    """Every recorded consent, the newest first."""
    return list(session.scalars(select(Consent).order_by(Consent.agreed_on.desc(), Consent.id.desc())))
