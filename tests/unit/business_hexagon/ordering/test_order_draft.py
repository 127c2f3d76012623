"""What may be ordered."""

from decimal import Decimal
from uuid import UUID

import pytest
from business_hexagon.domain.errors import DomainError, InvalidValue
from business_hexagon.domain.ordering.errors import ContactMissing, MixedCurrencies, NegativeTotal
from business_hexagon.domain.ordering.line_kind import LineKind
from business_hexagon.domain.ordering.order_line import OrderLine
from business_hexagon.domain.values.email import Email
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.quantity import Quantity
from business_hexagon.domain.values.sku import Sku

from tests.unit.business_hexagon.ordering.order_examples import NOW, draft, line


def test_a_guest_must_leave_an_address() -> None:
    """Or nobody can tell them what became of the order."""
    with pytest.raises(ContactMissing):
        draft(line(1), user_id=None)
    assert draft(line(1), user_id=None, contact_email=Email("ada@example.com")).user_id is None


def test_refuses_no_lines_and_too_many() -> None:
    """One to two thousand."""
    for lines in ((), tuple(line(number) for number in range(1, 2_002))):
        with pytest.raises(InvalidValue) as caught:
            draft(*lines)
        assert caught.value.field == "lines"


def test_refuses_mixed_currencies() -> None:
    """It names the line."""
    with pytest.raises(MixedCurrencies) as caught:
        draft(line(1), line(2, currency="EUR"))
    assert (caught.value.field, caught.value.found) == ("lines.1", "EUR")


def test_refuses_a_negative_total() -> None:
    """A discount may make an order free, not profitable."""
    discount = line(2, "-2.55", kind=LineKind.DISCOUNT)
    assert draft(line(1), discount).total.is_zero
    with pytest.raises(NegativeTotal):
        draft(line(1), discount, line(3, "-0.0001", kind=LineKind.DISCOUNT))


def test_refuses_a_total_beyond_all_measure() -> None:
    """Each line is fine, their sum is not."""
    with pytest.raises(InvalidValue) as caught:
        draft(*(line(number, "999999999", 99_999) for number in range(1, 3)))
    assert caught.value.field == "lines"


def test_refuses_an_unknown_currency_and_a_time_without_zone() -> None:
    """Both would be guesses."""
    with pytest.raises(InvalidValue, match="currency"):
        draft(line(1), currency="XXX")
    with pytest.raises(InvalidValue, match="ordered_at"):
        draft(line(1), ordered_at=NOW.replace(tzinfo=None))


def test_refuses_a_reference_of_control_characters() -> None:
    """It would come back in logs and terminals."""
    with pytest.raises(InvalidValue, match="reference"):
        draft(line(1), reference="\x1b[2J")
    assert draft(line(1), reference="536365").reference == "536365"


@pytest.mark.parametrize(
    ("kind", "price", "product_id", "quantity", "field"),
    [
        (LineKind.PRODUCT, "1", None, 1, "product_id"),
        (LineKind.FEE, "1", UUID(int=1), 1, "product_id"),
        (LineKind.PRODUCT, "-1", UUID(int=1), 1, "unit_price"),
        (LineKind.POSTAGE, "-1", None, 1, "unit_price"),
        (LineKind.DISCOUNT, "1", None, 1, "unit_price"),
        (LineKind.DISCOUNT, "0", None, 1, "unit_price"),
        (LineKind.FEE, "1000000000.01", None, 1, "unit_price"),
        (LineKind.FEE, "1000000000", None, 100_000, "quantity"),
    ],
)
def test_refuses_lines_that_contradict_their_kind(
    kind: LineKind, price: str, product_id: UUID | None, quantity: int, field: str
) -> None:
    """Only products have a product, only discounts are negative, nothing costs the earth."""
    with pytest.raises(InvalidValue) as caught:
        OrderLine(
            line_no=1,
            kind=kind,
            product_id=product_id,
            sku=Sku("x"),
            description="",
            quantity=Quantity(quantity),
            unit_price=Money(Decimal(price), "GBP"),
        )
    assert caught.value.field == field


def test_a_gift_costs_nothing() -> None:
    """A product may have no price; the order is then free."""
    assert draft(line(1, "0")).total.is_zero


def test_every_rule_is_a_domain_error() -> None:
    """The interface maps them in one place."""
    for error in (ContactMissing, MixedCurrencies, NegativeTotal):
        assert issubclass(error, DomainError)
        assert error.code != DomainError.code


def test_a_time_keeps_its_zone() -> None:
    """Times are never naive."""
    assert draft(line(1)).ordered_at.tzinfo is not None
