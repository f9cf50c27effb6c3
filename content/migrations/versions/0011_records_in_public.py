"""From when repair of a shown record may be asked for, and the order in which a subject's page reads its records."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLE = "public_item"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("repair_from", sa.Date(), nullable=True))
    op.drop_index("ix_public_item_subject_day", TABLE)
    op.create_index("ix_public_item_subject_kind_day", TABLE, ["subject_id", "kind", "issued_on", "item_id"])


def downgrade() -> None:
    op.drop_index("ix_public_item_subject_kind_day", TABLE)
    op.create_index("ix_public_item_subject_day", TABLE, ["subject_id", "issued_on", "item_id"])
    op.drop_column(TABLE, "repair_from")
