"""Rules of ordering that can be broken.

DomainError
├── MixedCurrencies            a line has another currency than the order
├── NegativeTotal              discounts exceed the goods
├── TotalChanged               the prices are not those that the customer agreed to
├── ContactMissing             a guest must leave an address
├── ProductUnknown             a line names no product of the catalogue
├── ProductInactive            a line names a product that is not for sale
├── OrderAlreadyCompleted      too late to cancel
├── OrderAlreadyCancelled      cancelled before
├── OrderNotCompleted          only completed orders can be refunded
├── OrderTransitionRefused     the order is in no state for this
├── OrderLineUnknown           a refund names no line of the order
├── RefundExceedsLine          more pieces than are left of a line
├── RefundExceedsTotal         more money than is left of the order
├── RefundNegative             the lines of a refund sum to less than nothing
├── RefundUnknown              the order has no such refund
├── NothingToRefund            everything of the order went back already
├── RefundAlreadyRequested     the customer asked before and nobody decided yet
└── RefundRequestAlreadyDecided  it was approved or declined before
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.errors import DomainError


@dataclass(eq=False)
class MixedCurrencies(DomainError):
    """A line has another currency than its order.

    Attributes:
        field: path of the line, such as `lines.3`.
        expected: currency of the order.
        found: currency of the line.
    """

    code: ClassVar[str] = "mixed_currencies"
    field: str
    expected: str
    found: str


@dataclass(eq=False)
class NegativeTotal(DomainError):
    """Discounts exceed the goods.

    Attributes:
        total: the sum of the lines.
    """

    code: ClassVar[str] = "negative_total"
    total: Decimal


@dataclass(eq=False)
class TotalChanged(DomainError):
    """The prices are not those that the customer agreed to.

    Attributes:
        agreed: the exact total that he saw.
        current: the exact total now.
    """

    code: ClassVar[str] = "total_changed"
    agreed: Decimal
    current: Decimal


@dataclass(eq=False)
class ContactMissing(DomainError):
    """A guest must leave an address, or nobody can tell what became of the order.

    Attributes:
        field: path of the missing field.
    """

    code: ClassVar[str] = "contact_missing"
    field: str = "contact_email"


@dataclass(eq=False)
class ProductUnknown(DomainError):
    """A line names no product of the catalogue.

    Attributes:
        field: path of the line's product.
        product_id: what it names.
    """

    code: ClassVar[str] = "product_unknown"
    field: str
    product_id: UUID


@dataclass(eq=False)
class ProductInactive(DomainError):
    """A line names a product that is not for sale.

    Attributes:
        field: path of the line's product.
        product_id: what it names.
    """

    code: ClassVar[str] = "product_inactive"
    field: str
    product_id: UUID


@dataclass(eq=False)
class OrderAlreadyCompleted(DomainError):
    """Too late to cancel; refund its lines instead.

    Attributes:
        order_id: the order.
    """

    code: ClassVar[str] = "order_already_completed"
    order_id: UUID


@dataclass(eq=False)
class OrderAlreadyCancelled(DomainError):
    """Cancelled before.

    Attributes:
        order_id: the order.
    """

    code: ClassVar[str] = "order_already_cancelled"
    order_id: UUID


@dataclass(eq=False)
class OrderNotCompleted(DomainError):
    """Only completed orders can be refunded.

    Attributes:
        order_id: the order.
        status: its status.
    """

    code: ClassVar[str] = "order_not_completed"
    order_id: UUID
    status: str


@dataclass(eq=False)
class OrderTransitionRefused(DomainError):
    """The order is in no state for this.

    Attributes:
        order_id: the order.
        status: its status.
        wanted: the status that was wanted.
    """

    code: ClassVar[str] = "order_transition_refused"
    order_id: UUID
    status: str
    wanted: str


@dataclass(eq=False)
class OrderLineUnknown(DomainError):
    """A refund names no line of the order.

    Attributes:
        field: path of the refund's line.
        line_no: what it names.
    """

    code: ClassVar[str] = "order_line_unknown"
    field: str
    line_no: int


@dataclass(eq=False)
class RefundExceedsLine(DomainError):
    """A refund wants more pieces than are left of a line.

    Attributes:
        field: path of the refund's line.
        line_no: the order's line.
        remaining: pieces that can still be refunded.
    """

    code: ClassVar[str] = "refund_exceeds_line"
    field: str
    line_no: int
    remaining: int


@dataclass(eq=False)
class RefundExceedsTotal(DomainError):
    """A refund wants more money than is left: refund the discount with its goods.

    Attributes:
        remaining: exact amount that can still be refunded.
    """

    code: ClassVar[str] = "refund_exceeds_total"
    remaining: Decimal


@dataclass(eq=False)
class RefundNegative(DomainError):
    """The lines of a refund sum to less than nothing.

    Attributes:
        amount: their sum.
    """

    code: ClassVar[str] = "refund_negative"
    amount: Decimal


@dataclass(eq=False)
class RefundUnknown(DomainError):
    """The order has no such refund that is still open.

    Attributes:
        refund_id: what was looked for.
    """

    code: ClassVar[str] = "refund_unknown"
    refund_id: UUID


@dataclass(eq=False)
class NothingToRefund(DomainError):
    """Everything of the order went back already, or is on its way.

    Attributes:
        order_id: the order.
    """

    code: ClassVar[str] = "nothing_to_refund"
    order_id: UUID


@dataclass(eq=False)
class RefundAlreadyRequested(DomainError):
    """The customer asked before, and nobody decided yet.

    Attributes:
        order_id: the order.
    """

    code: ClassVar[str] = "refund_already_requested"
    order_id: UUID


@dataclass(eq=False)
class RefundRequestAlreadyDecided(DomainError):
    """It was approved or declined before.

    Attributes:
        refund_request_id: the request.
        status: what became of it.
    """

    code: ClassVar[str] = "refund_request_already_decided"
    refund_request_id: UUID
    status: str
