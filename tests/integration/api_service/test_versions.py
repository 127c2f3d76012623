"""ETag, If-None-Match and If-Match; and what the cache must never show."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import pytest
from message_bus.connection import BusConnection
from message_bus.outbound_event import OutboundEvent
from message_bus.publisher import Publisher
from storage_contracts.json_value import Json
from uuid6 import uuid6

from tests.integration.api_service.api_scene import Api
from tests.integration.api_service.database import Database

pytestmark = pytest.mark.integration


def _where(product: dict[str, Json]) -> str:
    return f"/api/v1/products/{product['id']}"


async def test_says_that_a_client_has_it_already(guest: Api, admin: Api) -> None:
    """304 without a body, with the ETag, in every spelling of the header."""
    path = _where(await admin.add_product())
    etag = (await guest.get(path)).header("etag")
    assert etag == '"1"'

    for known in ('"1"', 'W/"1"', '"7", "1"', "*"):
        answer = await guest.get(path, {"if-none-match": known})
        assert (answer.status, answer.response.body) == (304, b"")
        assert answer.header("etag") == etag
    for other in ('"2"', "garbage", ""):
        assert (await guest.get(path, {"if-none-match": other})).status == 200


async def test_changes_the_version_that_was_read_and_no_other(
    admin: Api, database: Database
) -> None:
    """The second of two who read the same version is told of the first."""
    path = _where(await admin.add_product())

    first = await admin.ask("PATCH", path, {"name": "Lamp"}, {"if-match": '"1"'})
    before = await database.fingerprint()
    second = await admin.ask("PATCH", path, {"name": "Torch"}, {"if-match": '"1"'})

    assert (first.status, first.header("etag")) == (200, '"2"')
    assert (second.status, second.code) == (412, "version_conflict")
    assert second.body["current_version"] == 2
    assert await database.fingerprint() == before


async def test_of_many_who_change_the_same_version_one_wins(admin: Api) -> None:
    """The others get 412, not a lost update."""
    path = _where(await admin.add_product())

    answers = await asyncio.gather(
        *(
            admin.ask("PATCH", path, {"name": f"Lamp {number}"}, {"if-match": '"1"'})
            for number in range(8)
        )
    )

    assert sorted(answer.status for answer in answers) == [200] + [412] * 7


async def test_a_client_reads_its_own_change_at_once(guest: Api, admin: Api) -> None:
    """However fresh the cached document is."""
    path = _where(await admin.add_product())
    await guest.get(path)

    await admin.ask("PATCH", path, {"unit_price": "4.00"}, {"if-match": '"1"'})
    answer = await guest.get(path)

    assert answer.body["unit_price"] == "4.0000"
    assert answer.header("etag") == '"2"'


async def test_an_order_is_priced_by_the_newest_price(guest: Api, admin: Api) -> None:
    """A snapshot in the cache is guarded by its version."""
    product = await admin.add_product()
    await guest.place_order(product["id"])
    await admin.ask("PATCH", _where(product), {"unit_price": "4.00"}, {"if-match": '"1"'})

    answer = await guest.place_order(product["id"])

    assert answer.body["total"] == "8.0000"


async def test_forgets_what_another_instance_changed(
    guest: Api, admin: Api, bus: BusConnection, database: Database
) -> None:
    """The change comes round as an event, long before the cached document dies of age."""
    product = await admin.add_product()
    path = _where(product)
    await guest.get(path)
    rename = "update products set name = $2 where id = $1"
    await database.connection.execute(rename, product["id"], "Lamp")
    assert (await guest.get(path)).body["name"] == product["name"]

    publisher = Publisher(bus)
    async with asyncio.timeout(20):
        while (await guest.get(path)).body["name"] != "Lamp":
            # Repeated, since nothing is kept for an instance that is not listening yet.
            await publisher.publish(_updated(product))
    await publisher.close()

    await database.connection.execute(rename, product["id"], product["name"])


def _updated(product: dict[str, Json]) -> OutboundEvent:
    return OutboundEvent(
        event_type="product.updated",
        event_id=UUID(int=uuid6().int),
        timestamp=datetime.now(UTC),
        service="api_service",
        request_id="request_1",
        user_id=None,
        data={
            "product_id": product["id"],
            "sku": product["sku"],
            "name": "Lamp",
            "description": "",
            "unit_price": "3.3900",
            "currency": "GBP",
            "is_active": True,
        },
        schema_version=1,
        aggregate=f"product/{product['id']}",
        aggregate_version=2,
    )
