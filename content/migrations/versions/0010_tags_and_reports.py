"""Tags of items, which article explains which rule, and what citizens report."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(length=16), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.CheckConstraint("family IN ('campaign', 'scene', 'level', 'field')", name=op.f("tag_family_is_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("family", "slug", name=op.f("uq_tag_family_slug")),
    )
    op.create_table(
        "tagged",
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("item_id", BIG, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("by_key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_tagged_item_id")),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_tagged_tag_id")),
        sa.PrimaryKeyConstraint("tag_id", "item_id", name=op.f("pk_tagged")),
    )
    op.create_index("ix_tagged_item_id", "tagged", ["item_id"])
    op.create_table(
        "explains",
        sa.Column("item_id", BIG, nullable=False),
        sa.Column("rule_id", BIG, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("by_key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("item_id <> rule_id", name=op.f("nothing_explains_itself")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_explains_item_id")),
        sa.ForeignKeyConstraint(["rule_id"], ["item.id"], name=op.f("fk_explains_rule_id")),
        sa.PrimaryKeyConstraint("item_id", "rule_id", name=op.f("pk_explains")),
    )
    op.create_index("ix_explains_rule_id", "explains", ["rule_id"])
    op.create_table(
        "report",
        sa.Column("id", BIG, nullable=False),
        sa.Column("receipt", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("page", sa.String(length=400), nullable=False),
        sa.Column("item_id", BIG, nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(length=120), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("sender_mark", sa.String(length=64), nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("returned_note", sa.String(length=200), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", MOMENT, nullable=True),
        sa.CheckConstraint("kind IN ('error', 'objection')", name=op.f("report_kind_is_known")),
        sa.CheckConstraint("stage IN ('received', 'drafted', 'answered')", name=op.f("report_stage_is_known")),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR (answered_by_id IS NOT NULL AND approved_by_id <> answered_by_id)",
            name=op.f("approver_is_not_answerer"),
        ),
        sa.CheckConstraint(
            "stage <> 'answered' OR (approved_by_id IS NOT NULL AND answer <> '' AND approved_at IS NOT NULL)",
            name=op.f("answered_report_is_answered_for"),
        ),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_report_answered_by_id")),
        sa.ForeignKeyConstraint(["approved_by_id"], ["person.id"], name=op.f("fk_report_approved_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_report_item_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_report_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("receipt", name=op.f("uq_report_receipt")),
    )
    op.create_index("ix_report_item_id", "report", ["item_id"])
    op.create_index("ix_report_unit_stage", "report", ["unit_id", "stage"])
    op.create_index("ix_report_sender_mark", "report", ["sender_mark", "received_at"])


def downgrade() -> None:
    for name in ("report", "explains", "tagged", "tag"):
        op.drop_table(name)
