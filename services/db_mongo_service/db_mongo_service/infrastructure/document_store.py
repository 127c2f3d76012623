"""The one way to the database: fails soon while it is away, keeps time, speaks our errors."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

import pymongo
from pymongo import AsyncMongoClient
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.error_translator import our_errors


class DocumentStore:
    """A database, and the manner in which this service works with it.

    Args:
        client: The connections.
        database: Holds the collections.
        server_selection_seconds: Longest wait for a primary while none is known. PyMongo itself
            would wait for the whole time of the operation, and callers with it.
    """

    def __init__(
        self,
        client: AsyncMongoClient[Document],
        database: AsyncDatabase[Document],
        server_selection_seconds: float,
    ) -> None:
        self._client = client
        self._server_selection_seconds = server_selection_seconds
        self.database = database

    def collection(self, name: str) -> AsyncCollection[Document]:
        """Return a collection."""
        return self.database.get_collection(name)

    def session(self) -> AsyncClientSession:
        """Return a session for a transaction, to be entered by `async with`."""
        return self._client.start_session()

    @asynccontextmanager
    async def operation(self, timeout_seconds: float | None = None) -> AsyncIterator[None]:
        """Do the work of the block as one operation.

        Args:
            timeout_seconds: Longest time of the block; None is the client's time-out for each
                call.

        Raises:
            StorageError: In place of whatever PyMongo raises.
        """
        with our_errors():
            if not self._client.topology_description.has_writable_server():
                with pymongo.timeout(self._server_selection_seconds):
                    await self._client.admin.command("ping")
            limit = nullcontext() if timeout_seconds is None else pymongo.timeout(timeout_seconds)
            with limit:
                yield
