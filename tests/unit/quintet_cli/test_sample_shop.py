"""What the sample shop sells can be sold."""

from decimal import Decimal

import pytest
from business_hexagon.domain.attachments.file_formats.recognition import recognized
from business_hexagon.domain.attachments.media_type import MediaType
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.prose import checked_prose
from business_hexagon.domain.values.sku import Sku
from quintet_cli.sample_shop.sample_products import CURRENCY, SAMPLE_PRODUCTS, SampleProduct


@pytest.mark.parametrize("product", SAMPLE_PRODUCTS, ids=lambda product: product.stem)
def test_a_sample_product_has_all_that_a_product_needs(product: SampleProduct) -> None:
    """A code, an exact price, a description, and a small photo that the shop itself accepts."""
    assert Sku(product.sku).value == product.sku
    assert Money(Decimal(product.unit_price), CURRENCY).amount > 0
    assert checked_prose("description", product.description, longest=4_000)
    assert recognized(product.photo) is MediaType.JPEG
    assert len(product.photo) < 20 * 1024


def test_no_two_sample_products_are_the_same() -> None:
    """Neither by code nor by photo; and no real shop has such codes."""
    assert len({product.sku for product in SAMPLE_PRODUCTS}) == len(SAMPLE_PRODUCTS) == 10
    assert len({product.photo for product in SAMPLE_PRODUCTS}) == 10
    assert all(product.sku.startswith("SAMPLE_") for product in SAMPLE_PRODUCTS)
