"""Products and stock adjustments as the API shows them."""

from uuid import UUID

from business_hexagon.application.ports.clock import Clock
from business_hexagon.domain.catalogue.events import StockAdjusted
from business_hexagon.domain.catalogue.product import Product
from pydantic import BaseModel, ConfigDict
from storage_clients.mapping.product_mapping import product_write


class StockAdjustment(BaseModel):
    """A stock adjustment that was made."""

    model_config = ConfigDict(from_attributes=True)

    product_id: UUID
    delta: int
    reason: str
    reference: str | None


class ProductPresenter:
    """Renders a product; the shape is that of the data service's row.

    Args:
        clock: Gives the time of the change.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, product: Product) -> bytes:
        """The product as JSON."""
        return product_write(product, self._clock.now()).row.model_dump_json().encode()


def present_stock_adjustment(event: StockAdjusted) -> bytes:
    """The adjustment as JSON."""
    return StockAdjustment.model_validate(event).model_dump_json().encode()
