"""Use case: count the failed log ins of an address since one last went well."""

from sqlalchemy import String, Text, bindparam, cast, func, literal_column, select
from storage_contracts.identity import MOST_FAILURES

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.schema import security_acts
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement
from db_postgres_service.infrastructure.statements.json_documents import constant
from db_postgres_service.infrastructure.statements.sql_types import Expression

FAILURE = "log_in_failed"
FORGIVING = ("log_in", "password_reset")
"""Acts that, when they went well, let everything before them be forgotten."""


def _last_success(act: str) -> Expression:
    return (
        select(func.max(security_acts.c.created_at))
        .where(
            security_acts.c.subject_key == bindparam("subject_key", type_=String()),
            security_acts.c.act == constant(act),
            security_acts.c.outcome == constant("ok"),
        )
        .scalar_subquery()
    )


def _statement() -> CompiledStatement:
    """Return the statement: three ranges of one index.

    An attacker decides how many failures there are, so no more than the most are read.
    """
    forgiven = select(func.greatest(*map(_last_success, FORGIVING)).label("until")).cte("forgiven")
    until = select(forgiven.c.until).scalar_subquery()
    failures = (
        select(security_acts.c.created_at)
        .where(
            security_acts.c.subject_key == bindparam("subject_key", type_=String()),
            security_acts.c.act == constant(FAILURE),
            security_acts.c.outcome == constant("refused"),
            security_acts.c.created_at > func.coalesce(until, constant("-infinity")),
        )
        .order_by(security_acts.c.created_at.desc())
        .limit(literal_column(str(MOST_FAILURES)))
        .subquery("failures")
    )
    return CompiledStatement(
        select(
            cast(
                func.json_build_object(
                    constant("failures"),
                    func.count(),
                    constant("last_failure_at"),
                    func.max(failures.c.created_at),
                ),
                Text,
            )
        ).select_from(failures)
    )


class ReadLogInAttempts:
    """Counts failures in the audit itself, so that no counter can disagree with it."""

    STATEMENT = _statement()

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, subject_key: str) -> bytes:
        """Return a `LogInAttemptsRow` as JSON.

        Args:
            subject_key: SHA-256 of the normalised address, in hexadecimal.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        row = await self._database.read_row(self.STATEMENT.sql, subject_key)
        if row is None:
            raise AssertionError("an aggregate always returns a row")
        return str(row[0]).encode()
