"""Health checks: bounded in time, remembered for a moment, silent about secrets."""

import asyncio

import pytest
from service_runtime import CheckFailedError, HealthRegistry, service_info


@pytest.fixture
def health() -> HealthRegistry:
    """Return a registry that is patient and remembers long."""
    return HealthRegistry(service_info("test_service", "1.2.3"), timeout=60, max_age=60)


async def fine() -> None:
    """Answer."""


def check_of(report: dict[str, object], name: str) -> dict[str, object]:
    """Return the report of one check."""
    checks = report["checks"]
    assert isinstance(checks, dict)
    found: dict[str, object] = checks[name]
    return found


async def test_ready_when_all_checks_answer(health: HealthRegistry) -> None:
    """Without checks too."""
    assert (await health.ready())[0]
    health.add_check("redis", fine)
    ready, report = await health.ready()
    assert ready
    assert report["status"] == "ready"
    check = check_of(dict(report), "redis")
    assert (check["status"], check["reason"]) == ("ok", None)


async def test_not_ready_says_which_check_failed_and_no_secret(health: HealthRegistry) -> None:
    """The class of a driver's error is shown, its message never."""

    async def broken() -> None:
        raise ConnectionRefusedError("redis://:hunter2@host")

    async def refusing() -> None:
        raise CheckFailedError("replica set has no primary")

    health.add_check("redis", broken)
    health.add_check("mongodb", refusing)
    health.add_check("postgres", fine)
    ready, report = await health.ready()
    assert not ready
    assert "hunter2" not in str(report)
    assert check_of(dict(report), "redis")["reason"] == "ConnectionRefusedError"
    assert check_of(dict(report), "mongodb")["reason"] == "replica set has no primary"
    assert check_of(dict(report), "postgres")["status"] == "ok"


async def test_a_check_that_hangs_has_failed() -> None:
    """The deadline holds."""
    health = HealthRegistry(service_info("test_service", "1.2.3"), timeout=0.05)

    async def hanging() -> None:
        await asyncio.Event().wait()

    health.add_check("rabbitmq", hanging)
    ready, report = await health.ready()
    assert not ready
    assert "no answer within" in str(check_of(dict(report), "rabbitmq")["reason"])


async def test_results_are_remembered_and_shared(health: HealthRegistry) -> None:
    """Many probes at once, and soon after, cost one check."""
    calls = 0

    async def counted() -> None:
        nonlocal calls
        calls += 1
        await asyncio.sleep(0)

    health.add_check("redis", counted)
    await asyncio.gather(*(health.ready() for _ in range(5)))
    await health.ready()
    assert calls == 1


async def test_a_prober_that_hangs_up_does_not_cancel_the_check(health: HealthRegistry) -> None:
    """Others may be waiting for the same answer."""

    async def slow() -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    health.add_check("redis", slow)
    first = asyncio.create_task(health.ready())
    second = asyncio.create_task(health.ready())
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    assert (await second)[0]


async def test_draining_is_not_ready(health: HealthRegistry) -> None:
    """A process about to stop wants no new work."""
    health.start_draining()
    ready, report = await health.ready()
    assert not ready
    assert health.draining
    assert report["draining"] is True


def test_alive_tells_who_and_since_when(health: HealthRegistry) -> None:
    """With figures a service adds."""
    health.add_details("queues", lambda: {"backlog": 3})
    report = health.alive()
    assert report["status"] == "alive"
    assert (report["service"], report["version"]) == ("test_service", "1.2.3")
    assert report["details"] == {"queues": {"backlog": 3}}
