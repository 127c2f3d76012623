"""Payment methods: tokens are kept, card numbers are not."""

import pytest
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.ordering.payment_method import checked_payment_method


@pytest.mark.parametrize(
    "text",
    [
        "4242424242424242",
        "4242 4242 4242 4242",
        "5555-5555-5555-4444",
        "378282246310005",
        "card:4242424242424242:12/30",
        "4222222222222",
    ],
)
def test_a_card_number_is_refused_however_it_is_written(text: str) -> None:
    """Test numbers of the great card companies, in groups and among other things."""
    with pytest.raises(InvalidValue) as caught:
        checked_payment_method(text)
    assert caught.value.field == "payment_method"
    assert "4242" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["card_approve", "pm_1NXWPnLkdIwHu7ix", "4242424242424241", "424242", "pm_" + "9" * 30]
)
def test_a_token_of_the_gateway_is_kept(text: str) -> None:
    """Also one of many digits that no card company would give."""
    assert checked_payment_method(text) == text


@pytest.mark.parametrize("text", ["", "x" * 65])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    """1 to 64 characters."""
    with pytest.raises(InvalidValue):
        checked_payment_method(text)
