"""Money is exact, bounded and rounded once."""

from decimal import Decimal

import pytest
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.exact_number import LIMIT
from business_hexagon.domain.values.money import Money
from hypothesis import given
from hypothesis import strategies as st

AMOUNTS = st.decimals(
    min_value=Decimal(-(10**9)), max_value=Decimal(10**9), places=4, allow_nan=False
)


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [
        ("0.005", "GBP", "0.01"),
        ("0.0049", "GBP", "0"),
        ("2.675", "EUR", "2.68"),
        ("-0.005", "GBP", "-0.01"),
        ("99.5", "JPY", "100"),
        ("99.4999", "JPY", "99"),
        ("1.2345", "KWD", "1.235"),
    ],
)
def test_rounds_half_up_to_the_minor_unit(amount: str, currency: str, rounded: str) -> None:
    """Yen have no decimals, dinars three; halves go away from zero."""
    assert Money(Decimal(amount), currency).rounded() == Money(Decimal(rounded), currency)


@pytest.mark.parametrize("amount", ["0.00001", "NaN", "Infinity", "-Infinity", str(LIMIT), "1E+40"])
def test_refuses_amounts_that_it_cannot_keep(amount: str) -> None:
    """No more than four decimals, nothing endless, nothing beyond eighteen digits."""
    with pytest.raises(InvalidValue) as caught:
        Money(Decimal(amount), "GBP")
    assert caught.value.field == "amount"


def test_refuses_currencies_that_we_do_not_take() -> None:
    """A currency without a known minor unit could not be rounded."""
    with pytest.raises(InvalidValue) as caught:
        Money(Decimal(1), "XXX")
    assert caught.value.field == "currency"


def test_refuses_to_mix_currencies() -> None:
    """Neither in a sum of two nor in a total."""
    pound, euro = Money(Decimal(1), "GBP"), Money(Decimal(1), "EUR")
    with pytest.raises(InvalidValue):
        pound + euro
    with pytest.raises(InvalidValue):
        pound - euro
    with pytest.raises(InvalidValue):
        Money.total("GBP", [pound, euro])


def test_equal_amounts_read_alike() -> None:
    """Four decimals always, and no negative zero."""
    assert str(Money(Decimal("1.5"), "GBP").amount) == "1.5000"
    assert str(Money(Decimal("-0"), "GBP").amount) == "0.0000"
    assert Money.zero("GBP").is_zero
    assert not Money.zero("GBP").is_negative


@given(amount=AMOUNTS)
def test_rounding_moves_an_amount_by_half_a_unit_at_most(amount: Decimal) -> None:
    """And rounding twice is rounding once."""
    money = Money(amount, "GBP")
    rounded = money.rounded()
    assert abs(rounded.amount - amount) <= Decimal("0.005")
    assert rounded.rounded() == rounded


@given(amounts=st.lists(AMOUNTS, max_size=20))
def test_a_total_is_the_exact_sum_in_any_order(amounts: list[Decimal]) -> None:
    """Decimals do not drift as floats do."""
    parts = [Money(amount, "GBP") for amount in amounts]
    total = Money.total("GBP", parts)
    assert total == Money.total("GBP", reversed(parts))
    assert total.amount == sum(amounts, Decimal(0))


@given(amount=AMOUNTS, quantity=st.integers(0, 1000))
def test_times_is_repeated_addition(amount: Decimal, quantity: int) -> None:
    """A line costs what its pieces cost one by one."""
    money = Money(amount, "GBP")
    assert money.times(quantity) == Money.total("GBP", [money] * quantity)


@given(first=AMOUNTS, second=AMOUNTS)
def test_subtraction_undoes_addition(first: Decimal, second: Decimal) -> None:
    """What was added can be taken back to the digit."""
    one, two = Money(first, "EUR"), Money(second, "EUR")
    assert one + two - two == one
