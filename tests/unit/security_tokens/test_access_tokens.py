"""Access tokens: what they say, how long they hold, and every known way to forge one."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from business_hexagon.application.ports.access_token_issuer import AccessTokenIssuer
from business_hexagon.domain.identity.scope import Scope
from security_tokens import AccessTokens, InvalidAccessTokenError, ServiceTokenIssuer, SigningKeys
from signed_tokens import PrivateKeySet, new_private_key

from tests.unit.signed_tokens.forged_tokens import (
    Part,
    hmac_signed,
    parts_of,
    signed_with,
    signing_input,
    unsigned,
)

ISSUER = "https://shop.example"
KEY, OLD_KEY = new_private_key("access"), new_private_key("access")
KEYS = SigningKeys.of_json(PrivateKeySet(keys=[KEY, OLD_KEY]).model_dump_json())
OLD_KEYS = SigningKeys.of_json(PrivateKeySet(keys=[OLD_KEY]).model_dump_json())
SCOPES = frozenset({Scope.ORDERS_READ, Scope.PROFILE_READ})


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The present moment."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Stands still until it is moved."""
    return Clock()


@pytest.fixture
def tokens(clock: Clock) -> AccessTokens:
    """As the API makes and checks them."""
    return AccessTokens(KEYS, issuer=ISSUER, clock=clock)


@pytest.fixture
def good(tokens: AccessTokens) -> tuple[dict[str, object], dict[str, object]]:
    """Header and claims of a good token, to be changed."""
    issued = tokens.issue(
        subject=str(uuid4()), scopes=SCOPES, session_id=uuid4(), client_id="quintet"
    )
    return parts_of(issued.text)


def refused(tokens: AccessTokens, token: str) -> str:
    """Insist that a token is refused, twice, and return why."""
    with pytest.raises(InvalidAccessTokenError):
        tokens.verify(token)
    with pytest.raises(InvalidAccessTokenError) as error:
        tokens.verify(token)
    return error.value.reason


# quintet: allow Q806 until 2027-10-31: the type checker asserts it
def test_implements_the_port(tokens: AccessTokens) -> None:
    """A use case can be given it."""

    def needs(issuer: AccessTokenIssuer) -> None: ...

    needs(tokens)


def test_a_token_says_who_for_what_and_for_how_long(tokens: AccessTokens, clock: Clock) -> None:
    """The control: what was put in comes out, also the second time, from memory."""
    user, session = uuid4(), uuid4()
    issued = tokens.issue(subject=str(user), scopes=SCOPES, session_id=session, client_id="quintet")
    assert issued.expires_at == clock.now + timedelta(minutes=10)
    claims = tokens.verify(issued.text)
    assert (claims.user_id, claims.session_id) == (user, session)
    assert (claims.client_id, claims.scopes) == (
        "quintet",
        frozenset(scope.value for scope in SCOPES),
    )
    assert (claims.issued_at, claims.expires_at) == (clock.now, issued.expires_at)
    assert tokens.verify(issued.text) is claims


def test_a_client_that_acts_for_itself_is_no_user(tokens: AccessTokens) -> None:
    """Without a session there is nobody behind it, even when its name looks like an id."""
    name = str(uuid4())
    issued = tokens.issue(
        subject=name, scopes=frozenset({Scope.OPS_READ}), session_id=None, client_id=name
    )
    claims = tokens.verify(issued.text)
    assert (claims.subject, claims.user_id, claims.session_id) == (name, None, None)


def test_tokens_of_an_older_key_still_count(tokens: AccessTokens, good: tuple[Part, Part]) -> None:
    """While it is among the keys."""
    header, claims = good
    assert tokens.verify(signed_with(OLD_KEYS, {**header, "kid": OLD_KEY.kid}, claims)).scopes


@pytest.mark.parametrize("remembered", [True, False])
def test_a_token_expires(tokens: AccessTokens, clock: Clock, *, remembered: bool) -> None:
    """To the second, also when it was verified before."""
    text = tokens.issue(
        subject=str(uuid4()), scopes=SCOPES, session_id=uuid4(), client_id="quintet"
    ).text
    if remembered:
        tokens.verify(text)
    clock.now += timedelta(minutes=9, seconds=59)
    if remembered:
        tokens.verify(text)
    clock.now += timedelta(seconds=1)
    with pytest.raises(InvalidAccessTokenError) as error:
        tokens.verify(text)
    assert error.value.expired


@pytest.mark.parametrize(
    "name", ["none", "None", "NONE", "nOnE", "NoNe", "", "HS256", "HS512", "RS256", "ES256", None]
)
def test_only_one_algorithm_counts(
    tokens: AccessTokens, good: tuple[Part, Part], name: str | None
) -> None:
    """`none` in every case, and those whose keys could be confused with ours."""
    header, claims = {**good[0], "alg": name}, good[1]
    raw = KEYS.current.private.public_key().public_bytes_raw()
    for forged in (
        unsigned(header, claims),
        unsigned(header, claims, "AAAA"),
        signed_with(KEYS, header, claims),
        *(
            hmac_signed(secret, header, claims)
            for secret in (raw, KEY.x.encode(), KEYS.public_jwks().encode(), b"")
        ),
    ):
        refused(tokens, forged)
    assert tokens.verify(signed_with(KEYS, good[0], claims)).scopes


@pytest.mark.parametrize(
    "changes",
    [
        {"kid": "../../../../dev/null"},
        {"kid": "/proc/sys/kernel/randomize_va_space"},
        {"kid": f"{KEY.kid}/."},
        {"kid": f"{KEY.kid}'--"},
        {"kid": "access:1' UNION SELECT 'AA"},
        {"kid": "http://127.0.0.1:1/key"},
        {"kid": "| cat /etc/passwd"},
        {"kid": None},
        {"kid": 0},
        {"jku": "http://127.0.0.1:1/jwks.json"},
        {"x5u": "http://127.0.0.1:1/chain.pem"},
        {"jwk": KEY.public().model_dump(mode="json")},
        {"x5c": [KEY.x]},
        {"crit": ["kid"]},
        {"b64": False},
        {"typ": "JWT"},
        {"typ": "service+jwt"},
        {"typ": None},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_header_of_an_attacker_is_refused(
    tokens: AccessTokens, good: tuple[Part, Part], changes: Part
) -> None:
    """Although the signature is right; the control is the same token without the change."""
    header, claims = good
    refused(tokens, signed_with(KEYS, {**header, **changes}, claims))
    assert tokens.verify(signed_with(KEYS, header, claims)).scopes


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", "https://elsewhere.example"),
        ("iss", ISSUER + "/"),
        ("iss", [ISSUER]),
        ("aud", "db_postgres_service"),
        ("aud", ["quintet_api", "others"]),
        ("aud", None),
        ("sub", "not an id"),
        ("sub", 7),
        ("sub", ""),
        ("sid", "not an id"),
        ("sid", 7),
        ("scope", ["orders:read"]),
        ("scope", None),
        ("client_id", ""),
        ("jti", 1),
        ("exp", 1),
        ("exp", "9999999999"),
        ("exp", 1e18),
        ("nbf", 9_999_999_999),
        ("iat", 9_999_999_999),
        ("nbf", None),
    ],
)
def test_a_wrong_claim_is_refused(
    tokens: AccessTokens, good: tuple[Part, Part], claim: str, value: object
) -> None:
    """Although the signature is right."""
    header, claims = good
    refused(tokens, signed_with(KEYS, header, {**claims, claim: value}))
    assert tokens.verify(signed_with(KEYS, header, claims)).scopes


@pytest.mark.parametrize(
    "claim", ["iss", "aud", "sub", "exp", "nbf", "iat", "jti", "scope", "client_id"]
)
def test_every_claim_is_needed(tokens: AccessTokens, good: tuple[Part, Part], claim: str) -> None:
    """What is missing is not guessed."""
    header, claims = good
    rest = {name: value for name, value in claims.items() if name != claim}
    refused(tokens, signed_with(KEYS, header, rest))


def test_a_service_is_no_user_and_a_user_no_service(tokens: AccessTokens) -> None:
    """Neither with the service's own key nor when keys were mixed up by an operator."""
    service_key = new_private_key("api_service")
    both = PrivateKeySet(keys=[service_key, KEY]).model_dump_json()
    service = ServiceTokenIssuer("api_service", SigningKeys.of_json(both))
    token = service.token_for("quintet_api").decode()
    refused(tokens, token)
    confused = AccessTokens(SigningKeys.of_json(both), issuer="api_service")
    assert refused(confused, token) == "another type of token"


def test_a_token_of_too_many_bytes_is_not_read(
    tokens: AccessTokens, good: tuple[Part, Part]
) -> None:
    """Also when it is signed well."""
    header, claims = good
    assert refused(tokens, signed_with(KEYS, header, {**claims, "x": "y" * 4096})) == "too long"
    assert tokens.verify(signed_with(KEYS, header, {**claims, "x": "y" * 1000})).scopes


def test_a_changed_claim_breaks_the_signature(tokens: AccessTokens) -> None:
    """More scopes under the signature of a good token."""
    text = tokens.issue(
        subject=str(uuid4()), scopes=SCOPES, session_id=uuid4(), client_id="quintet"
    ).text
    header, claims = parts_of(text)
    more = signing_input(header, {**claims, "scope": "ops:redrive"})
    assert refused(tokens, f"{more}.{text.rpartition('.')[2]}") == "InvalidSignatureError"


@pytest.mark.parametrize("text", ["", ".", "..", "a.b", "é.b.c", "a.b.c\n", "x" * 5000])
def test_what_is_no_token_is_refused(tokens: AccessTokens, text: str) -> None:
    """A refresh token, a cut one, nonsense."""
    refused(tokens, text)
    refused(tokens, f"{uuid4().hex}.{'a' * 43}")


def test_only_so_many_tokens_are_remembered(clock: Clock) -> None:
    """An attacker with many good tokens does not fill the memory."""
    tokens = AccessTokens(KEYS, issuer=ISSUER, clock=clock, remembered=2)
    texts = [
        tokens.issue(
            subject=str(uuid4()), scopes=SCOPES, session_id=uuid4(), client_id="quintet"
        ).text
        for _ in range(5)
    ]
    for text in texts:
        tokens.verify(text)
    assert len(tokens._known) == 2
