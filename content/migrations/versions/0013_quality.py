"""Quality of what units report, and what follows from ratings, listings and commitments."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLES = (
    "rating_copy",
    "subject_inspection",
    "rating_round",
    "own_case",
    "sampling_draw",
    "catalogue_entry",
    "case_list",
    "sampling_ratio",
    "copy_receiver",
)
INDEXES = {
    "ix_leaving_request_decided": "leaving_request",
    "ix_item_number_key": "item",
    "ix_edition_next": "edition",
    "ix_deadline_started": "deadline",
    "ix_batch_return_returned_at": "batch_return",
}


def upgrade() -> None:
    op.create_table(
        "copy_receiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_receiver")),
        sa.UniqueConstraint("name", name=op.f("uq_copy_receiver_name")),
    )
    op.create_table(
        "sampling_ratio",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("grade", sa.String(length=4), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("sampling_ratio_is_a_share")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sampling_ratio")),
        sa.UniqueConstraint("field", "grade", name=op.f("uq_sampling_ratio_field_grade")),
    )
    op.create_table(
        "case_list",
        sa.Column("id", BIG, nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("fresh", sa.Integer(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_case_list_unit_id")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["person.id"], name=op.f("fk_case_list_uploaded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_list")),
    )
    op.create_index("ix_case_list_unit", "case_list", ["unit_id", "id"])
    op.create_table(
        "catalogue_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("frequency", sa.String(length=8), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "frequency IN ('week', 'month', 'quarter', 'year', 'event')", name=op.f("catalogue_frequency_is_known")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_catalogue_entry_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_entry")),
        sa.UniqueConstraint("unit_id", "kind", "name", name=op.f("uq_catalogue_entry_unit_id_kind_name")),
    )
    op.create_table(
        "sampling_draw",
        sa.Column("id", BIG, nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("year", sa.String(length=4), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("ratios", sa.JSON(), nullable=False),
        sa.Column("pool", sa.JSON(), nullable=False),
        sa.Column("picked", sa.JSON(), nullable=False),
        sa.Column("drawn_by_id", sa.Integer(), nullable=False),
        sa.Column("drawn_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["drawn_by_id"], ["person.id"], name=op.f("fk_sampling_draw_drawn_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_sampling_draw_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sampling_draw")),
    )
    op.create_index("ix_sampling_draw_unit", "sampling_draw", ["unit_id", "id"])
    op.create_table(
        "own_case",
        sa.Column("id", BIG, nullable=False),
        sa.Column("list_id", BIG, nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("document_number", sa.String(length=128), nullable=False),
        sa.Column("number_key", sa.String(length=128), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("item_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_own_case_item_id")),
        sa.ForeignKeyConstraint(["list_id"], ["case_list.id"], name=op.f("fk_own_case_list_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_own_case_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_case")),
        sa.UniqueConstraint("unit_id", "kind", "number_key", name=op.f("uq_own_case_unit_id_kind_number_key")),
    )
    op.create_index("ix_own_case_board", "own_case", ["decided_on", "unit_id", "item_id"])
    op.create_index(op.f("ix_own_case_item_id"), "own_case", ["item_id"])
    op.create_index(op.f("ix_own_case_list_id"), "own_case", ["list_id"])
    op.create_index(
        "ix_own_case_missing",
        "own_case",
        ["unit_id", "kind", "number_key"],
        sqlite_where=sa.text("item_id IS NULL"),
        postgresql_where=sa.text("item_id IS NULL"),
    )
    op.create_table(
        "rating_round",
        sa.Column("batch_id", BIG, autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_rating_round_batch_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_rating_round_unit_id")),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_rating_round")),
    )
    op.create_index(op.f("ix_rating_round_unit_id"), "rating_round", ["unit_id"])
    op.create_table(
        "subject_inspection",
        sa.Column("id", BIG, nullable=False),
        sa.Column("item_id", BIG, nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("result", sa.String(length=12), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "result IN ('in_order', 'to_mend', 'referred')", name=op.f("subject_inspection_result_is_known")
        ),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_subject_inspection_entered_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_subject_inspection_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_inspection")),
    )
    op.create_index("ix_subject_inspection_item", "subject_inspection", ["item_id", "made_on"])
    op.create_table(
        "rating_copy",
        sa.Column("id", BIG, nullable=False),
        sa.Column("batch_id", BIG, nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("copied_on", sa.Date(), nullable=True),
        sa.Column("receipt", sa.String(length=120), nullable=False),
        sa.Column("copied_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "(copied_on IS NULL) = (copied_by_id IS NULL) AND (copied_on IS NULL) = (receipt = '')",
            name=op.f("rating_copy_has_its_receipt"),
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["rating_round.batch_id"], name=op.f("fk_rating_copy_batch_id")),
        sa.ForeignKeyConstraint(["copied_by_id"], ["person.id"], name=op.f("fk_rating_copy_copied_by_id")),
        sa.ForeignKeyConstraint(["receiver_id"], ["copy_receiver.id"], name=op.f("fk_rating_copy_receiver_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_rating_copy_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_copy")),
        sa.UniqueConstraint("batch_id", "receiver_id", name=op.f("uq_rating_copy_batch_id_receiver_id")),
    )
    op.create_index("ix_rating_copy_unit_copied", "rating_copy", ["unit_id", "copied_on"])
    op.create_index("ix_batch_return_returned_at", "batch_return", ["returned_at", "edition_id"])
    op.create_index(
        "ix_deadline_started", "deadline", ["rule_code", "started_on", "unit_id", "stopped_on", "due_on", "stopped_by"]
    )
    op.create_index(
        "ix_edition_next",
        "edition",
        ["published_at", "item_id"],
        sqlite_where=sa.text("number > 1"),
        postgresql_where=sa.text("number > 1"),
    )
    op.add_column("item", sa.Column("number_key", sa.String(length=128), nullable=True))
    op.create_index(
        "ix_item_number_key",
        "item",
        ["unit_id", "number_key"],
        sqlite_where=sa.text("number_key IS NOT NULL"),
        postgresql_where=sa.text("number_key IS NOT NULL"),
    )
    op.create_index("ix_leaving_request_decided", "leaving_request", ["decided_at", "cause", "unit_id"])
    # Ratings are copied by the batch: their single rows have no such clock any more.
    op.execute("DELETE FROM deadline WHERE rule_code = 'rating_copy' AND about LIKE 'item:%'")
    op.execute("DELETE FROM clock_for WHERE subject = 'rating' AND rule_code = 'rating_copy'")


def downgrade() -> None:
    for index, table in INDEXES.items():
        op.drop_index(index, table)
    op.drop_column("item", "number_key")
    for table in TABLES:
        op.drop_table(table)
