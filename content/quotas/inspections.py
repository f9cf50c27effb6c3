"""自查: the site against what fails a government site outright, looked at every week and kept with its evidence."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from content.database import Base


class Inspection(Base):
    """One look. ``findings``: for each point its code, its standing, the limit and the evidence."""

    __tablename__ = "inspection"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(index=True)
    findings: Mapped[list[Any]]
