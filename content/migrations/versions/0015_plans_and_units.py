"""The year's plan, self-assessment, trainings and honours, look-ups, and what became of units."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLES = (
    "plan_evidence",
    "lookup_row",
    "honour",
    "assessment",
    "activity",
    "unit_change",
    "plan_progress",
    "plan_owner",
    "plan_collection",
    "lookup",
    "plan_task",
    "indicator",
)


def upgrade() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("full_marks", sa.Integer(), nullable=False),
        sa.Column("figure", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.CheckConstraint("full_marks > 0", name=op.f("indicator_brings_marks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_indicator_year_number")),
    )
    op.create_table(
        "plan_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("plan_tasks_count_from_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_task")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_plan_task_year_number")),
    )
    op.create_table(
        "lookup",
        sa.Column("id", BIG, nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("matter", sa.String(length=200), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "purpose IN ('tender', 'subsidy', 'honour', 'recruitment', 'permit', 'other')",
            name=op.f("lookup_purpose_is_known"),
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_lookup_made_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_lookup_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lookup")),
    )
    op.create_index("ix_lookup_unit_made_at", "lookup", ["unit_id", "made_at"])
    op.create_table(
        "plan_collection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.CheckConstraint("last_on >= first_on", name=op.f("plan_collection_ends_after_it_begins")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_plan_collection_opened_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_collection")),
        sa.UniqueConstraint("period", name=op.f("uq_plan_collection_period")),
    )
    op.create_table(
        "plan_owner",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["plan_task.id"], name=op.f("fk_plan_owner_task_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_plan_owner_unit_id")),
        sa.PrimaryKeyConstraint("task_id", "unit_id", name=op.f("pk_plan_owner")),
    )
    op.create_table(
        "plan_progress",
        sa.Column("id", BIG, nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.CheckConstraint("standing IN ('under_way', 'done', 'hindered')", name=op.f("plan_standing_is_known")),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("plan_percent_is_of_a_hundred")),
        sa.ForeignKeyConstraint(["said_by_id"], ["person.id"], name=op.f("fk_plan_progress_said_by_id")),
        sa.ForeignKeyConstraint(["task_id"], ["plan_task.id"], name=op.f("fk_plan_progress_task_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_plan_progress_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_progress")),
    )
    op.create_index("ix_plan_progress_task_unit", "plan_progress", ["task_id", "unit_id"])
    op.create_table(
        "unit_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("sort", sa.String(length=16), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("took_effect_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("former", sa.JSON(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.CheckConstraint("sort IN ('renamed', 'merged', 'split')", name=op.f("unit_change_sort_is_known")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_unit_change_entered_by_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["unit.id"], name=op.f("fk_unit_change_successor_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_change_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_change")),
    )
    op.create_index("ix_unit_change_unit", "unit_change", ["unit_id"])
    op.create_table(
        "activity",
        sa.Column("id", BIG, nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("sort", sa.String(length=16), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(length=400), nullable=False),
        sa.Column("item_id", BIG, nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.CheckConstraint("sort IN ('training', 'campaign', 'meeting')", name=op.f("activity_sort_is_known")),
        sa.CheckConstraint("people >= 0", name=op.f("activity_people_are_counted")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_activity_entered_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_activity_item_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_activity_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index("ix_activity_held_on", "activity", ["held_on"])
    op.create_table(
        "assessment",
        sa.Column("id", BIG, nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("tenths", sa.Integer(), nullable=False),
        sa.Column("figure", sa.String(length=40), nullable=False),
        sa.Column("evidence", sa.String(length=400), nullable=False),
        sa.Column("item_id", BIG, nullable=True),
        sa.Column("said_by_id", sa.Integer(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("assessment_quarter_is_one_of_four")),
        sa.CheckConstraint("tenths >= 0", name=op.f("assessment_marks_are_not_below_zero")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_assessment_indicator_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_assessment_item_id")),
        sa.ForeignKeyConstraint(["said_by_id"], ["person.id"], name=op.f("fk_assessment_said_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_assessment_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index("ix_assessment_indicator_quarter", "assessment", ["indicator_id", "quarter"])
    op.create_table(
        "honour",
        sa.Column("id", BIG, nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("sort", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.CheckConstraint("sort <> 'person' OR consent_id IS NOT NULL", name=op.f("honoured_person_consented")),
        sa.CheckConstraint("sort IN ('unit', 'person')", name=op.f("honour_sort_is_known")),
        sa.ForeignKeyConstraint(["consent_id"], ["naming_consent.id"], name=op.f("fk_honour_consent_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_honour_entered_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_honour_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_honour")),
        sa.UniqueConstraint("year", "title", "name", name=op.f("uq_honour_year_title_name")),
    )
    op.create_table(
        "lookup_row",
        sa.Column("lookup_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=18), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["lookup_id"], ["lookup.id"], name=op.f("fk_lookup_row_lookup_id")),
        sa.PrimaryKeyConstraint("lookup_id", "number", name=op.f("pk_lookup_row")),
    )
    op.create_table(
        "plan_evidence",
        sa.Column("id", BIG, nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("item_id", BIG, nullable=True),
        sa.Column("file_digest", sa.String(length=64), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_kind", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.CheckConstraint("(item_id IS NULL) <> (file_digest IS NULL)", name=op.f("plan_evidence_is_item_or_file")),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_plan_evidence_added_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_plan_evidence_item_id")),
        sa.ForeignKeyConstraint(["task_id"], ["plan_task.id"], name=op.f("fk_plan_evidence_task_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_plan_evidence_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_evidence")),
    )
    op.create_index("ix_plan_evidence_task_unit", "plan_evidence", ["task_id", "unit_id"])
    op.add_column("unit", sa.Column("began_on", sa.Date(), nullable=True))
    op.add_column("unit", sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column("unit", sa.Column("former_names", sa.JSON(), nullable=True))


def downgrade() -> None:
    for column in ("former_names", "ended_on", "began_on"):
        op.drop_column("unit", column)
    for table in TABLES:
        op.drop_table(table)
