"""The one place where this process is put together."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import APIRouter
from service_runtime import HealthRegistry, health_router, serve, service_info
from storage_contracts.outbox import OutboxRow
from storage_contracts.rows.notification_row import NotificationRow
from storage_contracts.rows.order_row import OrderHeader, OrderLineEntry, OrderRow, RefundRow
from storage_contracts.rows.payment_row import PaymentRow
from storage_contracts.rows.product_row import ProductRow, StockRow
from storage_contracts.rows.saga_row import SagaRow
from storage_contracts.rows.task_row import TaskRow
from storage_contracts.rows.user_row import UserRow
from storage_contracts.stored_event import StoredEvent
from storage_contracts.wire_model import WireModel

from db_postgres_service.infrastructure.atomic_write.apply_atomic_write import ApplyAtomicWrite
from db_postgres_service.infrastructure.atomic_write.guarded_execution import GuardedExecution
from db_postgres_service.infrastructure.atomic_write.place_order import PlaceOrder
from db_postgres_service.infrastructure.atomic_write.refusal import Refusal
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.connections.pool import open_pool
from db_postgres_service.infrastructure.outbox.claim_outbox import ClaimOutbox
from db_postgres_service.infrastructure.outbox.mark_publications import MarkPublications
from db_postgres_service.infrastructure.outbox.outbox_listener import OutboxListener
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal
from db_postgres_service.infrastructure.reading import catalogue
from db_postgres_service.infrastructure.reading.batches import ReadOrderProcesses
from db_postgres_service.infrastructure.reading.resource import Resource
from db_postgres_service.infrastructure.reading.single_rows import (
    ReadOrderByReference,
    ReadUserByEmail,
)
from db_postgres_service.interface.http.application import build_application
from db_postgres_service.interface.http.lookup_routes import lookup_router
from db_postgres_service.interface.http.outbox_routes import outbox_router
from db_postgres_service.interface.http.read_routes import list_router, single_row_router
from db_postgres_service.interface.http.write_routes import write_router
from db_postgres_service.settings import Settings

ROW_MODELS: tuple[tuple[Resource, type[WireModel], type[WireModel]], ...] = (
    (catalogue.USERS, UserRow, UserRow),
    (catalogue.PRODUCTS, ProductRow, ProductRow),
    (catalogue.STOCK, StockRow, StockRow),
    (catalogue.ORDERS, OrderRow, OrderHeader),
    (catalogue.REFUNDS, RefundRow, RefundRow),
    (catalogue.PAYMENTS, PaymentRow, PaymentRow),
    (catalogue.TASKS, TaskRow, TaskRow),
    (catalogue.SAGAS, SagaRow, SagaRow),
    (catalogue.NOTIFICATIONS, NotificationRow, NotificationRow),
    (catalogue.STORED_EVENTS, StoredEvent, StoredEvent),
    (catalogue.OUTBOX, OutboxRow, OutboxRow),
)
"""Each resource with the schema of a single row and of a row in lists."""


def _routers(database: Database, signal: OutboxSignal) -> list[APIRouter]:
    execution = GuardedExecution(database, Refusal(database), signal)
    routers = [
        write_router(ApplyAtomicWrite(execution), PlaceOrder(execution)),
        lookup_router(
            ReadUserByEmail(database), ReadOrderByReference(database), ReadOrderProcesses(database)
        ),
        outbox_router(ClaimOutbox(database, signal), MarkPublications(database, signal)),
    ]
    for resource, row_model, list_model in ROW_MODELS:
        routers.append(single_row_router(database, resource, row_model))
        routers.append(list_router(database, resource, list_model))
    routers.append(list_router(database, catalogue.ORDER_LINES, OrderLineEntry))
    return routers


@asynccontextmanager
async def _background(listener: OutboxListener) -> AsyncIterator[None]:
    task = asyncio.create_task(listener.run(), name="outbox_listener")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def run_service(
    settings: Settings,
    *,
    stop: asyncio.Event | None = None,
    on_started: Callable[[int], None] | None = None,
) -> None:
    """Serve until told to stop.

    Args:
        settings: What the environment says.
        stop: Ends the serving when set; by default SIGTERM and SIGINT do.
        on_started: Called with the port when connections are accepted.
    """
    options = settings.pool_options()
    pool = await open_pool(options)
    signal = OutboxSignal()
    database = Database(pool)
    health = HealthRegistry(service_info("db_postgres_service"))

    async def ping() -> None:
        await database.read_row("SELECT 1")

    health.add_check("postgres", ping)
    routers = [*_routers(database, signal), health_router(health, lambda: (b"", "text/plain"))]
    app = build_application(routers)
    try:
        async with _background(OutboxListener(options, signal)):
            await serve(
                app,
                host=settings.bind_host,
                port=settings.db_postgres_service_port,
                health=health,
                stop=stop,
                on_started=on_started,
            )
    finally:
        pool.terminate()
