"""Targets and how they are counted, sending on, the boards: rows, and indexes that hold what the boards count by."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

FROZEN = {
    "sqlite": [
        f"""
        CREATE TRIGGER scorecard_is_frozen_on_{verb} BEFORE {verb} ON scorecard
        BEGIN SELECT RAISE(ABORT, 'a frozen scorecard gets another line, never another figure'); END
        """
        for verb in ("UPDATE", "DELETE")
    ]
    + [
        """
        CREATE TRIGGER scorecard_is_frozen_on_REPLACE BEFORE INSERT ON scorecard
        WHEN EXISTS (SELECT 1 FROM scorecard WHERE month = NEW.month AND line = NEW.line)
        BEGIN SELECT RAISE(ABORT, 'a frozen scorecard gets another line, never another figure'); END
        """,
    ],
    "postgresql": [
        """
        CREATE FUNCTION scorecard_is_frozen() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION 'a frozen scorecard gets another line, never another figure'; END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER scorecard_is_frozen BEFORE UPDATE OR DELETE ON scorecard
        FOR EACH ROW EXECUTE FUNCTION scorecard_is_frozen()
        """,
    ],
}


def upgrade() -> None:
    op.create_table(
        "counting_rule",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("basis", sa.String(length=16), nullable=False),
        sa.Column("monthly_columns", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("basis IN ('published', 'sent', 'adopted')", name=op.f("counting_basis_is_known")),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_counting_rule")),
    )
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
    )
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_made_at"), ["made_at"], unique=False)

    op.create_table(
        "scorecard",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("frozen_at", MOMENT, nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.CheckConstraint("line >= 1", name=op.f("scorecard_lines_count_from_one")),
        sa.PrimaryKeyConstraint("month", "line", name=op.f("pk_scorecard")),
    )
    op.create_table(
        "site_limit",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("column_slug", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=8), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "measure IN ('week', 'month', 'column', 'percent', 'second')", name=op.f("site_limit_measure_is_known")
        ),
        sa.CheckConstraint("number > 0", name=op.f("site_limit_allows_something")),
        sa.PrimaryKeyConstraint("year", "code", "column_slug", name=op.f("pk_site_limit")),
    )
    op.create_table(
        "dispatch",
        sa.Column("id", BIG, nullable=False),
        sa.Column("item_id", BIG, nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("column_slug", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=800), nullable=False),
        sa.Column("destination", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("link", sa.String(length=800), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("is_history", sa.Boolean(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.CheckConstraint("(outcome = 'sent') = (decided_on IS NULL)", name=op.f("dispatch_outcome_has_its_day")),
        sa.CheckConstraint(
            "destination IN ('province', 'bureau', 'wechat')", name=op.f("dispatch_destination_is_known")
        ),
        sa.CheckConstraint("outcome IN ('sent', 'adopted', 'declined')", name=op.f("dispatch_outcome_is_known")),
        sa.CheckConstraint(
            "decided_on IS NULL OR decided_on >= sent_on", name=op.f("dispatch_is_decided_after_it_was_sent")
        ),
        sa.CheckConstraint("item_id IS NOT NULL OR is_history", name=op.f("dispatch_is_of_an_item")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_dispatch_item_id")),
        sa.ForeignKeyConstraint(["noted_by_id"], ["person.id"], name=op.f("fk_dispatch_noted_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_dispatch_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint("item_id", "destination", name=op.f("uq_dispatch_item_id_destination")),
    )
    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.create_index(
            "ix_dispatch_adopted", ["destination", "decided_on", "unit_id", "column_slug", "item_id"], unique=False
        )
        batch_op.create_index(
            "ix_dispatch_counted", ["destination", "sent_on", "unit_id", "column_slug", "item_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_dispatch_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "likeness",
        sa.Column("item_id", BIG, autoincrement=False, nullable=False),
        sa.Column("earlier_id", BIG, autoincrement=False, nullable=False),
        sa.Column("sort", sa.String(length=8), nullable=False),
        sa.Column("overlap", sa.Integer(), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.CheckConstraint(
            "(verdict = 'open') = (decided_by_id IS NULL) AND (verdict <> 'apart' OR reason <> '')",
            name=op.f("likeness_verdict_is_answered_for"),
        ),
        sa.CheckConstraint("sort IN ('copy', 'split')", name=op.f("likeness_sort_is_known")),
        sa.CheckConstraint("verdict IN ('open', 'apart', 'same')", name=op.f("likeness_verdict_is_known")),
        sa.CheckConstraint("item_id <> earlier_id", name=op.f("likeness_is_between_two")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_likeness_decided_by_id")),
        sa.ForeignKeyConstraint(["earlier_id"], ["item.id"], name=op.f("fk_likeness_earlier_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_likeness_item_id")),
        sa.PrimaryKeyConstraint("item_id", "earlier_id", name=op.f("pk_likeness")),
    )
    with op.batch_alter_table("likeness", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_likeness_earlier_id"), ["earlier_id"], unique=False)

    op.create_table(
        "produced_on_change",
        sa.Column("id", BIG, nullable=False),
        sa.Column("item_id", BIG, nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("to_day IS NULL OR to_day <> from_day", name=op.f("produced_on_change_changes_something")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_produced_on_change_changed_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_produced_on_change_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_produced_on_change")),
    )
    with op.batch_alter_table("produced_on_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_produced_on_change_item_id"), ["item_id"], unique=False)
        batch_op.create_index("ix_produced_on_change_late", ["is_late", "changed_at"], unique=False)

    op.create_table(
        "shingle_mark",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", BIG, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_shingle_mark_item_id")),
        sa.PrimaryKeyConstraint("hash", "item_id", name=op.f("pk_shingle_mark")),
    )
    with op.batch_alter_table("shingle_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shingle_mark_item_id"), ["item_id"], unique=False)

    op.create_index("ix_deadline_board", "deadline", ["rule_code", "stopped_on", "unit_id", "due_on"])

    op.create_index("ix_edition_board", "edition", ["submitted_at", "state", "item_id"])

    op.create_index("ix_item_board", "item", ["first_published_at", "unit_id", "column_slug", "id"])

    op.create_index(
        "ix_public_item_board",
        "public_item",
        ["first_published_at", "unit_id", "column_slug", "is_record", "last_day", "item_id"],
    )

    for statement in FROZEN[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:

    op.drop_index("ix_public_item_board", "public_item")

    op.drop_index("ix_item_board", "item")

    op.drop_index("ix_edition_board", "edition")

    op.drop_index("ix_deadline_board", "deadline")

    with op.batch_alter_table("shingle_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shingle_mark_item_id"))

    op.drop_table("shingle_mark")
    with op.batch_alter_table("produced_on_change", schema=None) as batch_op:
        batch_op.drop_index("ix_produced_on_change_late")
        batch_op.drop_index(batch_op.f("ix_produced_on_change_item_id"))

    op.drop_table("produced_on_change")
    with op.batch_alter_table("likeness", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_likeness_earlier_id"))

    op.drop_table("likeness")
    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dispatch_unit_id"))
        batch_op.drop_index("ix_dispatch_counted")
        batch_op.drop_index("ix_dispatch_adopted")

    op.drop_table("dispatch")
    op.drop_table("site_limit")
    op.drop_table("scorecard")
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_made_at"))

    op.drop_table("inspection")
    op.drop_table("counting_rule")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION scorecard_is_frozen()")
