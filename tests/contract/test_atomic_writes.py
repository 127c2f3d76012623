"""What every implementation of `AtomicWrites` does."""

import asyncio

import pytest
from business_hexagon.application.errors import (
    GuardFailed,
    IdempotencyConflict,
    InsufficientStock,
    NotUnique,
    Shortage,
    VersionConflict,
)
from business_hexagon.application.ports.atomic_writes import (
    Change,
    Idempotency,
    ProductGuard,
    StoredResponse,
)
from business_hexagon.application.ports.stock_operations import AdjustStock
from business_hexagon.domain.values.money import Money

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
from tests.contract.storage_ports import StoragePorts


async def test_commit_stores_an_aggregate_and_gives_its_own_response_back(
    ports: StoragePorts,
) -> None:
    """A first write is no replay."""
    user = a_user()
    receipt = await ports.writes.commit(Change(saves=(user,), response=b'{"id":1}'))
    assert not receipt.replayed
    assert receipt.response == b'{"id":1}'
    loaded = await ports.users.get(user.id)
    assert loaded is not None
    assert (loaded.version, loaded.email, loaded.password_hash) == (
        1,
        user.email,
        user.password_hash,
    )


async def test_commit_replaces_a_row_at_its_expected_version(ports: StoragePorts) -> None:
    """A loaded aggregate is written back one version higher."""
    product = await stored_product(ports)
    loaded = await ports.products.get(product.id)
    assert loaded is not None
    loaded.update(unit_price=Money(loaded.unit_price.amount * 2, "GBP"))
    await ports.writes.commit(Change(saves=(loaded,)))
    again = await ports.products.get(product.id)
    assert again is not None
    assert (again.version, again.unit_price) == (2, loaded.unit_price)
    assert again.created_at == loaded.created_at


async def test_nothing_is_saved_without_an_event(ports: StoragePorts) -> None:
    """Nor does the rest of such a change happen: it is a mistake of ours."""
    product = await stored_product(ports)
    loaded = await ports.products.get(product.id)
    assert loaded is not None
    user = a_user()
    with pytest.raises(ValueError, match=f"{product.stream} "):
        await ports.writes.commit(Change(saves=(user, loaded)))
    assert await ports.users.get(user.id) is None


async def test_of_two_that_change_the_same_version_one_is_refused(ports: StoragePorts) -> None:
    """The loser learns the version that the winner made."""
    product = await stored_product(ports)
    one = await ports.products.get(product.id)
    other = await ports.products.get(product.id)
    assert one is not None
    assert other is not None
    one.update(name="One")
    other.update(name="Other")
    await ports.writes.commit(Change(saves=(one,)))
    with pytest.raises(VersionConflict) as refusal:
        await ports.writes.commit(Change(saves=(other,)))
    assert refusal.value.stream == product.stream
    assert refusal.value.current_version == 2


async def test_a_refused_write_writes_nothing(ports: StoragePorts) -> None:
    """One bad part takes all the others with it."""
    product = await stored_product(ports, opening_stock=1)
    user = a_user()
    adjustment = AdjustStock(product.id, -5, "damaged")
    with pytest.raises(InsufficientStock):
        await ports.writes.commit(Change(saves=(user,), stock=(adjustment,)))
    assert await ports.users.get(user.id) is None


async def test_the_same_claim_writes_once_and_gives_the_first_response_again(
    ports: StoragePorts,
) -> None:
    """The second write under a claim is a replay, whatever it would have written."""
    idempotency = claim()
    first, second = a_user(), a_user()
    await ports.writes.commit(Change(saves=(first,), idempotency=idempotency, response=b"1"))
    receipt = await ports.writes.commit(
        Change(saves=(second,), idempotency=idempotency, response=b"2")
    )
    assert receipt.replayed
    assert receipt.response == b"1"
    assert await ports.users.get(second.id) is None


async def test_a_known_claim_wins_over_every_other_check(ports: StoragePorts) -> None:
    """The repeated write would be refused by its version, yet it is a replay."""
    idempotency = claim()
    user = a_user()
    change = Change(saves=(user,), idempotency=idempotency, response=b"done")
    await ports.writes.commit(change)
    receipt = await ports.writes.commit(change)
    assert receipt.replayed


async def test_a_claim_with_another_hash_is_refused(ports: StoragePorts) -> None:
    """A key belongs to one request."""
    idempotency = claim(request_hash="one")
    await ports.writes.commit(Change(saves=(a_user(),), idempotency=idempotency))
    other = Idempotency(idempotency.scope, idempotency.key, "other")
    with pytest.raises(IdempotencyConflict) as refusal:
        await ports.writes.commit(Change(saves=(a_user(),), idempotency=other))
    assert refusal.value.key == idempotency.key


async def test_twins_of_the_same_moment_write_once(ports: StoragePorts) -> None:
    """Whatever the interleaving, one writes and the others get its response."""
    idempotency = claim()
    users = [a_user() for _ in range(5)]
    receipts = await asyncio.gather(
        *(
            ports.writes.commit(Change(saves=(user,), idempotency=idempotency, response=b"x"))
            for user in users
        )
    )
    assert sorted(receipt.replayed for receipt in receipts) == [False, True, True, True, True]
    stored = [await ports.users.get(user.id) for user in users]
    assert sum(user is not None for user in stored) == 1


async def test_recall_finds_what_was_stored_under_a_claim(ports: StoragePorts) -> None:
    """Responses are kept byte by byte; an inbox record has none."""
    with_response, inbox = claim(), claim()
    text = '{"name": "Zoë\\u0000"}'.encode()
    await ports.writes.commit(Change(saves=(a_user(),), idempotency=with_response, response=text))
    await ports.writes.commit(Change(idempotency=inbox))
    assert await ports.writes.recall(with_response.scope, with_response.key) == StoredResponse(
        "hash", text
    )
    assert await ports.writes.recall(inbox.scope, inbox.key) == StoredResponse("hash", None)
    assert await ports.writes.recall("contract", "never used") is None


async def test_a_value_that_must_be_unique_names_its_field(ports: StoragePorts) -> None:
    """The second product with a code is refused, and so is the second reference of a channel."""
    product = await stored_product(ports)
    twin = a_product()
    twin.sku = product.sku
    with pytest.raises(NotUnique) as refusal:
        await ports.writes.commit(Change(saves=(twin,)))
    assert refusal.value.field == "sku"
    reference = product.id.hex
    for_first = an_order(product, reference=reference)
    for_second = an_order(product, reference=reference)
    await ports.writes.place_order(for_first, a_saga(for_first))
    with pytest.raises(NotUnique) as refusal:
        await ports.writes.place_order(for_second, a_saga(for_second))
    assert refusal.value.field == "reference"


async def test_place_order_inserts_order_and_saga(ports: StoragePorts) -> None:
    """What was placed is read back the same, at version 1."""
    product = await stored_product(ports)
    order = an_order(product)
    saga = a_saga(order)
    guards = (ProductGuard(product.id, product.version),)
    receipt = await ports.writes.place_order(order, saga, guards, claim(), b"placed")
    assert not receipt.replayed
    process = await ports.processes.load(order.id)
    assert process is not None
    assert process.payment is None
    assert (process.saga.step, process.saga.version) == (saga.step, saga.version)
    for name in ("lines", "total", "charge_amount", "shipping_address", "status", "version"):
        assert getattr(process.order, name) == getattr(order, name)


async def test_place_order_replays_under_a_known_claim(ports: StoragePorts) -> None:
    """A client that never saw its answer gets it, and no second order."""
    product = await stored_product(ports)
    idempotency = claim()
    first, second = an_order(product), an_order(product)
    await ports.writes.place_order(first, a_saga(first), (), idempotency, b"first")
    receipt = await ports.writes.place_order(second, a_saga(second), (), idempotency, b"second")
    assert receipt.replayed
    assert receipt.response == b"first"
    assert await ports.orders.get(second.id) is None


async def test_place_order_refuses_products_that_moved_on(ports: StoragePorts) -> None:
    """A stale snapshot never makes an order, and the guard says which product it was."""
    steady, moved = await stored_product(ports), await stored_product(ports)
    loaded = await ports.products.get(moved.id)
    assert loaded is not None
    loaded.update(is_active=False)
    await ports.writes.commit(Change(saves=(loaded,)))
    order = an_order(moved)
    guards = (ProductGuard(steady.id, 1), ProductGuard(moved.id, 1))
    with pytest.raises(GuardFailed) as refusal:
        await ports.writes.place_order(order, a_saga(order), guards)
    assert refusal.value.product_ids == (moved.id,)
    inactive = (ProductGuard(moved.id, 2),)
    with pytest.raises(GuardFailed):
        await ports.writes.place_order(order, a_saga(order), inactive)
    assert await ports.orders.get(order.id) is None


async def test_a_reservation_names_every_shortage_and_takes_nothing(ports: StoragePorts) -> None:
    """All demands or none."""
    product = await stored_product(ports, opening_stock=3)
    small = await stored_order(ports, product, quantity=2)
    large = await stored_order(ports, product, quantity=2)
    await ports.writes.commit(Change(stock=(reservation(small),)))
    with pytest.raises(InsufficientStock) as refusal:
        await ports.writes.commit(Change(stock=(reservation(large),)))
    assert refusal.value.shortages == (Shortage(product.id, 2, 1),)
