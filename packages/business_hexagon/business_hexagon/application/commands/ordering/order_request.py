"""What somebody asks for when placing an order, and who may ask for what."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from business_hexagon.application.ports.product_snapshots import ProductSnapshot
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.ordering.errors import ProductInactive, ProductUnknown
from business_hexagon.domain.ordering.line_kind import LineKind
from business_hexagon.domain.ordering.order_line import LONGEST_DESCRIPTION, OrderLine
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.quantity import Quantity
from business_hexagon.domain.values.sku import Sku
from business_hexagon.domain.values.text import checked_text


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRequest:
    """One line of a new order.

    Attributes:
        quantity: pieces.
        product_id: the product, for product lines.
        kind: what the line stands for; all but products are for staff.
        unit_price: exact price of one piece; needed where there is no product, for staff alone.
        sku: the shop's code, where there is no product; the kind when left out.
        description: what it is called, where there is no product; the kind when left out.
    """

    quantity: int
    product_id: UUID | None = None
    kind: LineKind = LineKind.PRODUCT
    unit_price: Decimal | None = None
    sku: str | None = None
    description: str | None = None


def order_line(
    index: int,
    request: LineRequest,
    snapshots: Mapping[UUID, ProductSnapshot],
    currency: str,
) -> OrderLine:
    """Price a line: by its product's snapshot, or by the price that staff gave.

    Args:
        index: place of the line in the request, from 0.
        request: the line.
        snapshots: the products that exist.
        currency: currency of the order, for lines without a product.

    Raises:
        InvalidValue: a value breaks a rule; the field is a path such as `lines.3.quantity`.
        ProductUnknown: there is no such product.
        ProductInactive: the product is not for sale.
    """
    try:
        if request.kind is LineKind.PRODUCT:
            return _product_line(index, request, snapshots)
        return _money_line(index, request, currency)
    except InvalidValue as error:
        field = "unit_price" if error.field == "amount" else error.field
        raise InvalidValue(f"lines.{index}.{field}", error.reason) from error


def _product_line(
    index: int, request: LineRequest, snapshots: Mapping[UUID, ProductSnapshot]
) -> OrderLine:
    if request.product_id is None:
        raise InvalidValue("product_id", "is required")
    snapshot = snapshots.get(request.product_id)
    path = f"lines.{index}.product_id"
    if snapshot is None:
        raise ProductUnknown(path, request.product_id)
    if not snapshot.is_active:
        raise ProductInactive(path, request.product_id)
    price = snapshot.unit_price if request.unit_price is None else request.unit_price
    return OrderLine(
        line_no=index + 1,
        kind=LineKind.PRODUCT,
        product_id=request.product_id,
        sku=Sku(snapshot.sku),
        description=snapshot.name,
        quantity=Quantity(request.quantity),
        unit_price=Money(price, snapshot.currency),
    )


def _money_line(index: int, request: LineRequest, currency: str) -> OrderLine:
    if request.unit_price is None:
        raise InvalidValue("unit_price", "is required")
    description = request.description or request.kind
    return OrderLine(
        line_no=index + 1,
        kind=request.kind,
        product_id=request.product_id,
        sku=Sku(request.sku or request.kind),
        description=checked_text("description", description, longest=LONGEST_DESCRIPTION),
        quantity=Quantity(request.quantity),
        unit_price=Money(request.unit_price, currency),
    )
