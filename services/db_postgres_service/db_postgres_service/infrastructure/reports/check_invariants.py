"""Use case: check the seven invariants as far as this database can see them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from storage_contracts.reports import InvariantReport, Violation

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.connections.pool import Connection
from db_postgres_service.infrastructure.reports.event_checks import EVENT_CHECKS
from db_postgres_service.infrastructure.reports.invariant_check import InvariantCheck
from db_postgres_service.infrastructure.reports.order_checks import ORDER_CHECKS
from db_postgres_service.infrastructure.reports.stock_checks import STOCK_CHECKS
from db_postgres_service.infrastructure.schema import ALL_TABLES

ALL_CHECKS: tuple[InvariantCheck, ...] = (*ORDER_CHECKS, *STOCK_CHECKS, *EVENT_CHECKS)

_MOST_ROWS = 100
_SECONDS = 240.0
_BEGIN = (
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
    f"SET LOCAL statement_timeout = '{int(_SECONDS)}s'; SET LOCAL enable_seqscan = on"
)


class CheckInvariants:
    """Runs every check in one snapshot; finds at most a hundred rows for each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def check(self, subscriptions: Mapping[str, Sequence[str]]) -> InvariantReport:
        """Return what breaks which invariant.

        Args:
            subscriptions: Which consumer records the effect of which event types here.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        pairs = [(name, kind) for name, kinds in subscriptions.items() for kind in kinds]
        found: dict[str, list[Violation]] = {check.letter: [] for check in ALL_CHECKS}
        counts: dict[str, int] = {}
        async with self._database.transaction(_BEGIN, _SECONDS) as connection:
            for table in ALL_TABLES:
                sql = f"SELECT count(*) FROM {table.name}"  # noqa: S608  our constants  # nosec B608
                counts[table.name] = await connection.fetchval(sql)
            for check in ALL_CHECKS:
                found[check.letter] += await _violations(connection, check, pairs)
        return InvariantReport(checked_at=datetime.now(UTC), invariants=found, counts=counts)


async def _violations(
    connection: Connection, check: InvariantCheck, pairs: list[tuple[str, str]]
) -> list[Violation]:
    if check.by_subscription:
        rows = await connection.fetch(
            check.sql,
            _MOST_ROWS,
            [consumer for consumer, _ in pairs],
            [event_type for _, event_type in pairs],
        )
    else:
        rows = await connection.fetch(check.sql, _MOST_ROWS)
    return [Violation(check=check.name, row=row["row"], detail=row["detail"]) for row in rows]
