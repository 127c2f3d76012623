"""Use cases: read a chat by its user, and how a chat stands together with its user."""

from uuid import UUID

from sqlalchemy import Text, bindparam, cast, select

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.errors import RowNotFoundError
from db_postgres_service.infrastructure.reading.single_rows import Document
from db_postgres_service.infrastructure.schema import chats, users
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement
from db_postgres_service.infrastructure.statements.json_documents import constant, json_object
from db_postgres_service.infrastructure.statements.sql_types import TableColumn


class ReadChatOfUser:
    """Reads the chat that is linked to a user."""

    STATEMENT = CompiledStatement(
        select(cast(json_object(chats.c), Text), chats.c.version).where(
            chats.c.user_id == bindparam("user_id", type_=chats.c.user_id.type)
        )
    )

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, user_id: UUID) -> Document:
        """Return the chat.

        Raises:
            RowNotFoundError: There is none.
            StorageError: PostgreSQL refused or did not answer.
        """
        row = await self._database.read_row(self.STATEMENT.sql, user_id)
        if row is None:
            raise RowNotFoundError("chats", str(user_id))
        return Document(str(row[0]).encode(), row[1], None)


def standing_statement(key: TableColumn) -> CompiledStatement:
    """Return the statement that finds a chat by a unique column: one look-up in two indexes."""
    user = (
        select(
            json_object(
                (users.c.role, users.c.is_active, users.c.sessions_valid_from),
                extra=[
                    (constant("user_id"), users.c.id),
                    (constant("linked_at"), chats.c.linked_at),
                ],
            )
        )
        .where(users.c.id == chats.c.user_id)
        .correlate(chats)
        .scalar_subquery()
    )
    return CompiledStatement(
        select(
            cast(
                json_object(
                    (
                        chats.c.chat_id,
                        chats.c.language,
                        chats.c.is_muted,
                        chats.c.is_blocked,
                        chats.c.time_zone,
                    ),
                    extra=[(constant("user"), user)],
                ),
                Text,
            )
        ).where(key == bindparam("key", type_=key.type))
    )


class ReadChatStanding:
    """Reads a chat with the standing of the user whom it was linked to, in one statement."""

    def __init__(self, database: Database, key: TableColumn) -> None:
        self._database = database
        self._sql = standing_statement(key).sql

    async def read(self, key: UUID) -> Document:
        """Return a `ChatStandingRow`.

        Raises:
            RowNotFoundError: There is no such chat.
            StorageError: PostgreSQL refused or did not answer.
        """
        row = await self._database.read_row(self._sql, key)
        if row is None:
            raise RowNotFoundError("chats", str(key))
        return Document(str(row[0]).encode(), None, None)
