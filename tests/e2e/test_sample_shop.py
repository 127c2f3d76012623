"""The sample shop, put into a running platform."""

import pytest
from http_transport import HttpClient
from quintet_cli.sample_shop.opening import open_sample_shop
from quintet_cli.sample_shop.sample_products import SAMPLE_PRODUCTS

from tests.e2e.conftest import OpenProduct
from tests.e2e.shop_visitor import ShopVisitor
from tests.fixtures.shared_platform import SharedPlatform

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]


async def _open_products(guest: ShopVisitor) -> int:
    """How many products of the sample shop are in the catalogue."""
    found = [await guest.get(f"/products?sku__eq={each.sku}") for each in SAMPLE_PRODUCTS]
    return sum(len(each.items) for each in found)


async def test_the_sample_shop_opens_once_and_has_photos(
    shared_platform: SharedPlatform, guest: ShopVisitor, open_product: OpenProduct
) -> None:
    """A catalogue that holds anything is left alone, unless somebody asks for it by hand.

    The first opening may have been that of another test.
    """
    state = shared_platform.watched.state
    await open_product(1)
    before = await _open_products(guest)
    assert (await open_sample_shop(state, only_if_empty=True)).products == 0
    assert await _open_products(guest) == before

    first = await open_sample_shop(state)
    second = await open_sample_shop(state)

    assert (first.products, second.products) == (len(SAMPLE_PRODUCTS) - before, 0)
    for product in SAMPLE_PRODUCTS:
        (found,) = (await guest.get(f"/products?sku__eq={product.sku}")).items
        assert (found["name"], found["description"]) == (product.name, product.description)
        photos = await guest.get(f"/products/{found['id']}/attachments")
        (photo,) = photos.items
        async with HttpClient(state.api_url) as client:
            path = f"/api/v1/attachments/{photo['id']}/content"
            assert (await client.request("GET", path)).body == product.photo
