"""Objections and how they ended, names that differ from the register, choices of the site, layers of identities."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
KINDS = {"up": "kind IN ('error', 'objection', 'repaired')", "down": "kind IN ('error', 'objection')"}


def upgrade() -> None:
    with op.batch_alter_table("report", recreate="auto") as batch_op:
        batch_op.add_column(sa.Column("outcome", sa.String(length=12), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("erased_at", MOMENT, nullable=True))
        batch_op.drop_constraint("report_kind_is_known", type_="check")
        batch_op.create_check_constraint(op.f("report_kind_is_known"), KINDS["up"])
        batch_op.create_check_constraint(op.f("report_outcome_is_known"), "outcome IN ('', 'upheld', 'rejected')")
        batch_op.create_check_constraint(
            op.f("answered_objection_has_its_outcome"), "kind = 'error' OR stage <> 'answered' OR outcome <> ''"
        )
    op.create_table(
        "subject_name_seen",
        sa.Column("id", BIG, nullable=False),
        sa.Column("subject_id", BIG, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.CheckConstraint("outcome IN ('', 'renamed', 'kept')", name=op.f("seen_name_outcome_is_known")),
        sa.CheckConstraint(
            "(outcome = '') = (settled_at IS NULL) AND (outcome = '') = (settled_by_id IS NULL)",
            name=op.f("seen_name_is_settled_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_subject_name_seen_subject_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name=op.f("fk_subject_name_seen_settled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_name_seen")),
        sa.UniqueConstraint("subject_id", "name", name=op.f("uq_subject_name_seen_subject_id_name")),
    )
    op.create_index("ix_subject_name_seen_outcome", "subject_name_seen", ["outcome", "id"])
    op.create_table(
        "site_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=True),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["set_by_id"], ["person.id"], name=op.f("fk_site_choice_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_choice")),
    )
    op.create_index("ix_site_choice_name", "site_choice", ["name"])
    op.create_index("ix_subject_identity_layer", "subject", ["identity_layer"])
    op.create_index("ix_subject_merged_into_id", "subject", ["merged_into_id"])


def downgrade() -> None:
    op.drop_index("ix_subject_merged_into_id", "subject")
    op.drop_index("ix_subject_identity_layer", "subject")
    op.drop_table("site_choice")
    op.drop_table("subject_name_seen")
    op.execute("DELETE FROM report WHERE kind = 'repaired'")
    with op.batch_alter_table("report", recreate="auto") as batch_op:
        batch_op.drop_constraint("answered_objection_has_its_outcome", type_="check")
        batch_op.drop_constraint("report_outcome_is_known", type_="check")
        batch_op.drop_constraint("report_kind_is_known", type_="check")
        batch_op.create_check_constraint(op.f("report_kind_is_known"), KINDS["down"])
        batch_op.drop_column("erased_at")
        batch_op.drop_column("outcome")
