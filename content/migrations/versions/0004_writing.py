"""What people write with: working copies, wrong words, templates and standard phrases."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "phrase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_phrase_changed_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_phrase_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrase")),
    )
    op.create_index(op.f("ix_phrase_unit_id"), "phrase", ["unit_id"], unique=False)
    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("column_slug", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_template_changed_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_template_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
    )
    op.create_index(op.f("ix_template_unit_id"), "template", ["unit_id"], unique=False)
    op.create_table(
        "wrong_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.String(length=40), nullable=False),
        sa.Column("right_word", sa.String(length=40), nullable=False),
        sa.Column("unless", sa.String(length=200), nullable=False),
        sa.Column("stops", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("wrong <> ''", name=op.f("wrong_word_is_a_word")),
        sa.CheckConstraint("wrong <> right_word", name=op.f("wrong_word_has_another_cure")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_wrong_word_changed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_word")),
        sa.UniqueConstraint("wrong", name=op.f("uq_wrong_word_wrong")),
    )
    op.create_table(
        "working_copy",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_working_copy_edition_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_working_copy_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_copy")),
        sa.UniqueConstraint("person_id", "edition_id", name=op.f("uq_working_copy_person_id_edition_id")),
    )
    op.create_index(op.f("ix_working_copy_edition_id"), "working_copy", ["edition_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_working_copy_edition_id"), table_name="working_copy")
    op.drop_table("working_copy")
    op.drop_table("wrong_word")
    op.drop_index(op.f("ix_template_unit_id"), table_name="template")
    op.drop_table("template")
    op.drop_index(op.f("ix_phrase_unit_id"), table_name="phrase")
    op.drop_table("phrase")
