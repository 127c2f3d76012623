"""Writes whose answer is lost are done exactly once, whatever protects them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from business_hexagon.application.errors import NotUnique, StorageUnavailable, VersionConflict
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.stock_operations import AdjustStock
from business_hexagon.domain.identity.security_act import SecurityActKind, SecurityOutcome
from storage_clients import BatchedCommits, DataService, RetryPolicy
from storage_contracts.pages import Page
from storage_contracts.rows.product_row import StockRow

from tests.contract.identity import (
    FIRST_SECRET,
    SECOND_SECRET,
    a_subject,
    an_act,
    stored_session,
)
from tests.contract.shop import (
    a_product,
    a_saga,
    a_user,
    an_order,
    claim,
    reservation,
    stored_order,
    stored_product,
)
from tests.contract.storage_ports import StoragePorts, http_ports
from tests.fixtures.any_service import AnyService
from tests.fixtures.severable_proxy import SeverableProxy

pytestmark = pytest.mark.integration


@pytest.fixture
async def proxy(db_postgres_service_url: str) -> AsyncIterator[SeverableProxy]:
    """A proxy in front of db_postgres_service."""
    parts = urlsplit(db_postgres_service_url)
    assert parts.hostname is not None
    assert parts.port is not None
    async with SeverableProxy(parts.hostname, parts.port) as proxy:
        yield proxy


@pytest.fixture
async def service(proxy: SeverableProxy) -> AsyncIterator[DataService]:
    """The data service through the proxy."""
    policy = RetryPolicy(
        attempts=3,
        first_wait_seconds=0.01,
        jitter_seconds=0.01,
        read_seconds=60.0,
        write_seconds=60.0,
    )
    url = f"http://127.0.0.1:{proxy.port}"
    async with AnyService("db_postgres_service", url, policy=policy) as service:
        yield service


@pytest.fixture
def ports(service: DataService) -> StoragePorts:
    """The adapters, whose answers may be lost."""
    return http_ports(service)


async def test_a_claimed_write_is_replayed(ports: StoragePorts, proxy: SeverableProxy) -> None:
    """The claim gives the second sending the answer of the first."""
    user = a_user()
    proxy.lose_answers = 1
    receipt = await ports.writes.commit(
        Change(saves=(user,), idempotency=claim(), response=b"created")
    )
    assert proxy.lost == 1
    assert receipt.response == b"created"
    assert await ports.users.get(user.id) is not None


async def test_an_unclaimed_write_is_recognised_by_its_event(
    ports: StoragePorts, proxy: SeverableProxy
) -> None:
    """The second sending conflicts with the first, and the conflict is found to be our own."""
    product = await stored_product(ports)
    loaded = await ports.products.get(product.id)
    assert loaded is not None
    loaded.update(name="Renamed")
    proxy.lose_answers = 1
    receipt = await ports.writes.commit(Change(saves=(loaded,), response=b"renamed"))
    assert proxy.lost == 1
    assert not receipt.replayed
    assert receipt.response == b"renamed"
    assert len(await ports.streams.read("product", product.id)) == 2


async def test_an_unclaimed_insert_is_not_mistaken_for_a_taken_value(
    ports: StoragePorts, proxy: SeverableProxy
) -> None:
    """The address that is taken at the second sending is the one the first has inserted."""
    user = a_user()
    proxy.lose_answers = 1
    await ports.writes.commit(Change(saves=(user,)))
    twin = a_user()
    twin.email = user.email
    with pytest.raises(NotUnique):
        await ports.writes.commit(Change(saves=(twin,)))


async def test_a_security_act_alone_is_recorded_once(
    ports: StoragePorts, proxy: SeverableProxy
) -> None:
    """A failed log in counts once, though its recording was sent twice."""
    key = a_subject()
    act = an_act(SecurityActKind.LOG_IN_FAILED, SecurityOutcome.REFUSED, key=key)
    proxy.lose_answers = 1
    await ports.writes.commit(Change(security_acts=(act,)))
    assert proxy.lost == 1
    assert (await ports.log_in_attempts.of(key)).failures == 1


async def test_a_rotation_whose_answer_is_lost_is_our_own(
    ports: StoragePorts, proxy: SeverableProxy
) -> None:
    """The refresh is not taken for one that somebody else has won."""
    session = await stored_session(ports)
    session.rotate(FIRST_SECRET, SECOND_SECRET, datetime.now(UTC))
    proxy.lose_answers = 1
    await ports.writes.commit(Change(saves=(session,)))
    assert proxy.lost == 1
    stored = await ports.sessions.get(session.id)
    assert stored is not None
    assert (stored.secret_hash, stored.version) == (SECOND_SECRET, 2)


async def test_an_unclaimed_order_is_placed_once(
    ports: StoragePorts, proxy: SeverableProxy
) -> None:
    """The hot path is no different."""
    product = await stored_product(ports)
    order = an_order(product)
    proxy.lose_answers = 1
    receipt = await ports.writes.place_order(order, a_saga(order), response=b"placed")
    assert receipt.response == b"placed"
    assert await ports.orders.get(order.id) is not None


async def test_a_write_without_events_carries_a_claim_of_its_own(
    ports: StoragePorts, proxy: SeverableProxy, service: DataService
) -> None:
    """Nothing but a claim would keep a stock adjustment from being applied twice."""
    product = await stored_product(ports, opening_stock=10)
    proxy.lose_answers = 1
    await ports.writes.commit(Change(stock=(AdjustStock(product.id, 5, "found"),)))
    assert proxy.lost == 1
    page = Page[StockRow].model_validate_json(
        await service.read(f"/stock?product_id__eq={product.id}")
    )
    assert page.items[0].free == 15


async def test_a_reservation_without_events_is_made_once(
    ports: StoragePorts, proxy: SeverableProxy
) -> None:
    """Reserving twice for an order would be refused; the claim makes it a replay."""
    product = await stored_product(ports, opening_stock=2)
    order = await stored_order(ports, product, quantity=2)
    proxy.lose_answers = 1
    await ports.writes.commit(Change(stock=(reservation(order),)))
    assert proxy.lost == 1


async def test_a_real_conflict_after_a_lost_answer_stays_a_conflict(
    ports: StoragePorts, proxy: SeverableProxy, db_postgres_service_url: str
) -> None:
    """Somebody else's event at our version is not ours: the first attempt never arrived."""
    product = await stored_product(ports)
    mine, theirs = await ports.products.get(product.id), await ports.products.get(product.id)
    assert mine is not None
    assert theirs is not None
    mine.update(name="Mine")
    theirs.update(name="Theirs")
    async with AnyService("db_postgres_service", db_postgres_service_url) as direct:
        await http_ports(direct).writes.commit(Change(saves=(theirs,)))
    proxy.lose_answers = 1  # the refusal of the first attempt is lost, so there is doubt
    with pytest.raises(VersionConflict):
        await ports.writes.commit(Change(saves=(mine,)))
    assert proxy.lost == 1


async def test_gives_up_when_no_answer_ever_comes(
    ports: StoragePorts, proxy: SeverableProxy
) -> None:
    """The caller learns that the write may have been done; repeating under the claim tells."""
    user, idempotency = a_user(), claim()
    change = Change(saves=(user,), idempotency=idempotency, response=b"x")
    proxy.lose_answers = 1_000
    with pytest.raises(StorageUnavailable) as error:
        await ports.writes.commit(change)
    assert error.value.service == "db_postgres_service"
    proxy.lose_answers = 0
    receipt = await ports.writes.commit(change)
    assert receipt.replayed


async def test_rides_out_a_short_absence(ports: StoragePorts, proxy: SeverableProxy) -> None:
    """Reads and writes wait for a service that comes back."""
    product = await stored_product(ports)
    await proxy.cut()
    with pytest.raises(StorageUnavailable):
        await ports.products.get(product.id)
    with pytest.raises(StorageUnavailable):
        await ports.writes.commit(Change(saves=(a_product(),)))
    await proxy.mend()
    assert await ports.products.get(product.id) is not None


async def test_a_batch_whose_answer_is_lost_is_resolved_one_by_one(
    service: DataService, proxy: SeverableProxy
) -> None:
    """Claimed or not, each write of the batch is done once."""
    batches = BatchedCommits(service)
    ports = http_ports(service, batches)
    users = [a_user() for _ in range(6)]
    claims = [claim() if index % 2 else None for index in range(6)]
    proxy.lose_answers = 1
    receipts = await asyncio.gather(
        *(
            ports.writes.commit(Change(saves=(user,), idempotency=idempotency, response=b"x"))
            for user, idempotency in zip(users, claims, strict=True)
        )
    )
    assert proxy.lost == 1
    assert [receipt.response for receipt in receipts] == [b"x"] * 6
    stored = await asyncio.gather(*(ports.users.get(user.id) for user in users))
    assert all(user is not None and user.version == 1 for user in stored)
    await batches.aclose()
