"""Tokens: pinned, complete, short-lived."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt
import pytest
from business_hexagon.application.ports.access_token_issuer import AccessTokenIssuer
from business_hexagon.domain.identity.role import Role
from security_tokens.shared_secret_tokens import AccessTokens, InvalidAccessTokenError

SECRET = "0123456789abcdef0123456789abcdef"
USER = UUID("1f0c7a52-4444-6d10-b1a9-0242ac120002")


class Clock:
    """A clock the test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the moment set."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands still."""
    return Clock()


@pytest.fixture
def tokens(clock: Clock) -> AccessTokens:
    """Return tokens that read that clock."""
    return AccessTokens(SECRET, clock=clock)


def claims_of(tokens: AccessTokens) -> dict[str, object]:
    """Return the raw claims of a fresh token."""
    token = tokens.issue(USER, Role.STAFF).token
    claims: dict[str, object] = jwt.decode(token, options={"verify_signature": False})
    return claims


def test_implements_the_port(tokens: AccessTokens) -> None:
    """The hexagon can use it."""

    def use(port: AccessTokenIssuer) -> AccessTokenIssuer:
        return port

    assert use(tokens) is tokens


def test_a_token_says_who_and_for_how_long(tokens: AccessTokens, clock: Clock) -> None:
    """Fifteen minutes, one user, one role; verified twice it says the same."""
    issued = tokens.issue(USER, Role.ADMIN)
    assert issued.expires_at == clock.now + timedelta(minutes=15)
    claims = tokens.verify(issued.token)
    assert (claims.user_id, claims.role) == (USER, Role.ADMIN)
    assert claims.expires_at == issued.expires_at
    assert tokens.verify(issued.token) is claims


def test_tokens_bear_all_claims_and_are_unique(tokens: AccessTokens) -> None:
    """Two tokens of one second still differ."""
    first, second = claims_of(tokens), claims_of(tokens)
    assert set(first) == {"iss", "aud", "sub", "role", "exp", "nbf", "iat", "jti"}
    assert first["jti"] != second["jti"]


@pytest.mark.parametrize("verified_before", [0, 1])
def test_an_expired_token_is_refused_as_expired(
    tokens: AccessTokens, clock: Clock, verified_before: int
) -> None:
    """Also when it is remembered."""
    token = tokens.issue(USER, Role.CUSTOMER).token
    for _ in range(verified_before):
        tokens.verify(token)
    clock.now += timedelta(minutes=15)
    with pytest.raises(InvalidAccessTokenError) as caught:
        tokens.verify(token)
    assert caught.value.expired


def test_a_token_of_the_future_is_refused(tokens: AccessTokens, clock: Clock) -> None:
    """`nbf` is honoured."""
    token = tokens.issue(USER, Role.CUSTOMER).token
    clock.now -= timedelta(minutes=1)
    with pytest.raises(InvalidAccessTokenError):
        tokens.verify(token)


@pytest.mark.parametrize("claim", ["iss", "aud", "sub", "role", "exp", "nbf", "iat", "jti"])
def test_every_claim_is_needed(tokens: AccessTokens, claim: str) -> None:
    """A well-signed token with a claim missing is not one of ours."""
    claims = claims_of(tokens)
    del claims[claim]
    forged = jwt.encode(claims, SECRET, algorithm="HS256")
    with pytest.raises(InvalidAccessTokenError):
        tokens.verify(forged)


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", "somebody"),
        ("aud", "other_api"),
        ("sub", "not a uuid"),
        ("role", "emperor"),
        ("exp", "soon"),
        ("nbf", 10**20),
    ],
)
def test_wrong_claims_are_refused(tokens: AccessTokens, claim: str, value: object) -> None:
    """Signed or not."""
    claims = {**claims_of(tokens), claim: value}
    with pytest.raises(InvalidAccessTokenError):
        tokens.verify(jwt.encode(claims, SECRET, algorithm="HS256"))


def test_only_our_algorithm_and_key_count(tokens: AccessTokens) -> None:
    """Neither `none`, nor another hash, nor another key."""
    claims = claims_of(tokens)
    forgeries = [
        jwt.encode(claims, "", algorithm="none"),
        jwt.encode(claims, SECRET * 2, algorithm="HS512"),
        jwt.encode(claims, SECRET[::-1], algorithm="HS256"),
        "garbage",
        "",
        "a.b.c",
        "\ud800",
    ]
    for forged in forgeries:
        with pytest.raises(InvalidAccessTokenError):
            tokens.verify(forged)


def test_refuses_short_secrets() -> None:
    """A guessable key signs nothing."""
    with pytest.raises(ValueError, match="32 bytes"):
        AccessTokens("short")


def test_remembers_a_bounded_number_of_tokens(clock: Clock) -> None:
    """The oldest is forgotten, and still valid."""
    tokens = AccessTokens(SECRET, clock=clock, remembered=2)
    issued = [tokens.issue(USER, Role.CUSTOMER).token for _ in range(3)]
    for token in issued:
        tokens.verify(token)
    assert len(tokens._known) == 2
    assert tokens.verify(issued[0]).user_id == USER
