"""What is told about products of the catalogue."""

from integration_events.event_data import EventData
from integration_events.field_types import Count, Currency, Flag, Money, ProductId, Sku, Text


class ProductUpdated(EventData):
    """The product's data after a change of any of them."""

    product_id: ProductId
    sku: Sku
    name: Text
    description: Text
    unit_price: Money
    currency: Currency
    is_active: Flag


class ProductCreated(EventData):
    """A product is in the catalogue, with so many pieces to begin with."""

    product_id: ProductId
    sku: Sku
    name: Text
    description: Text
    unit_price: Money
    currency: Currency
    is_active: Flag
    opening_stock: Count
