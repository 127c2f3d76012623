"""What an order is paid with: a word of the gateway's, never the number of a card."""

import re
from typing import Final

from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.text import checked_text

LONGEST: Final = 64
_CARD_NUMBER: Final = re.compile(r"\d(?:[ ._-]?\d){12,18}")
"""13 to 19 digits (ISO/IEC 7812), in groups or not."""


def checked_payment_method(text: str) -> str:
    """The payment method, if it may be kept.

    It is stored with the order, in its events and in the analytics, where the number of a card must
    never be: a front end that sends one has skipped the gateway's own form.

    Raises:
        InvalidValue: it is empty or too long, or a card number is in it.
    """
    checked_text("payment_method", text, longest=LONGEST)
    if any(_has_check_digit(found) for found in _CARD_NUMBER.findall(text)):
        raise InvalidValue("payment_method", "must be a token of the gateway, not a card number")
    return text


def _has_check_digit(number: str) -> bool:
    """Whether the last digit is the one that Luhn's formula wants (ISO/IEC 7812-1, annex B)."""
    digits = [int(character) for character in reversed(number) if character.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
