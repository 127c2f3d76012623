"""The health watcher tells each change once."""

import json
from collections.abc import AsyncIterator

import pytest
from http_transport import HttpClient
from quintet_cli.supervision.process_catalogue import DATA_SERVICES
from starlette.types import Receive, Scope, Send
from worker_service.interface.schedules import watch_health
from worker_service.interface.schedules.watch_health import WatchHealth

from tests.fakes.recording_system_events import RecordingSystemEvents
from tests.unit.service_runtime.running_server import RunningServer, running

FAILING = {"rabbitmq": {"status": "failed"}, "redis": {"status": "ok"}}


class Probe:
    """Answers `/ready` as told."""

    def __init__(self) -> None:
        self.status = 200
        self.body = b"{}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; lifespan is not supported."""
        if scope["type"] != "http":
            raise RuntimeError("no lifespan")
        await receive()
        await send({"type": "http.response.start", "status": self.status, "headers": []})
        await send({"type": "http.response.body", "body": self.body})


@pytest.fixture
def probe() -> Probe:
    """A process that is ready."""
    return Probe()


@pytest.fixture
async def server(probe: Probe) -> AsyncIterator[RunningServer]:
    """Where it is served."""
    async with running(probe) as server:
        yield server


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (json.dumps({"checks": FAILING}).encode(), "not ready: rabbitmq"),
        (json.dumps({"checks": {}, "draining": True}).encode(), "not ready: draining"),
        (b"<html>", "status 503"),
        (b'{"checks": [1]}', "status 503"),
    ],
)
async def test_tells_once_that_a_process_degrades_and_recovers(
    probe: Probe, server: RunningServer, body: bytes, reason: str
) -> None:
    """However often it is looked at meanwhile."""
    events = RecordingSystemEvents()
    async with HttpClient(server.url) as client:
        watch = WatchHealth({"api_service": client}, events)
        await watch.look()
        assert events.published == []
        probe.status, probe.body = 503, body
        await watch.look()
        await watch.look()
        assert watch.details() == {"api_service": reason}
        probe.status = 200
        await watch.look()
        await watch.look()
    about = {"service": "api_service", "check": "ready"}
    assert events.published == [
        ("health.degraded", {**about, "reason": reason}),
        ("health.recovered", {**about, "reason": None}),
    ]
    assert watch.details() == {}


async def test_a_process_that_does_not_answer_hides_no_other(server: RunningServer) -> None:
    """Its silence is its own."""
    events = RecordingSystemEvents()
    async with HttpClient(server.url) as alive, HttpClient("http://127.0.0.1:1") as dead:
        watch = WatchHealth({"bot_service": dead, "api_service": alive}, events)
        await watch.look()
    ((event_type, data),) = events.published
    assert (event_type, data["service"]) == ("health.degraded", "bot_service")


def test_every_data_service_is_shown_who_asks() -> None:
    """They tell strangers nothing, so a watcher without a token would call them degraded."""
    assert set(DATA_SERVICES) == watch_health._ASK_FOR_TOKENS
