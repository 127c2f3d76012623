"""How to connect to PostgreSQL."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PoolOptions:
    """How to connect. Times are seconds.

    Attributes:
        url: `postgresql://user:password@host:port/database`.
        size: Most connections.
        statement_timeout: After this time PostgreSQL ends a statement.
        lock_timeout: After this time PostgreSQL ends the wait for a lock.
        idle_in_transaction_timeout: After this time it ends a session that forgot to commit.
        command_timeout: After this time a connection that is in use is given up.
        acquire_timeout: After this time the wait for a free connection ends.
        connect_timeout: After this time an attempt to connect ends.
        startup_timeout: How long a server that is still starting is waited for.
    """

    url: str
    size: int = 10
    statement_timeout: float = 10.0
    lock_timeout: float = 2.0
    idle_in_transaction_timeout: float = 15.0
    command_timeout: float = 15.0
    acquire_timeout: float = 5.0
    connect_timeout: float = 5.0
    startup_timeout: float = 60.0


def server_settings(options: PoolOptions) -> dict[str, str]:
    """Return the session settings of every connection."""
    return {
        "application_name": "db_postgres_service",
        "timezone": "UTC",
        "statement_timeout": str(int(options.statement_timeout * 1000)),
        "lock_timeout": str(int(options.lock_timeout * 1000)),
        "idle_in_transaction_session_timeout": str(int(options.idle_in_transaction_timeout * 1000)),
        # Compiling a short statement to machine code costs more than running it.
        "jit": "off",
        # Sessions keep the plans they made while a table was empty or its statistics were old, and
        # such a plan reads the whole table for each row of a join. Every served statement has an
        # index (a test holds that), so a scan is never the better plan here; reports scan, and
        # say so themselves.
        "enable_seqscan": "off",
        # A random page from memory or a solid disk costs hardly more than the next one.
        "random_page_cost": "1.1",
    }
