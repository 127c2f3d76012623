"""Lists come page by page, complete and without repeats."""

from uuid import uuid4

import pytest
from storage_contracts.json_value import Json

from tests.integration.api_service.api_scene import Api

pytestmark = pytest.mark.integration


async def _all_pages(api: Api, path: str) -> list[Json]:
    seen: list[Json] = []
    cursor = ""
    while True:
        answer = await api.get(path + cursor)
        assert answer.status == 200, answer.response.body
        seen.extend(row["id"] for row in answer.rows("items"))
        following = answer.body["next_cursor"]
        if following is None:
            return seen
        cursor = f"&cursor={following}"


async def test_pages_hold_every_product_once(admin: Api) -> None:
    """In the order that was asked for."""
    name = f"Lantern {uuid4().hex[:8]}"
    made = [await admin.add_product(name=name) for _ in range(5)]

    ids = await _all_pages(
        admin, f"/api/v1/products?name={name.replace(' ', '+')}&limit=2&sort=-sku,id"
    )

    by_sku = sorted(made, key=lambda product: str(product["sku"]), reverse=True)
    assert ids == [product["id"] for product in by_sku]


async def test_a_cursor_is_good_for_its_own_list_alone(admin: Api) -> None:
    """With another sort it would leave things out."""
    for _ in range(2):
        await admin.add_product()
    first = await admin.get("/api/v1/products?limit=1&sort=sku,id")

    cursor = first.text("next_cursor")
    other = await admin.get(f"/api/v1/products?limit=1&sort=-sku,id&cursor={cursor}")

    assert (other.status, other.paths) == (422, ["query.cursor"])


async def test_finds_products_by_a_part_of_their_name(guest: Api, admin: Api) -> None:
    """Percent signs are themselves."""
    word = uuid4().hex[:10]
    product = await admin.add_product(name=f"100% {word} lantern")

    found = await guest.get(f"/api/v1/products/search?q=100%25+{word}")
    nothing = await guest.get(f"/api/v1/products/search?q=1%25{word}")

    assert [row["id"] for row in found.rows("items")] == [product["id"]]
    assert nothing.rows("items") == []


async def test_customers_do_not_see_what_cannot_be_ordered(guest: Api, admin: Api) -> None:
    """Staff does."""
    product = await admin.add_product(is_active=False)
    path = f"/api/v1/products?sku={product['sku']}"

    assert (await guest.get(path)).rows("items") == []
    assert len((await admin.get(path)).rows("items")) == 1


async def test_everybody_lists_their_own_orders(guest: Api, admin: Api) -> None:
    """No filter reaches the orders of others; staff may ask for all."""
    product = await admin.add_product()
    ada, bob = await guest.register(), await guest.register()
    placed = await ada.place_order(product["id"])
    user_id = placed.text("user_id")

    assert [row["id"] for row in (await ada.get("/api/v1/orders")).rows("items")] == [
        placed.body["id"]
    ]
    assert (await bob.get(f"/api/v1/orders?user_id={user_id}")).status == 422
    assert (await bob.get("/api/v1/orders?all=true")).status == 403
    assert (await guest.get("/api/v1/orders")).status == 401
    of_ada = await admin.get(f"/api/v1/orders?all=true&user_id={user_id}")
    assert [row["id"] for row in of_ada.rows("items")] == [placed.body["id"]]
