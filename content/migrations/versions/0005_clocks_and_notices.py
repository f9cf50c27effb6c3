"""Clocks on items, notices and their letters, stand-ins, and what goes beside an edition: claims, urgency, schedules."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def text_column(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), server_default=sa.text("''"), nullable=False)


def upgrade() -> None:
    with op.batch_alter_table("deadline", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch_op.add_column(text_column("stopped_by", 32))
        batch_op.add_column(text_column("late_reason", 200))
        batch_op.add_column(text_column("reminded", 16))
        batch_op.create_index(batch_op.f("ix_deadline_unit_id"), ["unit_id"], unique=False)
    with op.batch_alter_table("person", recreate="never") as batch_op:
        batch_op.add_column(text_column("email", 120))

    op.create_table(
        "clock_for",
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("rule_code", sa.String(length=32), nullable=False),
        sa.Column("starts_at", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("subject", "rule_code", name=op.f("pk_clock_for")),
    )
    op.create_table(
        "letter",
        sa.Column("id", BIG, nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("next_try_at", MOMENT, nullable=True),
        sa.Column("begun_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_letter_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("key", name=op.f("uq_letter_key")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_next_try_at"), ["next_try_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_person_id"), ["person_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT, nullable=True),
        sa.Column("letter_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_notice_letter_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_notice_person_id_key")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_letter_id"), ["letter_id"], unique=False)
        batch_op.create_index(
            "ix_notice_unread",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("read_at IS NULL"),
            postgresql_where=sa.text("read_at IS NULL"),
        )

    op.create_table(
        "publish_schedule",
        sa.Column("id", BIG, nullable=False),
        sa.Column("edition_id", BIG, nullable=False),
        sa.Column("goes_out_at", MOMENT, nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("refusal", sa.String(length=64), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("(outcome = '') = (ended_at IS NULL)", name=op.f("schedule_ends_with_an_outcome")),
        sa.CheckConstraint(
            "outcome IN ('', 'published', 'voided', 'refused', 'cancelled', 'overtaken')",
            name=op.f("schedule_outcome_is_known"),
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_publish_schedule_edition_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["person.id"], name=op.f("fk_publish_schedule_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publish_schedule")),
    )
    with op.batch_alter_table("publish_schedule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publish_schedule_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index("ix_publish_schedule_waiting", ["outcome", "goes_out_at"], unique=False)
        batch_op.create_index(
            "one_waiting_schedule_per_edition",
            ["edition_id"],
            unique=True,
            sqlite_where=sa.text("outcome = ''"),
            postgresql_where=sa.text("outcome = ''"),
        )

    op.create_table(
        "review_claim",
        sa.Column("edition_id", BIG, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_review_claim_edition_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_claim_person_id")),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_review_claim")),
    )
    with op.batch_alter_table("review_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_claim_person_id"), ["person_id"], unique=False)

    op.create_table(
        "stand_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=False),
        sa.Column("named_at", MOMENT, nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("stand_in_ends_after_it_begins")),
        sa.CheckConstraint("person_id <> absent_id", name=op.f("stand_in_is_another_person")),
        sa.ForeignKeyConstraint(["absent_id"], ["person.id"], name=op.f("fk_stand_in_absent_id")),
        sa.ForeignKeyConstraint(["named_by_id"], ["person.id"], name=op.f("fk_stand_in_named_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_stand_in_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_stand_in_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_in")),
    )
    with op.batch_alter_table("stand_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stand_in_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stand_in_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "urgency",
        sa.Column("edition_id", BIG, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.CheckConstraint("hours BETWEEN 1 AND 72", name=op.f("urgency_is_counted_in_hours")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_urgency_asked_by_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_urgency_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_urgency")),
    )


def downgrade() -> None:
    for name in ("urgency", "stand_in", "review_claim", "publish_schedule", "notice", "letter", "clock_for"):
        op.drop_table(name)
    with op.batch_alter_table("person", recreate="never") as batch_op:
        batch_op.drop_column("email")
    with op.batch_alter_table("deadline", recreate="never") as batch_op:
        batch_op.drop_index(batch_op.f("ix_deadline_unit_id"))
        for name in ("reminded", "late_reason", "stopped_by", "unit_id"):
            batch_op.drop_column(name)
