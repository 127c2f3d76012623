"""Amounts of money as people write them."""

from decimal import Decimal
from typing import Final

from aiogram.utils.i18n.context import get_i18n
from business_hexagon.domain.values.money import MINOR_UNIT_DECIMALS

_SIGNS: Final = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥"}
_GERMAN: Final = str.maketrans(",.", ".,")


def money(amount: Decimal, currency: str) -> str:
    """An amount in the reader's language, such as `£2.55` or `2,55 £`.

    All decimals of a price are shown, and at least those of the currency's smallest coin.
    """
    places = len(f"{amount.normalize():f}".partition(".")[2])
    decimals = max(MINOR_UNIT_DECIMALS.get(currency, 2), places)
    number = f"{amount:,.{decimals}f}"
    sign = _SIGNS.get(currency, currency)
    if get_i18n().current_locale == "de":
        return f"{number.translate(_GERMAN)} {sign}"
    return f"{sign}{number}" if currency in _SIGNS else f"{number} {sign}"
