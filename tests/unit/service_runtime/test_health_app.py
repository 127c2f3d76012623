"""The probe paths, with and without FastAPI."""

import json

from fastapi import FastAPI
from http_transport import HttpClient
from service_runtime import (
    HealthApp,
    HealthMiddleware,
    HealthRegistry,
    health_router,
    service_info,
)

from tests.unit.service_runtime.running_server import running


def registry() -> HealthRegistry:
    """Return a registry with one check that fails."""

    async def broken() -> None:
        raise OSError

    health = HealthRegistry(service_info("worker_service"))
    health.add_check("rabbitmq", broken)
    return health


def metrics() -> tuple[bytes, str]:
    """Render nothing much."""
    return b"up 1\n", "text/plain; version=0.0.4"


async def test_a_process_without_fastapi_answers_probes() -> None:
    """Health, readiness and metrics; anything else is a problem."""
    app = HealthApp(registry(), metrics)
    async with running(app) as server, HttpClient(server.url) as client:
        alive = await client.request("GET", "/health")
        ready = await client.request("GET", "/ready")
        figures = await client.request("GET", "/metrics")
        nothing = await client.request("GET", "/else")
        wrong = await client.request("POST", "/ready")
        head = await client.request("HEAD", "/health")
    assert (alive.status, json.loads(alive.body)["status"]) == (200, "alive")
    assert (ready.status, json.loads(ready.body)["status"]) == (503, "not_ready")
    assert (figures.status, figures.body) == (200, b"up 1\n")
    assert (nothing.status, json.loads(nothing.body)["code"]) == (404, "not_found")
    assert (wrong.status, head.status, head.body) == (405, 200, b"")


async def test_fastapi_routes_answer_alike_and_are_documented() -> None:
    """The same bodies, and a place in OpenAPI."""
    app = FastAPI()
    app.include_router(health_router(registry(), metrics))
    async with running(app) as server, HttpClient(server.url) as client:
        ready = await client.request("GET", "/ready")
        alive = await client.request("GET", "/health")
        figures = await client.request("GET", "/metrics")
    assert ready.status == 503
    assert json.loads(ready.body)["checks"]["rabbitmq"]["reason"] == "OSError"
    assert (alive.status, figures.body) == (200, b"up 1\n")
    assert {"/health", "/ready", "/metrics"} <= set(app.openapi()["paths"])


async def test_middleware_answers_before_the_application() -> None:
    """The application sees everything else."""
    app = FastAPI()

    @app.get("/own")
    async def own() -> str:
        return "own"

    app.add_middleware(HealthMiddleware, health_app=HealthApp(registry(), metrics))
    async with running(app) as server, HttpClient(server.url) as client:
        assert (await client.request("GET", "/ready")).status == 503
        assert (await client.request("GET", "/own")).body == b'"own"'
