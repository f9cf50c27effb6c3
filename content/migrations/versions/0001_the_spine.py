"""The first schema: people, units, items, the public view, masking, attachments, calendar, audit chain, change log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = {
    "sqlite": [
        f"""
        CREATE TRIGGER audit_entry_is_append_only_on_{verb} BEFORE {verb} ON audit_entry
        BEGIN SELECT RAISE(ABORT, 'audit entries are added, never changed'); END
        """
        for verb in ("UPDATE", "DELETE")
    ]
    + [
        """
        CREATE TRIGGER audit_entry_is_append_only_on_REPLACE BEFORE INSERT ON audit_entry
        WHEN EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number)
        BEGIN SELECT RAISE(ABORT, 'audit entries are added, never changed'); END
        """,
    ],
    "postgresql": [
        """
        CREATE FUNCTION audit_entry_is_append_only() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION 'audit entries are added, never changed'; END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_is_append_only()
        """,
        """
        CREATE TRIGGER audit_entry_is_never_emptied BEFORE TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_append_only()
        """,
    ],
}


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_event"), ["event"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("audit_has_one_head")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.String(length=64), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("year BETWEEN 1949 AND 2200", name=op.f("calendar_year_is_plausible")),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_year")),
    )
    op.create_table(
        "change_log",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("effect", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_change_log")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("change_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_log_item_id"), ["item_id"], unique=False)

    op.create_table(
        "clock_rule",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("stops_on", sa.String(length=32), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("day_type", sa.String(length=8), nullable=False),
        sa.Column("pause_reasons", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("entered_by", sa.String(length=64), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("day_type IN ('working', 'calendar')", name=op.f("clock_rule_day_type_is_known")),
        sa.CheckConstraint("length BETWEEN 1 AND 366", name=op.f("clock_rule_length_is_plausible")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("clock_rule_ends_after_it_begins")),
        sa.CheckConstraint("version >= 1", name=op.f("clock_rule_versions_count_from_one")),
        sa.PrimaryKeyConstraint("code", "version", name=op.f("pk_clock_rule")),
    )
    op.create_table(
        "failed_sign_in",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_sign_in")),
    )
    with op.batch_alter_table("failed_sign_in", schema=None) as batch_op:
        batch_op.create_index("ix_failed_sign_in_scope_key_at", ["scope", "key", "at"], unique=False)

    op.create_table(
        "index_serial",
        sa.Column("organisation", sa.String(length=18), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "year", name=op.f("pk_index_serial")),
    )
    op.create_table(
        "job_run",
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_good_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_job_run")),
    )
    op.create_table(
        "lease",
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=80), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_lease")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=40), nullable=False),
        sa.Column("display_name", sa.String(length=40), nullable=False),
        sa.Column("office", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("is_erased", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("username", name=op.f("uq_person_username")),
    )
    op.create_table(
        "surface_receipt",
        sa.Column("surface", sa.String(length=40), nullable=False),
        sa.Column("cursor", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fault", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("surface", name=op.f("pk_surface_receipt")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("short_names", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("telephone", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("hours", sa.String(length=200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("publisher_may_approve", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('bureau', 'county', 'centre', 'office')", name=op.f("unit_kind_is_known")),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name=op.f("unit_is_not_its_own_parent")),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.CheckConstraint("kind IN ('off', 'working')", name=op.f("calendar_day_kind_is_known")),
        sa.ForeignKeyConstraint(["set_by"], ["calendar_year.year"], name=op.f("fk_calendar_day_set_by")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    with op.batch_alter_table("calendar_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_day_set_by"), ["set_by"], unique=False)

    op.create_table(
        "deadline",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("rule_code", sa.String(length=32), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("counted_by", sa.JSON(), nullable=True),
        sa.CheckConstraint("due_on IS NULL OR due_on >= started_on", name=op.f("deadline_is_due_after_its_start")),
        sa.CheckConstraint("stopped_on IS NULL OR due_on IS NOT NULL", name=op.f("deadline_that_stopped_was_due")),
        sa.CheckConstraint(
            "stopped_on IS NULL OR stopped_on >= started_on", name=op.f("deadline_stops_after_its_start")
        ),
        sa.ForeignKeyConstraint(
            ["rule_code", "rule_version"],
            ["clock_rule.code", "clock_rule.version"],
            name=op.f("fk_deadline_rule_code_rule_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
    )
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deadline_about"), ["about"], unique=False)
        batch_op.create_index("ix_deadline_running_due_on", ["stopped_on", "due_on"], unique=False)
        batch_op.create_index(
            "one_running_deadline_per_thing",
            ["about", "rule_code"],
            unique=True,
            sqlite_where=sa.text("stopped_on IS NULL"),
            postgresql_where=sa.text("stopped_on IS NULL"),
        )

    op.create_table(
        "item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("column_slug", sa.String(length=32), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["started_by_id"], ["person.id"], name=op.f("fk_item_started_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_item_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
    )
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "masking_switch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("turned_by_id", sa.Integer(), nullable=False),
        sa.Column("turned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["turned_by_id"], ["person.id"], name=op.f("fk_masking_switch_turned_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_masking_switch")),
    )
    with op.batch_alter_table("masking_switch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_masking_switch_name"), ["name"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "role IN ('producer', 'reviewer', 'responsible', 'overseer', 'administrator')", name=op.f("role_is_known")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_membership_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("person_id", "unit_id", "role", name=op.f("uq_membership_person_id_unit_id_role")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "naming_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("evidence", sa.String(length=200), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_naming_consent_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_naming_consent")),
        sa.UniqueConstraint("name", "evidence", name=op.f("uq_naming_consent_name_evidence")),
    )
    with op.batch_alter_table("naming_consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_naming_consent_name"), ["name"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id")),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_person_id"), ["person_id"], unique=False)

    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("column_slug", sa.String(length=32), nullable=True),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.CheckConstraint("period IN ('month', 'year')", name=op.f("target_period_is_known")),
        sa.CheckConstraint("minimum > 0", name=op.f("target_asks_for_something")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_target_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            "year", "unit_id", "period", "column_slug", name=op.f("uq_target_year_unit_id_period_column_slug")
        ),
    )
    op.create_table(
        "deadline_pause",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("deadline_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("paused_on", sa.Date(), nullable=False),
        sa.Column("resumed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "resumed_on IS NULL OR resumed_on >= paused_on", name=op.f("deadline_pause_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadline.id"], name=op.f("fk_deadline_pause_deadline_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_pause")),
    )
    with op.batch_alter_table("deadline_pause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deadline_pause_deadline_id"), ["deadline_id"], unique=False)
        batch_op.create_index(
            "one_open_pause_per_deadline",
            ["deadline_id"],
            unique=True,
            sqlite_where=sa.text("resumed_on IS NULL"),
            postgresql_where=sa.text("resumed_on IS NULL"),
        )

    op.create_table(
        "departure",
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=800), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_departure_item_id")),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_departure")),
    )
    op.create_table(
        "edition",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("produced_on", sa.Date(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("change_note", sa.String(length=400), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("last_editor_id", sa.Integer(), nullable=False),
        sa.Column("editor_ids", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("secrecy_checked_by_id", sa.Integer(), nullable=True),
        sa.Column("secrecy_checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitter_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_digest", sa.String(length=64), nullable=True),
        sa.Column("return_reasons", sa.JSON(), nullable=False),
        sa.Column("publisher_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'taken_back', 'returned', 'approved', 'published', 'superseded', 'hidden', 'withdrawn', 'expired', 'discarded')",
            name=op.f("edition_state_is_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'published', 'hidden', 'superseded', 'withdrawn', 'expired') OR (reviewer_id IS NOT NULL AND approved_digest IS NOT NULL AND secrecy_checked_at IS NOT NULL)",
            name=op.f("approved_edition_is_answered_for"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('published', 'hidden', 'superseded', 'withdrawn', 'expired') OR (publisher_id IS NOT NULL AND published_at IS NOT NULL)",
            name=op.f("public_edition_has_a_publisher"),
        ),
        sa.CheckConstraint(
            "reviewer_id IS NULL OR (reviewer_id <> author_id AND reviewer_id <> last_editor_id AND submitter_id IS NOT NULL AND reviewer_id <> submitter_id)",
            name=op.f("reviewer_is_not_author"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_edition_author_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_edition_item_id")),
        sa.ForeignKeyConstraint(["last_editor_id"], ["person.id"], name=op.f("fk_edition_last_editor_id")),
        sa.ForeignKeyConstraint(["publisher_id"], ["person.id"], name=op.f("fk_edition_publisher_id")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["person.id"], name=op.f("fk_edition_reviewer_id")),
        sa.ForeignKeyConstraint(
            ["secrecy_checked_by_id"], ["person.id"], name=op.f("fk_edition_secrecy_checked_by_id")
        ),
        sa.ForeignKeyConstraint(["submitter_id"], ["person.id"], name=op.f("fk_edition_submitter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("item_id", "number", name=op.f("uq_edition_item_id_number")),
    )
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_item_id"), ["item_id"], unique=False)
        batch_op.create_index("ix_edition_state_submitted_at", ["state", "submitted_at"], unique=False)
        batch_op.create_index(
            "uq_edition_one_in_progress_per_item",
            ["item_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('draft', 'submitted', 'approved')"),
            postgresql_where=sa.text("state IN ('draft', 'submitted', 'approved')"),
        )
        batch_op.create_index(
            "uq_edition_one_published_per_item",
            ["item_id"],
            unique=True,
            sqlite_where=sa.text("state = 'published'"),
            postgresql_where=sa.text("state = 'published'"),
        )

    op.create_table(
        "live_finding",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_live_finding_item_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_live_finding_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_finding")),
        sa.UniqueConstraint(
            "item_id", "field", "kind", "paragraph", name=op.f("uq_live_finding_item_id_field_kind_paragraph")
        ),
    )
    with op.batch_alter_table("live_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_live_finding_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_live_finding_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "span_decision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("shows", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("NOT shows OR reason <> ''", name=op.f("shown_span_has_a_reason")),
        sa.CheckConstraint("reviewer_id <> author_id", name=op.f("span_decision_is_by_another")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_span_decision_author_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_span_decision_item_id")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["person.id"], name=op.f("fk_span_decision_reviewer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_span_decision")),
        sa.UniqueConstraint("item_id", "digest", name=op.f("uq_span_decision_item_id_digest")),
    )
    with op.batch_alter_table("span_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_span_decision_item_id"), ["item_id"], unique=False)

    op.create_table(
        "view_count",
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_view_count_item_id")),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_view_count")),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("has_text", sa.Boolean(), nullable=False),
        sa.Column("caption", sa.String(length=200), nullable=False),
        sa.Column("alt", sa.String(length=200), nullable=False),
        sa.Column("renditions", sa.JSON(), nullable=False),
        sa.Column("ticks", sa.JSON(), nullable=False),
        sa.Column("second_person_id", sa.Integer(), nullable=True),
        sa.Column("second_person_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('docx', 'xlsx', 'pdf', 'png', 'jpeg', 'webp')", name=op.f("attachment_kind_is_accepted")
        ),
        sa.CheckConstraint(
            "kind NOT IN ('png', 'jpeg', 'webp') OR alt <> ''", name=op.f("picture_has_alternative_text")
        ),
        sa.CheckConstraint(
            "(second_person_id IS NULL) = (second_person_at IS NULL)", name=op.f("second_person_and_time_go_together")
        ),
        sa.CheckConstraint("length(digest) = 64", name=op.f("attachment_digest_is_whole")),
        sa.CheckConstraint("position > 0", name=op.f("attachment_position_counts_from_one")),
        sa.CheckConstraint(
            "second_person_id IS NULL OR second_person_id <> added_by_id", name=op.f("second_person_is_not_who_added")
        ),
        sa.CheckConstraint("size > 0", name=op.f("attachment_is_not_empty")),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_attachment_added_by_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_attachment_edition_id")),
        sa.ForeignKeyConstraint(["second_person_id"], ["person.id"], name=op.f("fk_attachment_second_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("edition_id", "name", name=op.f("uq_attachment_edition_id_name")),
        sa.UniqueConstraint("edition_id", "position", name=op.f("uq_attachment_edition_id_position")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_digest"), ["digest"], unique=False)

    op.create_table(
        "public_item",
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("edition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edition_number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("column_slug", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=800), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("change_note", sa.String(length=800), nullable=False),
        sa.Column("first_published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("producer_unit_id", sa.Integer(), nullable=False),
        sa.Column("producer_office", sa.String(length=80), nullable=False),
        sa.Column("produced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewer_unit_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_office", sa.String(length=80), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("digest <> '' AND title <> ''", name=op.f("public_item_has_form")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_public_item_edition_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_public_item_item_id")),
        sa.ForeignKeyConstraint(["producer_unit_id"], ["unit.id"], name=op.f("fk_public_item_producer_unit_id")),
        sa.ForeignKeyConstraint(["reviewer_unit_id"], ["unit.id"], name=op.f("fk_public_item_reviewer_unit_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_public_item_unit_id")),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_public_item")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_public_item_edition_id")),
    )
    with op.batch_alter_table("public_item", schema=None) as batch_op:
        batch_op.create_index(
            "ix_public_item_column_day", ["column_slug", "first_published_at", "item_id"], unique=False
        )
        batch_op.create_index("ix_public_item_day", ["first_published_at", "item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_public_item_last_day"), ["last_day"], unique=False)
        batch_op.create_index("ix_public_item_unit_day", ["unit_id", "first_published_at", "item_id"], unique=False)

    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("public_item", schema=None) as batch_op:
        batch_op.drop_index("ix_public_item_unit_day")
        batch_op.drop_index(batch_op.f("ix_public_item_last_day"))
        batch_op.drop_index("ix_public_item_day")
        batch_op.drop_index("ix_public_item_column_day")

    op.drop_table("public_item")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_digest"))

    op.drop_table("attachment")
    op.drop_table("view_count")
    with op.batch_alter_table("span_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_span_decision_item_id"))

    op.drop_table("span_decision")
    with op.batch_alter_table("live_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_live_finding_unit_id"))
        batch_op.drop_index(batch_op.f("ix_live_finding_item_id"))

    op.drop_table("live_finding")
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_edition_one_published_per_item",
            sqlite_where=sa.text("state = 'published'"),
            postgresql_where=sa.text("state = 'published'"),
        )
        batch_op.drop_index(
            "uq_edition_one_in_progress_per_item",
            sqlite_where=sa.text("state IN ('draft', 'submitted', 'approved')"),
            postgresql_where=sa.text("state IN ('draft', 'submitted', 'approved')"),
        )
        batch_op.drop_index("ix_edition_state_submitted_at")
        batch_op.drop_index(batch_op.f("ix_edition_item_id"))

    op.drop_table("edition")
    op.drop_table("departure")
    with op.batch_alter_table("deadline_pause", schema=None) as batch_op:
        batch_op.drop_index(
            "one_open_pause_per_deadline",
            sqlite_where=sa.text("resumed_on IS NULL"),
            postgresql_where=sa.text("resumed_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_deadline_pause_deadline_id"))

    op.drop_table("deadline_pause")
    op.drop_table("target")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_person_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("naming_consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_naming_consent_name"))

    op.drop_table("naming_consent")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_unit_id"))
        batch_op.drop_index(batch_op.f("ix_membership_person_id"))

    op.drop_table("membership")
    with op.batch_alter_table("masking_switch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_masking_switch_name"))

    op.drop_table("masking_switch")
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_unit_id"))

    op.drop_table("item")
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.drop_index(
            "one_running_deadline_per_thing",
            sqlite_where=sa.text("stopped_on IS NULL"),
            postgresql_where=sa.text("stopped_on IS NULL"),
        )
        batch_op.drop_index("ix_deadline_running_due_on")
        batch_op.drop_index(batch_op.f("ix_deadline_about"))

    op.drop_table("deadline")
    with op.batch_alter_table("calendar_day", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_day_set_by"))

    op.drop_table("calendar_day")
    op.drop_table("unit")
    op.drop_table("surface_receipt")
    op.drop_table("person")
    op.drop_table("lease")
    op.drop_table("job_run")
    op.drop_table("index_serial")
    with op.batch_alter_table("failed_sign_in", schema=None) as batch_op:
        batch_op.drop_index("ix_failed_sign_in_scope_key_at")

    op.drop_table("failed_sign_in")
    op.drop_table("clock_rule")
    with op.batch_alter_table("change_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_log_item_id"))

    op.drop_table("change_log")
    op.drop_table("calendar_year")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_event"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_about"))

    op.drop_table("audit_entry")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_entry_is_append_only()")
