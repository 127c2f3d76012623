"""Administrators see, redrive and discard what consumers have given up."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from message_bus.connection import BusConnection
from message_bus.queue_stats import QueueStats
from message_bus.topology import dead_letters_queue
from pamqp.commands import Basic

from tests.integration.api_service.api_scene import Answer, Api

pytestmark = pytest.mark.integration
CONSUMER = "worker_refunds"
PATH = f"/api/v1/dead_letters/{CONSUMER}"


@pytest.fixture(autouse=True)
async def _empty(bus: BusConnection) -> AsyncIterator[None]:
    async with bus.channel(confirms=True) as channel:
        for queue in (CONSUMER, dead_letters_queue(CONSUMER)):
            await channel.queue_purge(queue)
        yield
        for queue in (CONSUMER, dead_letters_queue(CONSUMER)):
            await channel.queue_purge(queue)


async def _bury(bus: BusConnection, *bodies: bytes) -> list[str]:
    ids = [uuid4().hex for _ in bodies]
    async with bus.channel(confirms=True) as channel:
        for dead_letter_id, body in zip(ids, bodies, strict=True):
            properties = Basic.Properties(
                message_id=dead_letter_id,
                message_type="order.refund_requested",
                delivery_mode=2,
                headers={"reason": "attempts_exhausted", "error": "not_found", "attempt": 5},
            )
            await channel.basic_publish(
                body, routing_key=dead_letters_queue(CONSUMER), properties=properties
            )
    return ids


async def _waiting(bus: BusConnection, queue: str) -> int:
    return (await QueueStats(bus).of(queue)).messages


def _ids(answer: Answer) -> list[object]:
    return [row["dead_letter_id"] for row in answer.rows("items")]


async def test_lists_and_shows_with_payload_and_error(admin: Api, bus: BusConnection) -> None:
    """Whatever the bodies are; looking changes nothing."""
    first, second = await _bury(bus, b'{"event_type":"order.refund_requested"}', b"\xff no json")

    listed = await admin.get(PATH)
    shown = await admin.get(f"{PATH}/{second}")
    counted = await admin.get("/api/v1/dead_letters")

    assert _ids(listed) == [first, second]
    assert listed.rows("items")[0]["payload"] == {"event_type": "order.refund_requested"}
    assert shown.body["payload"] is None
    assert shown.body["body"] == "\\xff no json"
    assert {"consumer": CONSUMER, "count": 2} in counted.rows("items")
    assert _ids(await admin.get(PATH)) == [first, second]


async def test_redrives_one(admin: Api, bus: BusConnection) -> None:
    """It is back in its consumer's queue, and the other stays."""
    first, second = await _bury(bus, b"{}", b"{}")

    answer = await admin.post(f"{PATH}/{first}/redrive")

    assert (answer.status, answer.body["dead_letter_id"]) == (200, first)
    assert _ids(await admin.get(PATH)) == [second]
    assert await _waiting(bus, CONSUMER) == 1


async def test_redrives_all(admin: Api, bus: BusConnection) -> None:
    """And tells how many."""
    await _bury(bus, b"{}", b"{}", b"{}")

    answer = await admin.post(f"{PATH}/redrive")

    assert answer.body == {"count": 3}
    assert _ids(await admin.get(PATH)) == []
    assert await _waiting(bus, CONSUMER) == 3


async def test_discards_one(admin: Api, bus: BusConnection) -> None:
    """The answer is its last copy."""
    first, second = await _bury(bus, b'{"a":1}', b"{}")

    answer = await admin.post(f"{PATH}/{first}/discard")
    again = await admin.post(f"{PATH}/{first}/discard")

    assert answer.body["payload"] == {"a": 1}
    assert (again.status, again.code) == (404, "not_found")
    assert _ids(await admin.get(PATH)) == [second]
    assert await _waiting(bus, CONSUMER) == 0


async def test_is_for_administrators(guest: Api) -> None:
    """Bodies tell of people."""
    customer = await guest.register()

    for verb, path in (
        ("GET", "/api/v1/dead_letters"),
        ("GET", PATH),
        ("GET", f"{PATH}/x"),
        ("POST", f"{PATH}/redrive"),
        ("POST", f"{PATH}/x/redrive"),
        ("POST", f"{PATH}/x/discard"),
    ):
        assert (await guest.ask(verb, path)).status == 401
        answer = await customer.ask(verb, path)
        assert (answer.status, answer.code) == (403, "permission_denied")


async def test_every_act_leaves_an_event(admin: Api, bus: BusConnection) -> None:
    """Which the analytics writer keeps, with who did it."""
    async with bus.channel(confirms=True) as channel:
        await channel.queue_purge("worker_analytics")
    (dead_letter_id,) = await _bury(bus, b"{}")
    me = (await admin.get("/api/v1/me")).text("id")

    await admin.get(PATH)
    await admin.post(f"{PATH}/{dead_letter_id}/discard")

    told = []
    async with bus.channel(confirms=True) as channel:
        while (message := await channel.basic_get("worker_analytics", no_ack=True)).body:
            told.append((message.header.properties.message_type, me.encode() in message.body))
    assert ("dead_letter.inspected", True) in told
    assert ("dead_letter.discarded", True) in told
