"""Shipping logs never gets in the way."""

import asyncio
from collections.abc import Callable

from telemetry.log_shipping import LogRecord, LogShipper
from telemetry.logs import get_logger

from tests.unit.telemetry.log_capture import Configure


async def until(condition: Callable[[], bool]) -> None:
    """Wait until the condition holds, at most half a minute."""
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110  the shipper has no event for tests
            await asyncio.sleep(0.001)


def warning(event: str = "e") -> dict[str, object]:
    """Return a finished line of level warning."""
    return {"timestamp": "2026-01-01T00:00:00+00:00", "level": "warning", "event": event}


async def test_ships_warnings_and_above_in_batches(configured: Configure) -> None:
    """Info lines stay here; the rest goes out in the record's shape."""
    batches: list[list[LogRecord]] = []

    async def ship(records: list[LogRecord]) -> None:
        batches.append(records)

    shipper = LogShipper(ship, batch=2, interval=0.001)
    configured(shipper=shipper)
    get_logger("orders").info("quiet")
    for number in range(3):
        get_logger("orders").warning("loud", attempt=number, password="x")
    shipper.start()
    await until(lambda: shipper.shipped == 3)
    await shipper.aclose()
    assert [len(batch) for batch in batches] == [2, 1]
    record = batches[0][0]
    assert set(record) == {
        "log_id",
        "occurred_at",
        "level",
        "service",
        "logger",
        "event",
        "request_id",
        "trace_id",
        "exception",
        "attributes",
    }
    assert record["attributes"] == {"attempt": 0, "password": "[redacted]"}
    assert record["service"] == "test_service"


async def test_a_full_queue_drops_and_counts() -> None:
    """The queue is bounded; what does not fit is only counted."""

    async def ship(_records: list[LogRecord]) -> None:
        """Accept anything."""

    shipper = LogShipper(ship, capacity=2)
    for _ in range(5):
        shipper.offer(warning())
    assert (shipper.waiting, shipper.dropped) == (2, 3)


async def test_a_failing_target_is_retried_and_then_given_up() -> None:
    """The same batch goes out again; after the last attempt it is dropped."""
    calls = 0

    async def ship(_records: list[LogRecord]) -> None:
        nonlocal calls
        calls += 1
        raise OSError

    shipper = LogShipper(ship, interval=0.001, attempts=3)
    shipper.offer(warning())
    shipper.start()
    await until(lambda: shipper.dropped == 1)
    await shipper.aclose()
    assert calls == 3


async def test_what_sending_logs_is_not_sent(configured: Configure) -> None:
    """A warning about sending must not cause more sending."""

    async def ship(_records: list[LogRecord]) -> None:
        get_logger("transport").warning("slow")

    shipper = LogShipper(ship, interval=0.001)
    configured(shipper=shipper)
    shipper.start()
    get_logger("x").warning("first")
    await until(lambda: shipper.shipped == 1)
    await shipper.aclose()
    assert (shipper.shipped, shipper.waiting) == (1, 0)


async def test_closing_sends_what_waits_but_not_for_ever() -> None:
    """The last lines go out; a target that hangs does not hold up the end."""
    hang = asyncio.Event()
    sent: list[LogRecord] = []

    async def ship(records: list[LogRecord]) -> None:
        if records[0]["event"] == "hang":
            await hang.wait()
        sent.extend(records)

    shipper = LogShipper(ship, batch=1, interval=60)
    shipper.start()
    shipper.offer(warning("last"))
    shipper.offer(warning("hang"))
    await shipper.aclose(grace=0.5)
    assert [record["event"] for record in sent] == ["last"]
    assert shipper.dropped == 1


def test_records_are_bounded_and_fit_the_store() -> None:
    """Long texts are cut and whole numbers beyond 64 bits become text."""
    shipper = LogShipper(lambda _records: asyncio.sleep(0))
    shipper.offer({**warning("x" * 5000), "exception": "y" * 50_000, "big": 2**63, "small": 1})
    shipper.offer({**warning(), "huge": "z" * 20_000})
    first, second = shipper._queue
    assert len(str(first["event"])) == 2_000
    assert len(str(first["exception"])) == 32_000
    assert first["attributes"] == {"big": str(2**63), "small": 1}
    assert "huge" not in str(second["attributes"])
