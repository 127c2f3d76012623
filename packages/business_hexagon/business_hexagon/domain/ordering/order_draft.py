"""What somebody wants to order, checked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.ordering.errors import ContactMissing, MixedCurrencies, NegativeTotal
from business_hexagon.domain.ordering.order_line import OrderLine
from business_hexagon.domain.ordering.payment_method import checked_payment_method
from business_hexagon.domain.ordering.pricing import total_of
from business_hexagon.domain.values.address import Address
from business_hexagon.domain.values.email import Email
from business_hexagon.domain.values.money import MINOR_UNIT_DECIMALS, Money
from business_hexagon.domain.values.text import checked_text

MOST_LINES: Final = 2_000
LONGEST_CODE: Final = 64
OWN_CHANNEL: Final = "web"
"""The shop's own counter; every other channel keeps the customers of its orders itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraft:
    """An order that may be placed.

    Attributes:
        user_id: the customer; nothing for a guest.
        contact_email: where to write to; a guest of our own channel must give one.
        channel: where the order came from: our own (`web`) or an imported one.
        reference: the channel's own number of it, unique in the channel.
        ordered_at: when the customer ordered.
        currency: three letters of ISO 4217.
        shipping_address: where it goes.
        lines: 1 to 2,000, numbered from 1.
        payment_method: what the gateway charges.

    Raises:
        InvalidValue: no or too many lines, no such currency, no time zone, or text out of range.
        MixedCurrencies: a line has another currency.
        NegativeTotal: discounts exceed the goods.
        ContactMissing: a guest of our own channel gave no address.
    """

    user_id: UUID | None
    contact_email: Email | None
    channel: str
    reference: str | None
    ordered_at: datetime
    currency: str
    shipping_address: Address
    lines: tuple[OrderLine, ...]
    payment_method: str

    def __post_init__(self) -> None:
        self._check_header()
        if not 1 <= len(self.lines) <= MOST_LINES:
            raise InvalidValue("lines", f"must be 1 to {MOST_LINES}")
        for index, line in enumerate(self.lines):
            if line.unit_price.currency != self.currency:
                found = line.unit_price.currency
                raise MixedCurrencies(f"lines.{index}", self.currency, found)
        self._check_total()

    @property
    def total(self) -> Money:
        """Exact sum of the lines."""
        return total_of(self.lines, self.currency)

    def _check_total(self) -> None:
        try:
            total = self.total
        except InvalidValue as error:
            raise InvalidValue("lines", "sum to too much") from error
        if total.is_negative:
            raise NegativeTotal(total.amount)

    def _check_header(self) -> None:
        is_guest_of_ours = self.user_id is None and self.channel == OWN_CHANNEL
        if is_guest_of_ours and self.contact_email is None:
            raise ContactMissing
        if self.currency not in MINOR_UNIT_DECIMALS:
            raise InvalidValue("currency", "is not a currency we take")
        if self.ordered_at.tzinfo is None:
            raise InvalidValue("ordered_at", "must have a time zone")
        checked_text("channel", self.channel, longest=LONGEST_CODE)
        checked_payment_method(self.payment_method)
        if self.reference is not None:
            checked_text("reference", self.reference, longest=LONGEST_CODE)
