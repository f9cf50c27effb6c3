"""Drafts that only named people may open."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "draft_limit",
        sa.Column("item_id", BIG, autoincrement=False, nullable=False),
        sa.Column("for_reviewers", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_draft_limit_item_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["person.id"], name=op.f("fk_draft_limit_set_by_id")),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_draft_limit")),
    )
    op.create_table(
        "draft_reader",
        sa.Column("item_id", BIG, nullable=False),
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["draft_limit.item_id"], name=op.f("fk_draft_reader_item_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_draft_reader_person_id")),
        sa.PrimaryKeyConstraint("item_id", "person_id", name=op.f("pk_draft_reader")),
    )


def downgrade() -> None:
    op.drop_table("draft_reader")
    op.drop_table("draft_limit")
