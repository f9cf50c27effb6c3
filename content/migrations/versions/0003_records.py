"""Records: subjects, batches of rows and what was said of them, and the marks of a record on item, edition and view."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from content.database import BigId, UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INDEXES: dict[str, dict[str, tuple[str, ...]]] = {
    "edition": {"ix_edition_batch": ("batch_id", "id")},
    "item": {"ix_item_subject_id": ("subject_id",), "uq_item_natural_key": ("natural_key",)},
    "public_item": {
        "ix_public_item_column_last_day": ("column_slug", "kind", "last_day"),
        "ix_public_item_kind_day": ("column_slug", "kind", "first_published_at", "item_id"),
        "ix_public_item_record_day": ("is_record", "first_published_at", "item_id"),
        "ix_public_item_subject_day": ("subject_id", "issued_on", "item_id"),
        "ix_public_item_unit_last_day": ("unit_id", "is_record", "last_day"),
    },
}
REFERENCES = (
    ("edition", "batch_id", "batch"),
    ("item", "subject_id", "subject"),
    ("public_item", "subject_id", "subject"),
)
PLAIN: tuple[tuple[str, str, Callable[[], Any]], ...] = (
    ("edition", "row_number", sa.Integer),
    ("edition", "row_digest", lambda: sa.String(64)),
    ("edition", "form_digest", lambda: sa.String(64)),
    ("item", "natural_key", lambda: sa.String(64)),
)


def add_reference(table: str, column: str, to: str) -> None:
    """SQLite takes a reference with the column alone, PostgreSQL as a constraint of its own."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER REFERENCES {to} (id)")
        return
    op.add_column(table, sa.Column(column, sa.BigInteger(), nullable=True))
    op.create_foreign_key(f"fk_{table}_{column}", table, to, [column], ["id"])


def upgrade() -> None:
    op.create_table(
        "subject",
        sa.Column("id", BigId, nullable=False),
        sa.Column("sort", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=18), nullable=True),
        sa.Column("registration_number", sa.String(length=50), nullable=True),
        sa.Column("identity", sa.String(length=64), nullable=True),
        sa.Column("identity_layer", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("merged_into_id", BigId, nullable=True),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(sort = 'person' AND identity IS NOT NULL AND identity_layer IS NOT NULL AND code IS NULL AND registration_number IS NULL) OR (sort <> 'person' AND identity IS NULL AND (code IS NOT NULL OR registration_number IS NOT NULL))",
            name=op.f("subject_is_known_by_its_number"),
        ),
        sa.CheckConstraint("sort IN ('organisation', 'household', 'person')", name=op.f("subject_sort_is_known")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["subject.id"], name=op.f("fk_subject_merged_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject")),
        sa.UniqueConstraint("code", name=op.f("uq_subject_code")),
        sa.UniqueConstraint("identity", name=op.f("uq_subject_identity")),
        sa.UniqueConstraint("registration_number", name=op.f("uq_subject_registration_number")),
    )
    op.create_table(
        "batch",
        sa.Column("id", BigId, nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("column_slug", sa.String(length=32), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("spooled", sa.String(length=80), nullable=True),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("faulty", sa.Integer(), nullable=False),
        sa.Column("fresh", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("barred", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("to_do", sa.Integer(), nullable=False),
        sa.Column("step_at", UtcDateTime(), nullable=False),
        sa.Column("fault", sa.String(length=400), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("uploader_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", UtcDateTime(), nullable=False),
        sa.Column("secrecy_checked_by_id", sa.Integer(), nullable=True),
        sa.Column("secrecy_checked_at", UtcDateTime(), nullable=True),
        sa.Column("submitter_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", UtcDateTime(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("return_note", sa.String(length=400), nullable=False),
        sa.Column("publisher_id", sa.Integer(), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("leaving_reason", sa.String(length=400), nullable=False),
        sa.Column("left_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("mode IN ('all', 'good')", name=op.f("batch_mode_is_known")),
        sa.CheckConstraint(
            "state IN ('reading', 'faulty', 'storing', 'examining', 'ready', 'submitted', 'returned', 'approved', 'publishing', 'published', 'withdrawing', 'withdrawn', 'undoing', 'undone')",
            name=op.f("batch_state_is_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'publishing', 'published') OR (reviewer_id IS NOT NULL AND digest IS NOT NULL AND secrecy_checked_at IS NOT NULL)",
            name=op.f("approved_batch_is_answered_for"),
        ),
        sa.CheckConstraint(
            "reviewer_id IS NULL OR (reviewer_id <> uploader_id AND submitter_id IS NOT NULL AND reviewer_id <> submitter_id)",
            name=op.f("batch_reviewer_is_not_uploader"),
        ),
        sa.ForeignKeyConstraint(["left_by_id"], ["person.id"], name=op.f("fk_batch_left_by_id")),
        sa.ForeignKeyConstraint(["publisher_id"], ["person.id"], name=op.f("fk_batch_publisher_id")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["person.id"], name=op.f("fk_batch_reviewer_id")),
        sa.ForeignKeyConstraint(["secrecy_checked_by_id"], ["person.id"], name=op.f("fk_batch_secrecy_checked_by_id")),
        sa.ForeignKeyConstraint(["submitter_id"], ["person.id"], name=op.f("fk_batch_submitter_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_batch_unit_id")),
        sa.ForeignKeyConstraint(["uploader_id"], ["person.id"], name=op.f("fk_batch_uploader_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_index("ix_batch_file_digest", "batch", ["file_digest"], unique=False)
    op.create_index("ix_batch_state", "batch", ["state"], unique=False)
    op.create_index("ix_batch_unit_uploaded", "batch", ["unit_id", "uploaded_at"], unique=False)

    op.create_table(
        "import_mapping",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_import_mapping_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "kind", name=op.f("pk_import_mapping")),
    )
    op.create_table(
        "subject_name",
        sa.Column("id", BigId, nullable=False),
        sa.Column("subject_id", BigId, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["noted_by_id"], ["person.id"], name=op.f("fk_subject_name_noted_by_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_subject_name_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_name")),
    )
    op.create_index("ix_subject_name_subject", "subject_name", ["subject_id", "id"], unique=False)

    op.create_table(
        "zero_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["said_by_id"], ["person.id"], name=op.f("fk_zero_report_said_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_zero_report_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zero_report")),
        sa.UniqueConstraint("unit_id", "kind", "year", "month", name=op.f("uq_zero_report_unit_id_kind_year_month")),
    )
    op.create_table(
        "batch_fault",
        sa.Column("id", BigId, nullable=False),
        sa.Column("batch_id", BigId, nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("cell", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_fault_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_fault")),
    )
    op.create_index("ix_batch_fault_batch_row", "batch_fault", ["batch_id", "row_number"], unique=False)

    op.create_table(
        "batch_finding",
        sa.Column("id", BigId, nullable=False),
        sa.Column("batch_id", BigId, nullable=False),
        sa.Column("edition_id", BigId, nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("shows", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_finding_batch_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_batch_finding_edition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_finding")),
    )
    op.create_index("ix_batch_finding_batch", "batch_finding", ["batch_id", "field", "kind", "id"], unique=False)

    op.create_table(
        "batch_return",
        sa.Column("id", BigId, nullable=False),
        sa.Column("batch_id", BigId, nullable=False),
        sa.Column("edition_id", BigId, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("returned_by_id", sa.Integer(), nullable=False),
        sa.Column("returned_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_return_batch_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_batch_return_edition_id")),
        sa.ForeignKeyConstraint(["returned_by_id"], ["person.id"], name=op.f("fk_batch_return_returned_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_return")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_batch_return_edition_id")),
    )
    op.create_index("ix_batch_return_batch_id", "batch_return", ["batch_id"], unique=False)
    for table, column, to in REFERENCES:
        add_reference(table, column, to)
    for table, column, sort in PLAIN:
        op.add_column(table, sa.Column(column, sort(), nullable=True))
    op.add_column("public_item", sa.Column("is_record", sa.Boolean(), server_default=sa.false(), nullable=False))
    for table, indexes in INDEXES.items():
        for name, columns in indexes.items():
            op.create_index(name, table, list(columns), unique=name.startswith("uq_"))


def downgrade() -> None:
    for table, indexes in INDEXES.items():
        for name in indexes:
            op.drop_index(name, table)
    op.drop_column("public_item", "is_record")
    for table, column, _ in PLAIN:
        op.drop_column(table, column)
    for table, column, _ in REFERENCES:
        op.drop_column(table, column)
    op.drop_index("ix_batch_return_batch_id", "batch_return")

    op.drop_table("batch_return")
    op.drop_index("ix_batch_finding_batch", "batch_finding")

    op.drop_table("batch_finding")
    op.drop_index("ix_batch_fault_batch_row", "batch_fault")

    op.drop_table("batch_fault")
    op.drop_table("zero_report")
    op.drop_index("ix_subject_name_subject", "subject_name")

    op.drop_table("subject_name")
    op.drop_table("import_mapping")
    op.drop_index("ix_batch_unit_uploaded", "batch")
    op.drop_index("ix_batch_state", "batch")
    op.drop_index("ix_batch_file_digest", "batch")

    op.drop_table("batch")
    op.drop_table("subject")
