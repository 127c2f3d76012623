"""Refuse a write that would leave nobody who may administer users."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the trigger.

    Two administrators who take the role from each other at the same moment change two rows, so
    that no version tells one of the other. The lock lets one of the two look after the other has
    committed; a query of a trigger sees what was committed before the query began. He is told that
    the row is at another version, hence looks again, and finds that he is the last one.
    """
    op.execute(
        """
        CREATE FUNCTION keep_an_administrator() RETURNS trigger
        LANGUAGE plpgsql AS $body$
        BEGIN
            PERFORM pg_advisory_xact_lock(hashtext('keep_an_administrator'));
            IF NOT EXISTS (SELECT FROM users WHERE role = 'admin' AND is_active) THEN
                PERFORM abort_write(
                    'version_conflict',
                    jsonb_build_array(jsonb_build_object('resource', 'user', 'id', OLD.id))
                );
            END IF;
            RETURN NULL;
        END
        $body$
        """
    )
    op.execute(
        """
        CREATE TRIGGER users_keep_an_administrator AFTER UPDATE OF role, is_active ON users
        FOR EACH ROW WHEN (
            OLD.role = 'admin' AND OLD.is_active AND NOT (NEW.role = 'admin' AND NEW.is_active)
        )
        EXECUTE FUNCTION keep_an_administrator()
        """
    )


def downgrade() -> None:
    """Drop the trigger and its function."""
    op.execute("DROP TRIGGER users_keep_an_administrator ON users")
    op.execute("DROP FUNCTION keep_an_administrator()")
