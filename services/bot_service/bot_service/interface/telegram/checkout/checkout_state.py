"""How far somebody is with an order that is not placed yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel


class PostalAddress(BaseModel):
    """Where an order goes.

    Attributes:
        country: Two letters of ISO 3166-1.
        city: Town.
        postal_code: Not every country has them.
        line1: Street and number.
        line2: More of it.
        recipient: Who receives it.
    """

    country: str
    city: str = ""
    postal_code: str = ""
    line1: str = ""
    line2: str = ""
    recipient: str = ""

    @property
    def one_line(self) -> str:
        """The address in one line."""
        town = f"{self.postal_code} {self.city}".strip()
        parts = (self.recipient, self.line1, self.line2, town, self.country)
        return ", ".join(filter(None, parts))


class Checkout(BaseModel):
    """An order that is being prepared; what it was begun with does not change any more.

    Attributes:
        id: Its identity: an order is placed under it once, however often it is confirmed.
        lines: Pieces by product.
        address: Where it goes, once that is known.
        payment_method: What the gateway charges, once that is chosen.
        agreed_total: The exact total that the summary showed.
    """

    id: UUID
    lines: dict[UUID, int]
    address: PostalAddress | None = None
    payment_method: str | None = None
    agreed_total: Decimal | None = None

    def complete(self) -> "CompleteCheckout | None":
        """The checkout, if nothing is missing but the customer's word."""
        if self.address is None or self.payment_method is None:
            return None
        return CompleteCheckout(self.id, self.lines, self.address, self.payment_method)


@dataclass(frozen=True, slots=True)
class CompleteCheckout:
    """A checkout that could become an order."""

    id: UUID
    lines: Mapping[UUID, int]
    address: PostalAddress
    payment_method: str

    def agreed(self, total: Decimal) -> Checkout:
        """The checkout with the total that its customer is shown."""
        return Checkout(
            id=self.id,
            lines=dict(self.lines),
            address=self.address,
            payment_method=self.payment_method,
            agreed_total=total,
        )


class Placed(BaseModel):
    """The latest order, for whoever taps the button again.

    Attributes:
        checkout_id: The checkout that became an order.
        order_id: The order.
    """

    checkout_id: UUID
    order_id: UUID
