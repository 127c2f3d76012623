"""The one place where this process is put together."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import APIRouter
from service_runtime import HealthRegistry, health_router, serve, service_info
from storage_contracts.outbox import OutboxRow
from storage_contracts.pages import Page
from storage_contracts.rows.notification_row import NotificationRow
from storage_contracts.rows.order_row import OrderHeader, OrderLineEntry, OrderRow, RefundRow
from storage_contracts.rows.payment_row import PaymentRow
from storage_contracts.rows.product_row import ProductRow, StockRow
from storage_contracts.rows.saga_row import SagaRow
from storage_contracts.rows.task_row import TaskRow
from storage_contracts.rows.user_row import UserRow
from storage_contracts.stored_event import StoredEvent
from storage_contracts.wire_model import WireModel

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.connections.pool import open_pool
from db_postgres_service.infrastructure.outbox.outbox_listener import OutboxListener
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal
from db_postgres_service.infrastructure.reading import catalogue
from db_postgres_service.infrastructure.reading.resource import Resource
from db_postgres_service.interface.http.application import build_application
from db_postgres_service.interface.http.lookup_routes import lookup_router
from db_postgres_service.interface.http.outbox_routes import outbox_router
from db_postgres_service.interface.http.read_routes import list_router, single_row_router
from db_postgres_service.interface.http.write_routes import write_router
from db_postgres_service.settings import Settings
from db_postgres_service.use_cases import UseCases

ROW_MODELS: tuple[tuple[Resource, type[WireModel], type[WireModel]], ...] = (
    (catalogue.USERS, UserRow, Page[UserRow]),
    (catalogue.PRODUCTS, ProductRow, Page[ProductRow]),
    (catalogue.STOCK, StockRow, Page[StockRow]),
    (catalogue.ORDERS, OrderRow, Page[OrderHeader]),
    (catalogue.REFUNDS, RefundRow, Page[RefundRow]),
    (catalogue.PAYMENTS, PaymentRow, Page[PaymentRow]),
    (catalogue.TASKS, TaskRow, Page[TaskRow]),
    (catalogue.SAGAS, SagaRow, Page[SagaRow]),
    (catalogue.NOTIFICATIONS, NotificationRow, Page[NotificationRow]),
    (catalogue.STORED_EVENTS, StoredEvent, Page[StoredEvent]),
    (catalogue.OUTBOX, OutboxRow, Page[OutboxRow]),
)
"""Each resource with the schema of a single row and of a page of them."""


def _routers(database: Database, use_cases: UseCases) -> list[APIRouter]:
    routers = [
        write_router(use_cases.apply_atomic_write, use_cases.place_order),
        lookup_router(
            use_cases.read_user_by_email,
            use_cases.read_order_by_reference,
            use_cases.read_order_processes,
        ),
        outbox_router(use_cases.claim_outbox, use_cases.mark_publications),
    ]
    for resource, row_model, page_model in ROW_MODELS:
        routers.append(single_row_router(database, resource, row_model))
        routers.append(list_router(database, resource, page_model))
    routers.append(list_router(database, catalogue.ORDER_LINES, Page[OrderLineEntry]))
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
    routers = [
        *_routers(database, UseCases.wired(database, signal)),
        health_router(health, lambda: (b"", "text/plain")),
    ]
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
