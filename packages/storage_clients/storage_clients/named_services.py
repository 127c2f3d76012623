"""The two data services, told from one another by their types."""

from typing import NewType

from storage_clients.data_service import DataService

__all__ = ["MongoService", "PostgresService"]

PostgresService = NewType("PostgresService", DataService)
"""db_postgres_service."""

MongoService = NewType("MongoService", DataService)
"""db_mongo_service."""
