"""The password policy."""

import pytest
from business_hexagon.domain.identity.errors import WeakPassword
from business_hexagon.domain.identity.password import Password


@pytest.mark.parametrize("length", [12, 128])
def test_takes_a_password_of_allowed_length(length: int) -> None:
    """Both ends of the range are in it."""
    assert len(Password("x" * length).value) == length


@pytest.mark.parametrize("length", [0, 11, 129])
def test_refuses_a_password_that_is_too_short_or_too_long(length: int) -> None:
    """The error tells the policy and never the password."""
    with pytest.raises(WeakPassword) as refusal:
        Password("x" * length)

    assert str(refusal.value) == "weak_password(shortest=12, longest=128, reason='length')"


def test_never_shows_the_password() -> None:
    """A password in a log is a password given away."""
    assert "correct horse" not in repr(Password("correct horse battery"))
