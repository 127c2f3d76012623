"""Products."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from business_hexagon.application.ports.product_snapshots import ProductSnapshot
from business_hexagon.domain.catalogue.events import ProductCreated, ProductUpdated
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.sku import Sku
from storage_contracts.rows.product_row import ProductRow, ProductWrite

from storage_clients.mapping.stored_entity import stored_entity

__all__ = ["STORED_PRODUCT", "product_from_row", "product_write", "snapshot_from_row"]

_EVENTS: Final = (ProductCreated, ProductUpdated)


def product_from_row(row: ProductRow) -> Product:
    """Rebuild a product."""
    return Product.restore(
        product_id=row.id,
        sku=Sku(row.sku),
        name=row.name,
        description=row.description,
        unit_price=Money(row.unit_price, row.currency),
        is_active=row.is_active,
        version=row.version,
        created_at=row.created_at,
    )


def snapshot_from_row(row: ProductRow) -> ProductSnapshot:
    """What an order needs to know of a product."""
    return ProductSnapshot(
        product_id=row.id,
        version=row.version,
        sku=row.sku,
        name=row.name,
        unit_price=row.unit_price,
        currency=row.currency,
        is_active=row.is_active,
    )


def product_write(product: Product, now: datetime) -> ProductWrite:
    """The row that a product's pending events lead to."""
    return ProductWrite(
        expected_version=product.loaded_version,
        row=ProductRow(
            id=product.id,
            sku=product.sku.value,
            name=product.name,
            description=product.description,
            unit_price=product.unit_price.amount,
            currency=product.unit_price.currency,
            is_active=product.is_active,
            version=product.version,
            created_at=product.created_at or now,
            updated_at=now,
        ),
    )


def _from_events(events: Iterable[DomainEvent]) -> Product:
    return Product.from_events(event for event in events if isinstance(event, _EVENTS))


STORED_PRODUCT: Final = stored_entity(
    Product,
    events=_EVENTS,
    resource="products",
    row=ProductRow,
    write=product_write,
    fold=_from_events,
)
