"""Files beside what is public, and what was read out of each attachment.

Never by recreating the table: SQLite takes and drops a plain column by itself, and checks would be lost on the way.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("attachment", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("extracted", sa.JSON(), nullable=True))
    with op.batch_alter_table("public_item", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("files", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("files_text", sa.Text(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("public_item", recreate="never") as batch_op:
        batch_op.drop_column("files_text")
        batch_op.drop_column("files")
    with op.batch_alter_table("attachment", recreate="never") as batch_op:
        batch_op.drop_column("extracted")
