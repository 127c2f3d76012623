"""Use case: read what users may be trusted with now."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ARRAY, Integer, Text, Uuid, bindparam, cast, column, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.schema import sessions, users
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement
from db_postgres_service.infrastructure.statements.json_documents import constant, json_object


def _statement() -> CompiledStatement:
    """Return the statement; one look-up in each of two primary keys for a subject.

    Sub-selects and no joins: a join may be planned as a walk through all users.
    """
    subjects = (
        func.unnest(
            bindparam("user_ids", type_=ARRAY(Uuid())),
            bindparam("session_ids", type_=ARRAY(Uuid())),
        )
        .table_valued(
            column("user_id", Uuid()),
            column("session_id", Uuid()),
            with_ordinality="place",
        )
        .render_derived(name="subjects")
    )
    is_open = (
        select(sessions.c.id)
        .where(
            sessions.c.id == subjects.c.session_id,
            sessions.c.user_id == users.c.id,
            sessions.c.revoked_at.is_(None),
            sessions.c.expires_at > func.statement_timestamp(),
            or_(
                users.c.sessions_valid_from.is_(None),
                sessions.c.opened_at >= users.c.sessions_valid_from,
            ),
        )
        .correlate(users, subjects)
        .exists()
    )
    standing = (
        select(
            json_object(
                (users.c.role, users.c.is_active, users.c.sessions_valid_from),
                extra=[(constant("session_open"), is_open)],
            )
        )
        .where(users.c.id == subjects.c.user_id)
        .correlate(subjects)
        .scalar_subquery()
    )
    return CompiledStatement(
        select(
            cast(
                func.json_build_object(
                    constant("standings"),
                    func.json_agg(aggregate_order_by(standing, cast(subjects.c.place, Integer))),
                ),
                Text,
            )
        ).select_from(subjects)
    )


class ReadUserStandings:
    """Reads role, activity and session of many users in one statement."""

    STATEMENT = _statement()

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, subjects: Sequence[tuple[UUID, UUID | None]]) -> bytes:
        """Return a `StandingsAnswer` as JSON, its standings in the order of the subjects.

        Args:
            subjects: Ids of a user and of the session that a token belongs to.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        row = await self._database.read_row(
            self.STATEMENT.sql,
            [user_id for user_id, _ in subjects],
            [session_id for _, session_id in subjects],
        )
        if row is None:
            raise AssertionError("an aggregate always returns a row")
        return str(row[0]).encode()
