"""The cart with today's names and prices."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import Filter, FilterOperator, PageRequest
from business_hexagon.application.queries.catalogue.list_products import (
    ListProducts,
    ListProductsQuery,
)

from bot_service.interface.telegram.catalogue.shown_product import ProductPage, ShownProduct


@dataclass(frozen=True, slots=True)
class CartLine:
    """So many pieces of a product."""

    product: ShownProduct
    quantity: int

    @property
    def amount(self) -> Decimal:
        """The exact price of all pieces."""
        return self.product.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class CartView:
    """What is in a cart.

    Attributes:
        lines: What can be ordered, in the order in which it was put in.
        gone: Products that cannot be ordered any more.
    """

    lines: tuple[CartLine, ...]
    gone: frozenset[UUID] = frozenset()

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies of the prices, each once; an order has exactly one."""
        return tuple(dict.fromkeys(line.product.currency for line in self.lines))

    def total(self, currency: str) -> Decimal:
        """The exact sum of the lines in a currency."""
        return sum(
            (line.amount for line in self.lines if line.product.currency == currency), Decimal(0)
        )


async def read_cart(
    list_products: ListProducts, actor: Actor, cart: Mapping[UUID, int]
) -> CartView:
    """Look up what is in the cart, all of it at once.

    Raises:
        StorageUnavailable: The data service does not answer.
    """
    if not cart:
        return CartView(())
    wanted = Filter("id", FilterOperator.IN, ",".join(map(str, cart)))
    page = PageRequest(limit=len(cart), sort="id", filters=(wanted,))
    found = await list_products.execute(ListProductsQuery(actor, page))
    known = {
        product.id: product
        for product in ProductPage.model_validate_json(found.content).items
        if product.is_active
    }
    lines = tuple(
        CartLine(known[product_id], quantity)
        for product_id, quantity in cart.items()
        if product_id in known
    )
    return CartView(lines, frozenset(cart.keys() - known.keys()))
