"""The MongoDB client: pool, time-outs, durability."""

from dataclasses import dataclass
from typing import Final

from pymongo import AsyncMongoClient
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from db_mongo_service.infrastructure.bson_types import CODEC_OPTIONS, Document
from db_mongo_service.infrastructure.document_store import DocumentStore

APPLICATION_NAME: Final = "db_mongo_service"


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """How many connections are kept, and how long anything may take.

    Attributes:
        pool_size: Most connections to the server at a time; further operations wait.
        timeout_seconds: Longest time of one operation with all its retries (`timeoutMS`).
        server_selection_seconds: Longest wait for a primary before the service says it has none.
    """

    pool_size: int = 20
    timeout_seconds: float = 10.0
    server_selection_seconds: float = 1.5


def new_mongo_client(url: str, limits: ConnectionLimits) -> AsyncMongoClient[Document]:
    """Return a client that connects at its first use.

    Args:
        url: MongoDB connection string with credentials.
        limits: Pool and time-outs.

    Raises:
        pymongo.errors.InvalidURI: The URL is not a MongoDB connection string.
    """
    return AsyncMongoClient(
        url,
        appname=APPLICATION_NAME,
        maxPoolSize=limits.pool_size,
        minPoolSize=1,
        maxConnecting=4,
        maxIdleTimeMS=300_000,
        timeoutMS=int(limits.timeout_seconds * 1000),
        serverSelectionTimeoutMS=int(limits.server_selection_seconds * 1000),
        connectTimeoutMS=int(limits.server_selection_seconds * 1000),
        retryWrites=True,
        retryReads=True,
    )


def open_store(
    client: AsyncMongoClient[Document],
    name: str,
    limits: ConnectionLimits,
) -> DocumentStore:
    """Return the database with the codec and the durability of this service.

    Writes are acknowledged by a majority after reaching the journal, so that an answered write
    survives `kill -9` of the server.
    """
    database = client.get_database(
        name,
        codec_options=CODEC_OPTIONS,
        write_concern=WriteConcern(w="majority", j=True),
        read_concern=ReadConcern("majority"),
    )
    return DocumentStore(client, database, limits.server_selection_seconds)
