"""Reads an address that somebody typed."""

import re
from typing import Final

from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.address import Address

from bot_service.interface.telegram.checkout.checkout_state import PostalAddress
from bot_service.interface.telegram.checkout.country_names import COUNTRY_BY_NAME

_FEWEST: Final = 4
"""Name, street, town, country."""
_MOST: Final = 5
_LETTERS: Final = re.compile(r"[A-Z]{2}")
"""The end of a Dutch postal code, such as `1012 AB`."""
_CODE: Final = re.compile(r"[A-Za-z]{2}")


def read_address(text: str) -> PostalAddress | None:
    """The address: name, street, perhaps more of it, town, country; by lines or commas.

    Returns:
        Nothing when it is none: a part is missing, the country unknown, or something too long.
    """
    lines = [part for part in map(str.strip, re.split(r"[\n,;]", text)) if part]
    if not _FEWEST <= len(lines) <= _MOST:
        return None
    country = _country(lines[-1])
    if country is None:
        return None
    postal_code, city = _town(lines[-2])
    try:
        checked = Address(
            country=country,
            city=city,
            postal_code=postal_code,
            line1=lines[1],
            line2=lines[2] if len(lines) == _MOST else "",
            recipient=lines[0],
        )
    except InvalidValue:
        return None
    return PostalAddress.model_validate(checked, from_attributes=True)


def _country(text: str) -> str | None:
    known = COUNTRY_BY_NAME.get(text.casefold())
    if known is None and _CODE.fullmatch(text):
        return text.upper()
    return known


def _town(text: str) -> tuple[str, str]:
    """The postal code, which has digits and stands before or behind the town, and the town."""
    words = text.split()
    numbered = [place for place, word in enumerate(words) if any(map(str.isdigit, word))]
    if not numbered or len(numbered) == len(words):
        return "", text
    first, last = numbered[0], numbered[-1] + 1
    if len(words) - last > (first == 0) and _LETTERS.fullmatch(words[last]):
        last += 1  # unless nothing were left for the town
    return " ".join(words[first:last]), " ".join(words[:first] + words[last:])
