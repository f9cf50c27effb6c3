"""Tags by family, which items carry them, and which article explains which rule: words of the bureau, of no unit."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base, BigId


class Family(StrEnum):
    CAMPAIGN = "campaign"  # 专题
    SCENE = "scene"  # 信易+
    LEVEL = "level"  # 国家、省、市、县
    FIELD = "field"  # 道路运输、水路运输…


class Tag(Base):
    """One campaign, scene, level or field. ``is_shown`` takes a campaign's page off without losing what it held."""

    __tablename__ = "tag"
    __table_args__ = (
        UniqueConstraint("family", "slug"),
        CheckConstraint("family IN ('campaign', 'scene', 'level', 'field')", name="tag_family_is_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    family: Mapped[str] = mapped_column(String(16))
    slug: Mapped[str] = mapped_column(String(40))
    names: Mapped[dict[str, Any]]
    lead: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    is_shown: Mapped[bool] = mapped_column(default=True)

    @property
    def key(self) -> str:
        return f"tag:{self.id}"

    def name(self, locale: str = "zh-Hans") -> str:
        return self.names.get(locale) or self.names["zh-Hans"]


class Tagged(Base):
    __tablename__ = "tagged"
    __table_args__ = (Index("ix_tagged_item_id", "item_id"),)

    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), primary_key=True)
    since: Mapped[datetime]
    by_key: Mapped[str] = mapped_column(String(64))


class Explains(Base):
    """政策解读: this article explains that rule."""

    __tablename__ = "explains"
    __table_args__ = (
        CheckConstraint("item_id <> rule_id", name="nothing_explains_itself"),
        Index("ix_explains_rule_id", "rule_id"),
    )

    item_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), primary_key=True)
    rule_id: Mapped[int] = mapped_column(BigId, ForeignKey("item.id"), primary_key=True)
    since: Mapped[datetime]
    by_key: Mapped[str] = mapped_column(String(64))
