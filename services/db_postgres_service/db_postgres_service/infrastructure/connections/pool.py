"""The asyncpg pool. It hands out the connection used last, whose statements are prepared."""

import asyncio
import logging
from dataclasses import dataclass

import asyncpg

_CLOSE_SECONDS = 5.0
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class PoolOptions:
    """How to connect. Times are seconds."""

    url: str
    size: int = 10
    statement_timeout: float = 10.0
    lock_timeout: float = 2.0
    idle_in_transaction_timeout: float = 15.0
    command_timeout: float = 20.0
    connect_timeout: float = 5.0
    startup_timeout: float = 60.0


class StatelessConnection(asyncpg.Connection):
    """A connection that nothing has to be reset on.

    No statement of this service leaves session state behind, so the round trip that asyncpg
    makes on each release to reset it would be for nothing.
    """

    def get_reset_query(self) -> str:
        """Return no query at all."""
        return ""


type Pool = asyncpg.Pool[asyncpg.Record]


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
        # A random page from memory or a solid disk costs hardly more than the next one.
        "random_page_cost": "1.1",
    }


async def close_pool(pool: Pool) -> None:
    """Let statements under way finish for a moment, then close every connection."""
    try:
        async with asyncio.timeout(_CLOSE_SECONDS):
            await pool.close()
    except TimeoutError:
        pool.terminate()


async def open_pool(options: PoolOptions) -> Pool:
    """Open the pool; waits for a server that is still starting.

    Raises:
        TimeoutError: PostgreSQL did not answer within `startup_timeout`.
        asyncpg.PostgresError: It answered, and refuses us for good.
    """
    async with asyncio.timeout(options.startup_timeout):
        pause = 0.05
        while True:
            try:
                return await asyncpg.create_pool(
                    options.url,
                    min_size=1,
                    max_size=options.size,
                    max_inactive_connection_lifetime=0,
                    max_queries=0x7FFFFFFF,
                    connection_class=StatelessConnection,
                    command_timeout=options.command_timeout,
                    timeout=options.connect_timeout,
                    statement_cache_size=512,
                    max_cached_statement_lifetime=0,
                    server_settings=server_settings(options),
                )
            except (OSError, TimeoutError, asyncpg.CannotConnectNowError) as error:
                _LOG.info("waiting for PostgreSQL: %s", error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 2.0)
