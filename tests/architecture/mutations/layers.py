"""Violations of Q6xx: layers that reach outwards, use cases that share a file."""

from typing import Final

from tests.architecture.mutations.mutation import Mutation

__all__ = ["MUTATIONS"]

_HEXAGON: Final = "packages/business_hexagon/business_hexagon"
_API: Final = "services/api_service/api_service"
_BOT: Final = "services/bot_service/bot_service"

MUTATIONS: Final = (
    Mutation(
        "Q601",
        f"{_HEXAGON}/domain/ordering/order.py",
        "from uuid import UUID\n",
        "from uuid import UUID\n\nfrom pydantic import BaseModel  # <- here\n",
    ),
    Mutation(
        "Q601",
        f"{_HEXAGON}/domain/tasks/task.py",
        "from business_hexagon.domain.aggregate import",
        "from business_hexagon.application.ports.clock import Clock  # <- here\n"
        "from business_hexagon.domain.aggregate import",
    ),
    Mutation(
        "Q602",
        f"{_HEXAGON}/application/commands/ordering/cancel_order.py",
        "from business_hexagon.application.actor import Actor\n",
        "from business_hexagon.application.actor import Actor\n"
        "from storage_clients.http_orders import HttpOrders  # <- here\n",
    ),
    Mutation(
        "Q603",
        f"{_BOT}/interface/telegram/cart/change_cart.py",
        "from business_hexagon.application.actor import Actor\n",
        "from api_service.settings import ApiSettings  # <- here\n"
        "from business_hexagon.application.actor import Actor\n",
    ),
    Mutation(
        "Q604",
        f"{_BOT}/interface/telegram/cart/change_cart.py",
        "from aiogram.fsm.context import FSMContext\n",
        "from redis.asyncio import Redis  # <- here\nfrom aiogram.fsm.context import FSMContext\n",
    ),
    Mutation(
        "Q605",
        f"{_HEXAGON}/domain/notifications/clock_reading.py",
        "",
        '"""Reads the clock."""\n\n'
        "from datetime import UTC, datetime\n\n\n"
        "def moment() -> datetime:\n"
        '    """Return now."""\n'
        "    return datetime.now(UTC)  # <- here\n",
    ),
    Mutation(
        "Q606",
        f"{_HEXAGON}/application/commands/tasks/complete_task.py",
        "    async def execute(self, command: CompleteTaskCommand) -> Outcome:\n",
        "    async def reopen(self, command: CompleteTaskCommand) -> None:\n"
        '        """Reopen the task."""\n\n'
        "    async def execute(self, command: CompleteTaskCommand) -> Outcome:  # <- here\n",
    ),
    Mutation(
        "Q607",
        "services/db_postgres_service/db_postgres_service/infrastructure/connections/pool.py",
        "from db_postgres_service.infrastructure.connections.options import",
        "from db_postgres_service.interface.http import examples  # <- here\n"
        "from db_postgres_service.infrastructure.connections.options import",
    ),
    Mutation(
        "Q608",
        "packages/storage_clients/storage_clients/http_users.py",
        "from storage_contracts.pages import Page\n",
        "from db_postgres_service.settings import PostgresSettings  # <- here\n"
        "from storage_contracts.pages import Page\n",
    ),
    Mutation(
        "Q609",
        f"{_API}/interface/http/ordering/cancel_order.py",
        "                reason=body.reason,\n",
        "                reason=request,  # <- here\n",
    ),
    Mutation(
        "Q610",
        f"{_HEXAGON}/application/queries/tasks/get_task.py",
        "        document = await self._documents.get(query.task_id)\n",
        "        document = await self._documents.get(query.task_id)\n"
        "        await self._documents.save(document)  # <- here\n",
    ),
    Mutation(
        "Q611",
        f"{_HEXAGON}/application/queries/tasks/get_task.py",
        "@dataclass(frozen=True, slots=True)\nclass GetTaskQuery:\n",
        "@dataclass(slots=True)\nclass GetTaskQuery:  # <- here\n",
    ),
    Mutation(
        "Q612",
        f"{_API}/infrastructure/quick_route.py",
        "",
        '"""A route beside the interface."""\n\n'
        "from fastapi import APIRouter\n\n"
        "router = APIRouter()  # <- here\n",
    ),
)
