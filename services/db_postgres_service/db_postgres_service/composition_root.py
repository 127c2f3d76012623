"""The one place where this process is put together."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Final

from fastapi import APIRouter, FastAPI
from service_runtime import (
    CheckFailedError,
    HealthRegistry,
    health_router,
    serve,
    service_info,
    wait_for_termination,
)
from service_runtime.security_headers import SecurityHeadersMiddleware
from telemetry import (
    HttpMetrics,
    TelemetryMiddleware,
    configure_logging,
    configure_tracing,
    render_metrics,
    shutdown_tracing,
)

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.connections.pool import ConnectionPool
from db_postgres_service.infrastructure.connections.schema_probe import SchemaProbe
from db_postgres_service.infrastructure.errors import StorageError
from db_postgres_service.infrastructure.outbox.outbox_listener import OutboxListener
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal
from db_postgres_service.interface.http.application import build_application
from db_postgres_service.interface.http.chat_routes import chat_router
from db_postgres_service.interface.http.claim_routes import claim_router
from db_postgres_service.interface.http.colleague_routes import colleague_router
from db_postgres_service.interface.http.credential_routes import credentials_router
from db_postgres_service.interface.http.lookup_routes import lookup_router
from db_postgres_service.interface.http.outbox_routes import outbox_router
from db_postgres_service.interface.http.read_routes import list_router, single_row_router
from db_postgres_service.interface.http.report_routes import report_router
from db_postgres_service.interface.http.retention_routes import retention_router
from db_postgres_service.interface.http.served_resources import SERVED_RESOURCES
from db_postgres_service.interface.http.standing_routes import standing_router
from db_postgres_service.interface.http.stream_routes import stream_router
from db_postgres_service.interface.http.write_routes import write_router
from db_postgres_service.settings import Settings
from db_postgres_service.use_cases import UseCases

SERVICE: Final = "db_postgres_service"


def _routers(database: Database, use_cases: UseCases) -> list[APIRouter]:
    routers = [
        write_router(use_cases.apply_atomic_write, use_cases.place_order),
        lookup_router(
            use_cases.read_user_by_email,
            use_cases.read_order_by_reference,
            use_cases.read_order_processes,
        ),
        credentials_router(
            use_cases.read_user_credentials,
            use_cases.read_session_credentials,
            use_cases.read_client_credentials,
            use_cases.read_token_credentials,
        ),
        standing_router(use_cases.read_user_standings, use_cases.read_log_in_attempts),
        colleague_router(use_cases.read_colleagues),
        chat_router(
            use_cases.read_chat_of_user,
            use_cases.read_chat_standing,
            use_cases.read_chat_standing_of_user,
        ),
        outbox_router(use_cases.claim_outbox, use_cases.mark_publications),
        claim_router(
            sagas=use_cases.claim_overdue_sagas,
            step_sagas=use_cases.claim_overdue_step_sagas,
            tasks=use_cases.claim_due_tasks,
        ),
        stream_router(use_cases.read_event_stream, use_cases.read_idempotency_record),
        retention_router(use_cases.settle_events, use_cases.prune_rows),
        report_router(use_cases.check_invariants, use_cases.read_ledger, use_cases.compare_stock),
    ]
    routers += [
        single_row_router(database, each.resource, type(each.row), each.row)
        for each in SERVED_RESOURCES
        if each.row is not None
    ]
    routers += [
        list_router(database, each.resource, each.page, each.in_a_page) for each in SERVED_RESOURCES
    ]
    return routers


@asynccontextmanager
async def _background(work: Coroutine[None, None, None], name: str) -> AsyncIterator[None]:
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _end_long_polls(
    stop: asyncio.Event | None, signal: OutboxSignal, draining: asyncio.Event
) -> None:
    """Wait for the order to stop; relays that wait for events get their answer at once."""
    if stop is None:
        await wait_for_termination()
    else:
        await stop.wait()
    signal.close()
    draining.set()


def compose(
    settings: Settings, database: Database, signal: OutboxSignal, metrics: HttpMetrics
) -> tuple[FastAPI, HealthRegistry]:
    """Return the application on a database, and its health checks."""
    health = HealthRegistry(service_info(SERVICE))
    probe = SchemaProbe(database)

    async def postgres_answers() -> None:
        try:
            reason = await probe.reason_not_ready()
        except StorageError as error:
            raise CheckFailedError(type(error).__name__) from error
        if reason is not None:
            raise CheckFailedError(reason)

    health.add_check("postgres", postgres_answers)
    routers = _routers(database, UseCases.wired(database, signal))
    app = build_application(
        [*routers, health_router(health, render_metrics)], settings.verifier(SERVICE)
    )
    app.add_middleware(SecurityHeadersMiddleware)
    app.add_middleware(
        TelemetryMiddleware,
        metrics=metrics,
        sample_ratio=settings.trace_sample_ratio,
        trust_user_header=True,
        # The caller, one hop nearer to the user, has a line for each request already.
        log_requests=settings.log_level == "debug",
    )
    return app, health


async def run_service(
    settings: Settings,
    *,
    metrics: HttpMetrics | None = None,
    stop: asyncio.Event | None = None,
    on_started: Callable[[int], None] | None = None,
) -> None:
    """Serve until told to stop.

    Args:
        settings: What the environment says.
        metrics: Where requests are counted.
        stop: Ends the serving when set; by default SIGTERM and SIGINT do.
        on_started: Called with the port when connections are accepted.

    Raises:
        TimeoutError: PostgreSQL did not answer in time.
    """
    configure_logging(SERVICE, settings.log_level, settings.log_format)
    configure_tracing(SERVICE, settings.otlp_endpoint)
    options = settings.pool_options()
    signal, draining = OutboxSignal(), asyncio.Event()
    pool = ConnectionPool(options)
    await pool.open()
    app, health = compose(settings, Database(pool), signal, metrics or HttpMetrics())
    listener = OutboxListener(options, signal)
    try:
        async with (
            _background(listener.run(), "outbox_listener"),
            _background(_end_long_polls(stop, signal, draining), "wait_for_the_order_to_stop"),
        ):
            await serve(
                app,
                host=settings.bind_host,
                port=settings.db_postgres_service_port,
                health=health,
                stop=draining,
                on_started=on_started,
                tls=settings.server_tls(),
            )
    finally:
        await pool.close()
        shutdown_tracing()
