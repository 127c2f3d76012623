"""`Tasks` over HTTP."""

from datetime import timedelta
from uuid import UUID

from business_hexagon.domain.tasks.task import Task
from pydantic import TypeAdapter
from storage_contracts.rows.task_row import TaskRow

from storage_clients.asking import claim, find_one
from storage_clients.data_service import DataService
from storage_clients.mapping.task_mapping import task_from_row
from storage_clients.paths import path_to

__all__ = ["HttpTasks"]

_ROWS = TypeAdapter(list[TaskRow])


class HttpTasks:
    """Loads and claims tasks from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def get(self, task_id: UUID) -> Task | None:
        """See `Tasks.get`."""
        return await find_one(self._service, path_to("tasks", task_id), TaskRow, task_from_row)

    async def claim_due(self, limit: int, lease: timedelta) -> list[Task]:
        """See `Tasks.claim_due`."""
        body = await claim(self._service, "/tasks/claim_due", limit, lease)
        return [task_from_row(row) for row in _ROWS.validate_json(body)]
