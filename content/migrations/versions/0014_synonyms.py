"""Words of the trade that find the same."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "synonym",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=248), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("words LIKE '% %'", name=op.f("synonyms_are_two_words")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_synonym_changed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonym")),
    )


def downgrade() -> None:
    op.drop_table("synonym")
