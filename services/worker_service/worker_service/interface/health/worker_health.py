"""What `/ready` asks and what `/health` tells."""

from collections.abc import Sequence

from dishka import AsyncContainer
from message_bus.connection import BusConnection
from message_bus.consumer import Consumer
from service_runtime.health import CheckFailedError, HealthRegistry
from storage_clients.storage_provider import MongoService, PostgresService
from telemetry.log_shipping import LogShipper

_PROBE_SECONDS = 1.5


async def add_checks(
    health: HealthRegistry,
    container: AsyncContainer,
    bus: BusConnection,
    consumers: Sequence[Consumer],
) -> None:
    """Adds what must be there before the worker counts as ready."""
    postgres = await container.get(PostgresService)
    mongo = await container.get(MongoService)

    async def postgres_is_ready() -> None:
        await postgres.read("/ready", _PROBE_SECONDS)

    async def mongo_is_ready() -> None:
        await mongo.read("/ready", _PROBE_SECONDS)

    async def consumers_consume() -> None:
        idle = [consumer.queue for consumer in consumers if not consumer.is_consuming]
        if idle:
            raise CheckFailedError(f"not consuming: {', '.join(idle)}")

    health.add_check("rabbitmq", bus.ping)
    health.add_check("consumers", consumers_consume)
    health.add_check("db_postgres_service", postgres_is_ready)
    health.add_check("db_mongo_service", mongo_is_ready)


def add_log_figures(health: HealthRegistry, shipper: LogShipper) -> None:
    """Tells how many log records reached MongoDB, and how many never will."""

    def read() -> dict[str, str | float | None]:
        return {
            "shipped": shipper.shipped,
            "waiting": shipper.waiting,
            "dropped": shipper.dropped,
        }

    health.add_details("logs", read)
