"""Create the audit of security acts, to which rows can only be added."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, its indexes, and the triggers that refuse every change of a row.

    The triggers fire always, also for the owner of the table and in a session that calls itself a
    replica. Whoever may alter the table can still drop them: that is a migration, not a query.
    """
    op.create_table(
        "security_acts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.String(length=64), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("subject_key", sa.String(length=64), nullable=True),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("user_agent", sa.String(length=255), nullable=False),
        sa.Column("details", postgresql.JSONB(), nullable=False),
        sa.Column("service", sa.String(length=64), nullable=False),
        sa.Column("request_id", sa.String(length=128), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("outcome IN ('ok', 'refused')", name="outcome"),
        sa.PrimaryKeyConstraint("id", name="security_acts_pkey"),
    )
    op.create_index("security_acts_created_at_id_idx", "security_acts", ["created_at", "id"])
    op.create_index(
        "security_acts_act_created_at_id_idx", "security_acts", ["act", "created_at", "id"]
    )
    for column in ("actor_id", "subject_id"):
        op.create_index(
            f"security_acts_{column}_created_at_id_idx",
            "security_acts",
            [column, "created_at", "id"],
            postgresql_where=sa.text(f"{column} IS NOT NULL"),
        )
    op.create_index(
        "security_acts_subject_key_act_outcome_created_at_idx",
        "security_acts",
        ["subject_key", "act", "outcome", "created_at"],
        postgresql_where=sa.text("subject_key IS NOT NULL"),
    )
    op.execute(
        """
        CREATE FUNCTION refuse_change() RETURNS trigger
        LANGUAGE plpgsql AS $body$
        BEGIN
            RAISE EXCEPTION USING
                ERRCODE = 'restrict_violation',
                MESSAGE = format('rows of %I are never changed', TG_TABLE_NAME),
                CONSTRAINT = TG_TABLE_NAME || '_append_only',
                TABLE = TG_TABLE_NAME;
        END
        $body$
        """
    )
    op.execute(
        """
        CREATE TRIGGER security_acts_append_only BEFORE UPDATE OR DELETE ON security_acts
        FOR EACH ROW EXECUTE FUNCTION refuse_change()
        """
    )
    op.execute(
        """
        CREATE TRIGGER security_acts_never_emptied BEFORE TRUNCATE ON security_acts
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
        """
    )
    op.execute("ALTER TABLE security_acts ENABLE ALWAYS TRIGGER security_acts_append_only")
    op.execute("ALTER TABLE security_acts ENABLE ALWAYS TRIGGER security_acts_never_emptied")


def downgrade() -> None:
    """Drop the table with its triggers, and their function."""
    op.drop_table("security_acts")
    op.execute("DROP FUNCTION refuse_change()")
