"""Display terms as rows, what is to leave the public and by whose word, repair lists, papers served with a penalty."""

import sqlalchemy as sa
from alembic import op

from content.database import BigId, UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OUTCOMES = "outcome IN ('', 'done', 'refused', 'overtaken')"
TWO_PEOPLE = "outcome NOT IN ('done', 'refused') OR (decided_by_id IS NOT NULL AND decided_by_id <> entered_by_id)"
ENDS = "(outcome = '') = (decided_at IS NULL)"
OPEN = sa.text("outcome = ''")


def person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "term_rule",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("tier", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("least_months", sa.Integer(), nullable=True),
        sa.Column("most_months", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("version >= 1", name=op.f("term_rule_versions_count_from_one")),
        sa.CheckConstraint("tier IN ('轻微', '一般', '严重')", name=op.f("term_rule_tier_is_known")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("term_rule_ends_after_it_begins")),
        sa.CheckConstraint("least_months >= 0 AND most_months <= 120", name=op.f("term_rule_length_is_plausible")),
        sa.CheckConstraint("least_months <= most_months", name=op.f("term_rule_minimum_fits_the_maximum")),
        sa.CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_on IS NULL)",
            name=op.f("term_rule_is_confirmed_by_somebody_on_a_day"),
        ),
        sa.CheckConstraint("confirmed_by_id <> entered_by_id", name=op.f("term_rule_takes_two_people")),
        person("term_rule", "confirmed_by_id"),
        person("term_rule", "entered_by_id"),
        sa.PrimaryKeyConstraint("kind", "tier", "version", name=op.f("pk_term_rule")),
    )
    op.create_table(
        "term_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=True),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        person("term_setting", "set_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_setting")),
    )
    op.create_index(op.f("ix_term_setting_name"), "term_setting", ["name"], unique=False)
    op.create_table(
        "repair_list",
        sa.Column("id", BigId, nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(OUTCOMES, name=op.f("repair_list_outcome_is_known")),
        sa.CheckConstraint(ENDS, name=op.f("repair_list_ends_with_an_outcome")),
        sa.CheckConstraint(TWO_PEOPLE, name=op.f("repair_list_takes_two_people")),
        person("repair_list", "decided_by_id"),
        person("repair_list", "entered_by_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_repair_list_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair_list")),
    )
    op.create_index("ix_repair_list_unit_outcome", "repair_list", ["unit_id", "outcome"], unique=False)
    op.create_table(
        "leaving_request",
        sa.Column("id", BigId, nullable=False),
        sa.Column("item_id", BigId, nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("list_id", BigId, nullable=True),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("document_number", sa.String(length=128), nullable=False),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=800), nullable=False),
        sa.Column("is_before_minimum", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "cause IN ('repaired', 'annulled', 'changed', 'error', 'privacy')", name=op.f("leaving_cause_is_known")
        ),
        sa.CheckConstraint(OUTCOMES, name=op.f("leaving_outcome_is_known")),
        sa.CheckConstraint(ENDS, name=op.f("leaving_ends_with_an_outcome")),
        sa.CheckConstraint(TWO_PEOPLE, name=op.f("leaving_takes_two_people")),
        sa.CheckConstraint(
            "cause NOT IN ('repaired', 'annulled', 'changed') OR (document_number <> '' AND document_date IS NOT NULL)",
            name=op.f("leaving_rests_on_a_document"),
        ),
        sa.CheckConstraint(
            "cause NOT IN ('annulled', 'changed') OR reason <> ''", name=op.f("annulment_gives_its_reason")
        ),
        person("leaving_request", "decided_by_id"),
        person("leaving_request", "entered_by_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_leaving_request_item_id")),
        sa.ForeignKeyConstraint(["list_id"], ["repair_list.id"], name=op.f("fk_leaving_request_list_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_leaving_request_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaving_request")),
    )
    op.create_index(op.f("ix_leaving_request_item_id"), "leaving_request", ["item_id"], unique=False)
    op.create_index(op.f("ix_leaving_request_list_id"), "leaving_request", ["list_id"], unique=False)
    op.create_index(
        "ix_leaving_request_unit_outcome", "leaving_request", ["unit_id", "outcome", "due_on"], unique=False
    )
    op.create_index(
        "one_open_leaving_request_per_item",
        "leaving_request",
        ["item_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "served_document",
        sa.Column("item_id", BigId, autoincrement=False, nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        person("served_document", "entered_by_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_served_document_item_id")),
        sa.PrimaryKeyConstraint("item_id", "document", name=op.f("pk_served_document")),
    )
    op.add_column(
        "departure", sa.Column("tells", sa.String(length=10), server_default=sa.text("'all'"), nullable=False)
    )
    op.add_column("departure", sa.Column("is_final", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("departure", "is_final")
    op.drop_column("departure", "tells")
    for table in ("served_document", "leaving_request", "repair_list", "term_setting", "term_rule"):
        op.drop_table(table)
