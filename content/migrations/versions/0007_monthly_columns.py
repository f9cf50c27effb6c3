"""What fills a unit's month is the year's setting from now on, not a column of each target."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE target SET column_slug = NULL WHERE period = 'month' AND column_slug = 'updates'")


def downgrade() -> None:
    op.execute("UPDATE target SET column_slug = 'updates' WHERE period = 'month' AND column_slug IS NULL")
