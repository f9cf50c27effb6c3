"""Values of coded fields and the score bands of ratings, as rows with their time and source."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "code_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_set", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.Column("meaning", sa.String(length=64), nullable=False),
        sa.Column("takes_name", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("code_value_ends_after_it_begins")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_value")),
        sa.UniqueConstraint("code_set", "value", "valid_from", name=op.f("uq_code_value_code_set_value_valid_from")),
    )
    op.create_table(
        "rating_band",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("grade", sa.String(length=8), nullable=False),
        sa.Column("word", sa.String(length=16), nullable=False),
        sa.Column("score_from", sa.Float(), nullable=False),
        sa.Column("score_below", sa.Float(), nullable=True),
        sa.Column("bad_points_from", sa.Float(), nullable=True),
        sa.Column("bad_points_below", sa.Float(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("score_below IS NULL OR score_below > score_from", name=op.f("rating_band_is_not_empty")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("rating_band_ends_after_it_begins")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_band")),
    )
    op.create_index(op.f("ix_rating_band_field"), "rating_band", ["field"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_rating_band_field"), table_name="rating_band")
    op.drop_table("rating_band")
    op.drop_table("code_value")
