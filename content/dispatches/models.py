"""报送登记: one row for each item and place it was sent to, and for what was sent before this site was there."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from content.auth.people import Person
from content.auth.units import Unit
from content.database import Base, BigId
from content.items.models import Item


class Destination(StrEnum):
    PROVINCE = "province"  # 省网: 信用交通江苏
    BUREAU = "bureau"  # the bureau's own site
    WECHAT = "wechat"  # 公众号


class Outcome(StrEnum):
    SENT = "sent"
    ADOPTED = "adopted"
    DECLINED = "declined"


class Dispatch(Base):
    """``is_history``: entered afterwards for a time before go-live, with the days of then; it need not be an item."""

    __tablename__ = "dispatch"
    __table_args__ = (
        UniqueConstraint("item_id", "destination"),
        CheckConstraint("destination IN ('province', 'bureau', 'wechat')", name="dispatch_destination_is_known"),
        CheckConstraint("outcome IN ('sent', 'adopted', 'declined')", name="dispatch_outcome_is_known"),
        CheckConstraint("(outcome = 'sent') = (decided_on IS NULL)", name="dispatch_outcome_has_its_day"),
        CheckConstraint("decided_on IS NULL OR decided_on >= sent_on", name="dispatch_is_decided_after_it_was_sent"),
        CheckConstraint("item_id IS NOT NULL OR is_history", name="dispatch_is_of_an_item"),
        Index("ix_dispatch_counted", "destination", "sent_on", "unit_id", "column_slug", "item_id"),
        Index("ix_dispatch_adopted", "destination", "decided_on", "unit_id", "column_slug", "item_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    item_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("item.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    column: Mapped[str] = mapped_column("column_slug", String(32))
    title: Mapped[str] = mapped_column(String(800))
    destination: Mapped[str] = mapped_column(String(16))
    outcome: Mapped[str] = mapped_column(String(16), default=Outcome.SENT.value)
    link: Mapped[str] = mapped_column(String(800), default="")
    sent_on: Mapped[date]
    decided_on: Mapped[date | None]
    is_history: Mapped[bool] = mapped_column(default=False)
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime]

    item: Mapped[Item | None] = relationship()
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    noted_by: Mapped[Person] = relationship()

    @property
    def key(self) -> str:
        return f"dispatch:{self.id}"
