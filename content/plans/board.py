"""How the plan stands: every task with what each of its units said last and showed, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content.auth.units import Unit
from content.plans.models import PlanEvidence, PlanProgress, PlanTask


@dataclass(frozen=True)
class Cell:
    """One unit's part of one task."""

    unit: Unit
    last: PlanProgress | None
    evidence: int

    @property
    def is_done(self) -> bool:
        return self.last is not None and self.last.standing == "done"

    @property
    def percent(self) -> int:
        return self.last.percent if self.last else 0


@dataclass(frozen=True)
class Row:
    task: PlanTask
    cells: tuple[Cell, ...]

    @property
    def done(self) -> int:
        return sum(cell.is_done for cell in self.cells)

    @property
    def silent(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.last is None]

    def is_late(self, today: date) -> bool:
        return self.task.due_on < today and self.done < len(self.cells)


def of_year(session: Session, year: int, *, unit_id: int | None = None) -> list[Row]:
    """The year's tasks in their order; one unit's own where one is asked for."""
    tasks = list(session.scalars(select(PlanTask).where(PlanTask.year == year).order_by(PlanTask.number)))
    units = {unit.id: unit for unit in session.scalars(select(Unit).order_by(Unit.position, Unit.id))}
    last, shown = newest(session, year), evidence_counts(session, year)
    rows = []
    for task in tasks:
        owners = {owner.unit_id for owner in task.owners}
        cells = tuple(
            Cell(unit, last.get((task.id, unit.id)), shown[task.id, unit.id])
            for unit in units.values()
            if unit.id in owners and unit_id in (None, unit.id)
        )
        if cells or unit_id is None:
            rows.append(Row(task, cells))
    return rows


def newest(session: Session, year: int) -> dict[tuple[int, int], PlanProgress]:
    """The last word of each unit on each task of a year."""
    ids = (
        select(func.max(PlanProgress.id))
        .join(PlanTask, PlanTask.id == PlanProgress.task_id)
        .where(PlanTask.year == year)
        .group_by(PlanProgress.task_id, PlanProgress.unit_id)
    )
    return {
        (row.task_id, row.unit_id): row for row in session.scalars(select(PlanProgress).where(PlanProgress.id.in_(ids)))
    }


def evidence_counts(session: Session, year: int) -> Counter[tuple[int, int]]:
    query = (
        select(PlanEvidence.task_id, PlanEvidence.unit_id, func.count())
        .join(PlanTask, PlanTask.id == PlanEvidence.task_id)
        .where(PlanTask.year == year)
        .group_by(PlanEvidence.task_id, PlanEvidence.unit_id)
    )
    return Counter({(task_id, unit_id): count for task_id, unit_id, count in session.execute(query)})


def said(session: Session, task: PlanTask) -> list[PlanProgress]:
    """Everything said of a task, the newest first."""
    query = select(PlanProgress).where(PlanProgress.task_id == task.id).order_by(PlanProgress.id.desc())
    return list(session.scalars(query))


def shown(session: Session, task: PlanTask) -> list[PlanEvidence]:
    query = select(PlanEvidence).where(PlanEvidence.task_id == task.id).order_by(PlanEvidence.id)
    return list(session.scalars(query))


def years(session: Session) -> list[int]:
    return list(session.scalars(select(PlanTask.year).distinct().order_by(PlanTask.year.desc())))
