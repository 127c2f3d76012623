"""What callers see while MongoDB is away."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from service_runtime.health import HealthRegistry
from service_runtime.service_info import service_info
from service_runtime.serving import ServingOptions, serve
from storage_contracts.analytics.analytics_event import EXAMPLE_EVENT

from tests.fixtures.service_client import ServiceClient


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[ServiceClient]:
    """A client of the application on a port of its own."""
    stop, port = asyncio.Event(), asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(
        serve(
            app,
            host="127.0.0.1",
            port=0,
            health=HealthRegistry(service_info("db_mongo_service")),
            options=ServingOptions(drain_seconds=0.0),
            stop=stop,
            on_started=port.set_result,
        ),
    )
    client = ServiceClient("db_mongo_service", f"http://127.0.0.1:{await port}")
    yield client
    await client.aclose()
    stop.set()
    await serving


async def test_answers_503_with_a_reason_and_no_address(client: ServiceClient) -> None:
    """Reads and writes are refused soon, with the word to try again."""
    read = await client.request("GET", "/analytics/revenue")
    write = await client.request(
        "POST",
        "/analytics_events/bulk",
        headers=[(b"Content-Type", b"application/json")],
        body=json.dumps({"events": [EXAMPLE_EVENT]}).encode(),
    )
    for answer in (read, write):
        assert answer.status == 503
        assert answer.header("retry-after") == "1"
        assert json.loads(answer.body)["code"] == "storage_unavailable"
        assert b"127.0.0.1" not in answer.body
        assert b"secret" not in answer.body


async def test_is_alive_and_not_ready(client: ServiceClient) -> None:
    """A process without its database is no reason to kill the process."""
    alive = await client.request("GET", "/health")
    ready = await client.request("GET", "/ready")
    assert (alive.status, ready.status) == (200, 503)
    check = json.loads(ready.body)["checks"]["mongodb"]
    assert (check["status"], check["reason"]) == ("failed", "storage_unavailable")


async def test_still_refuses_what_is_malformed(client: ServiceClient) -> None:
    """Bad input is bad input, whatever the database does."""
    answer = await client.request("GET", "/analytics_events?sort=amount")
    assert answer.status == 422
