"""Money: an exact decimal amount of one currency.

Unit prices have up to four decimals (real shops have 0.001), so amounts are kept exactly at four
decimals and rounded once, half up, to the currency's minor unit when they are charged.
Minor units are those of ISO 4217.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Self

from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.exact_number import checked_exact_number

MINOR_UNIT_DECIMALS: Final = {
    "AUD": 2,
    "CAD": 2,
    "CHF": 2,
    "DKK": 2,
    "EUR": 2,
    "GBP": 2,
    "JPY": 0,
    "KWD": 3,
    "NOK": 2,
    "PLN": 2,
    "SEK": 2,
    "USD": 2,
}
"""Decimals of the smallest coin of each currency that we take."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, kept with exactly four decimals, and its currency.

    Attributes:
        amount: may be negative (a discount).
        currency: three letters of ISO 4217.

    Raises:
        InvalidValue: not finite, more than four decimals, out of range, or a currency we do not
            take.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in MINOR_UNIT_DECIMALS:
            raise InvalidValue("currency", "is not a currency we take")
        object.__setattr__(self, "amount", checked_exact_number("amount", self.amount))

    @classmethod
    def zero(cls, currency: str) -> Self:
        """Nothing, in this currency."""
        return cls(Decimal(0), currency)

    @classmethod
    def total(cls, currency: str, parts: Iterable["Money"]) -> Self:
        """Sum the parts exactly; zero when there are none.

        Raises:
            InvalidValue: a part has another currency, or the sum is out of range.
        """
        amount = Decimal(0)
        for part in parts:
            if part.currency != currency:
                raise InvalidValue("currency", f"mixes {currency} and {part.currency}")
            amount += part.amount
        return cls(amount, currency)

    @property
    def is_zero(self) -> bool:
        """Whether it is nothing."""
        return self.amount == 0

    @property
    def is_negative(self) -> bool:
        """Whether it is less than nothing."""
        return self.amount < 0

    def __add__(self, other: "Money") -> "Money":
        self._require_same_currency(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._require_same_currency(other)
        return Money(self.amount - other.amount, self.currency)

    def times(self, quantity: int) -> "Money":
        """Multiply exactly by a whole number."""
        return Money(self.amount * quantity, self.currency)

    def rounded(self) -> "Money":
        """Round half up (away from zero) to the currency's minor unit."""
        minor_unit = Decimal(1).scaleb(-MINOR_UNIT_DECIMALS[self.currency])
        return Money(self.amount.quantize(minor_unit, ROUND_HALF_UP), self.currency)

    def _require_same_currency(self, other: "Money") -> None:
        if other.currency != self.currency:
            raise InvalidValue("currency", f"mixes {self.currency} and {other.currency}")
