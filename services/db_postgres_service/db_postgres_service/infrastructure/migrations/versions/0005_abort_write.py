"""Create the function by which a statement aborts itself and says why."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the function.

    An atomic write is one statement. When one of its parts finds that it must not happen, the
    part calls this function: the error takes the whole statement back in the same round trip.
    """
    op.execute(
        """
        CREATE FUNCTION abort_write(code text, details jsonb) RETURNS integer
        LANGUAGE plpgsql AS $body$
        BEGIN
            RAISE EXCEPTION USING ERRCODE = 'QW001', MESSAGE = code, DETAIL = details::text;
        END
        $body$
        """
    )


def downgrade() -> None:
    """Drop the function."""
    op.execute("DROP FUNCTION abort_write(text, jsonb)")
