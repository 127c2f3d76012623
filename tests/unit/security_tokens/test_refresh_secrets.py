"""Secrets of refresh tokens: made by whoever holds the key, and for one session."""

from uuid import UUID

import pytest
from business_hexagon.domain.identity.split_token import SplitToken
from security_tokens.refresh_secrets import HmacRefreshSecrets

SESSION = UUID(int=7)
KEY = "of the tests alone, and long enough"


def test_a_secret_is_genuine_for_its_session_alone() -> None:
    """And each one is another, of the length that tokens have."""
    secrets = HmacRefreshSecrets(KEY)
    made = {secrets.new(SESSION) for _ in range(50)}

    assert len(made) == 50
    for secret in made:
        assert SplitToken.parse(SplitToken(SESSION, secret).text) is not None
        assert secrets.is_genuine(SESSION, secret)
        assert not secrets.is_genuine(UUID(int=8), secret)


def test_nobody_else_makes_one() -> None:
    """Neither by another key, nor by changing a character, nor by making one up."""
    secrets = HmacRefreshSecrets(KEY)
    secret = secrets.new(SESSION)
    other = "B" if secret[20] == "A" else "A"

    assert not HmacRefreshSecrets(KEY[::-1]).is_genuine(SESSION, secret)
    assert not secrets.is_genuine(SESSION, secret[:20] + other + secret[21:])
    for made_up in ("A" * 43, "_" * 43, "", "é" * 43, "A" * 41, "=" * 43):
        assert not secrets.is_genuine(SESSION, made_up)


def test_the_key_is_long_and_never_shown() -> None:
    """Not even by `repr`."""
    with pytest.raises(ValueError, match="32 characters"):
        HmacRefreshSecrets("short")
    assert KEY not in repr(HmacRefreshSecrets(KEY))
