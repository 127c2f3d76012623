"""Addresses, e-mail addresses, quantities, SKUs and the actor."""

import pytest
from business_hexagon.domain.errors import DomainError, InvalidValue
from business_hexagon.domain.values.address import Address
from business_hexagon.domain.values.email import Email
from business_hexagon.domain.values.quantity import MOST, Quantity
from business_hexagon.domain.values.sku import Sku
from business_hexagon.domain.values.text import checked_text


def test_an_email_is_trimmed_and_lower_cased() -> None:
    """Two spellings of one mailbox are one account."""
    assert Email("  Ada@Example.COM ").value == "ada@example.com"
    assert str(Email("ada@example.com")) == "ada@example.com"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada",
        "ada@",
        "@example.com",
        "ada@example",
        "ada@-x.com",
        "a b@example.com",
        "ada@example.com\r\nBcc: eve@example.com",
        "ada@" + "x" * 250 + ".com",
    ],
)
def test_refuses_what_is_no_email(text: str) -> None:
    """Among them what would inject a mail header."""
    with pytest.raises(InvalidValue) as caught:
        Email(text)
    assert caught.value.field == "email"


@pytest.mark.parametrize("value", [0, -1, MOST + 1])
def test_refuses_quantities_out_of_range(value: int) -> None:
    """Nothing, less than nothing, more than a million."""
    with pytest.raises(InvalidValue):
        Quantity(value)


def test_quantities_compare() -> None:
    """The smallest and the largest are fine."""
    assert Quantity(1) < Quantity(MOST)


def test_a_sku_keeps_its_letter_case() -> None:
    """Real shops have both 85123A and 85123a."""
    assert Sku(" 85123A ") != Sku("85123a")
    assert str(Sku("85123A")) == "85123A"


@pytest.mark.parametrize("text", ["", "   ", "x" * 65, "a\x00b", "a\nb", "\ud800"])
def test_refuses_what_is_no_sku(text: str) -> None:
    """Empty, too long, control characters, half a surrogate."""
    with pytest.raises(InvalidValue):
        Sku(text)


def test_an_address_needs_a_country_only() -> None:
    """Old orders lack the rest."""
    address = Address(country="GB", city=" London ")
    assert (address.city, address.line2) == ("London", "")


@pytest.mark.parametrize("country", ["", "gb", "GBR", "G1", "United Kingdom", "GB\n"])
def test_refuses_what_is_no_country_code(country: str) -> None:
    """ISO 3166-1 alpha-2, in capitals."""
    with pytest.raises(InvalidValue) as caught:
        Address(country=country)
    assert caught.value.field == "shipping_address.country"


def test_an_address_names_the_part_that_is_wrong() -> None:
    """The path leads to the field of the request."""
    with pytest.raises(InvalidValue) as caught:
        Address(country="GB", postal_code="x" * 21)
    assert caught.value.field == "shipping_address.postal_code"


def test_text_is_normalised() -> None:
    """An umlaut of two code points becomes one, so that equal texts are equal."""
    assert checked_text("name", "u\u0308", longest=1) == "\u00fc"


def test_errors_read_well() -> None:
    """The code and every field, for logs."""
    assert str(InvalidValue("name", "is odd")) == "invalid_value(field='name', reason='is odd')"
    assert str(DomainError()) == "domain_error"
