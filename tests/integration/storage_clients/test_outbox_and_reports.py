"""The relay's and the auditors' ways to a real db_postgres_service."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from business_hexagon.application.ports.atomic_writes import Change
from storage_clients import DataService, OutboxClient, ReportsClient
from storage_contracts.stored_event import StoredEvent
from telemetry.request_context import RequestContext, bind_context

from tests.contract.shop import a_user, completed_order, stored_product
from tests.contract.storage_ports import http_ports
from tests.fixtures.any_service import AnyService

pytestmark = pytest.mark.integration

TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture
async def service(db_postgres_service_url: str) -> AsyncIterator[DataService]:
    """The data service."""
    async with AnyService("db_postgres_service", db_postgres_service_url) as service:
        yield service


async def drain(outbox: OutboxClient) -> list[StoredEvent]:
    """Publish everything that waits."""
    drained: list[StoredEvent] = []
    while True:
        batch = await outbox.claim(wait_seconds=0)
        if not batch.records:
            return drained
        positions = [record.position for record in batch.records]
        result = await outbox.mark(batch.token, published=positions)
        assert result.marked == len(positions)
        drained.extend(batch.records)


async def test_events_reach_the_relay_with_the_request_that_caused_them(
    service: DataService,
) -> None:
    """Request, user and trace of the write travel with its events."""
    outbox = OutboxClient(service)
    await drain(outbox)
    user = a_user()
    context = RequestContext("request_1", user_id=str(user.id), traceparent=TRACEPARENT)
    with bind_context(context):
        await http_ports(service).writes.commit(Change(saves=(user,)))
    # A lease of another test that ran out meanwhile gives back what it had claimed.
    (record,) = [each for each in await drain(outbox) if each.stream == user.stream]
    assert (record.event_type, record.stream, record.version) == ("user.created", user.stream, 1)
    assert (record.request_id, record.user_id, record.traceparent) == (
        "request_1",
        user.id,
        TRACEPARENT,
    )
    assert "password_hash" not in record.data


async def test_a_waiting_relay_is_woken_by_a_write(service: DataService) -> None:
    """The long poll ends with the commit, not with its time."""
    outbox = OutboxClient(service)
    await drain(outbox)
    waiting = asyncio.create_task(outbox.claim(wait_seconds=20))
    user = a_user()
    await http_ports(service).writes.commit(Change(saves=(user,)))
    async with asyncio.timeout(15):
        batch = await waiting
    assert [record.stream for record in batch.records] == [user.stream]
    released = [record.position for record in batch.records]
    assert (await outbox.mark(batch.token, published=[], released=released)).released == 1
    assert [record.stream for record in await drain(outbox)] == [user.stream]


async def test_a_lost_lease_marks_nothing(service: DataService) -> None:
    """The token of somebody else's claim fences us off."""
    outbox = OutboxClient(service)
    await drain(outbox)
    await http_ports(service).writes.commit(Change(saves=(a_user(),)))
    batch = await outbox.claim(wait_seconds=0)
    positions = [record.position for record in batch.records]
    assert (await outbox.mark(batch.token + 1, published=positions)).marked == 0
    assert (await outbox.mark(batch.token, published=positions)).marked == len(positions)


async def test_reports_are_read(service: DataService) -> None:
    """What `verify` and `replay` ask has an answer of the agreed shape."""
    product = await stored_product(http_ports(service))
    await completed_order(http_ports(service), product)
    reports = ReportsClient(service)
    report = await reports.invariants()
    assert set(report.invariants) >= {"L", "S", "A"}
    # Other tests share the database and need not leave a sound shop behind.
    assert [
        found
        for found in report.invariants["S"]
        if str(product.id) in f"{found.row} {found.detail}"
    ] == []
    ledger = await reports.ledger("web")
    assert ledger.orders["completed"] >= 1
    assert (await reports.ledger()).channel is None
