"""Service tokens: who calls, for whom, how long; and every way to pretend."""

import json

import pytest
from signed_tokens import (
    InvalidTokenError,
    PrivateKeySet,
    PublicKeys,
    PublicKeySet,
    ServiceTokenIssuer,
    ServiceTokenVerifier,
    SigningKeys,
    new_private_key,
)

from tests.unit.signed_tokens.forged_tokens import (
    Part,
    encoded,
    hmac_signed,
    parts_of,
    signed_with,
    signing_input,
    unsigned,
)

NOW = 1_800_000_000
AUDIENCE = "db_postgres_service"
API = new_private_key("api_service")
BOT = new_private_key("bot_service")
API_KEYS, BOT_KEYS = (
    SigningKeys.of_json(PrivateKeySet(keys=[key]).model_dump_json()) for key in (API, BOT)
)
PUBLIC = PublicKeySet(keys=[API.public(), BOT.public()]).model_dump_json()
HEADER = {"alg": "EdDSA", "typ": "service+jwt", "kid": API.kid}
CLAIMS = {
    "iss": "api_service",
    "sub": "api_service",
    "aud": AUDIENCE,
    "iat": NOW,
    "nbf": NOW,
    "exp": NOW + 300,
    "jti": "one",
}


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = float(NOW)

    def __call__(self) -> float:
        """The present moment."""
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    """Stands still until it is moved."""
    return Clock()


@pytest.fixture
def verifier(clock: Clock) -> ServiceTokenVerifier:
    """Of db_postgres_service; knows the API and the bot."""
    return ServiceTokenVerifier(AUDIENCE, PublicKeys.of_json(PUBLIC), seconds=clock)


def bearer(token: str) -> bytes:
    """The header Authorization."""
    return b"Bearer " + token.encode("latin-1")


def refused(verifier: ServiceTokenVerifier, token: str) -> str:
    """Insist that a token is refused, twice, and return why."""
    with pytest.raises(InvalidTokenError):
        verifier.caller(bearer(token))
    with pytest.raises(InvalidTokenError) as error:
        verifier.caller(bearer(token))
    return error.value.reason


def test_a_service_is_known_by_its_token(verifier: ServiceTokenVerifier, clock: Clock) -> None:
    """The control of all that follows: issued, verified, and remembered."""
    name, value = ServiceTokenIssuer("api_service", API_KEYS, seconds=clock).header_for(AUDIENCE)
    assert name == b"Authorization"
    assert [verifier.caller(value) for _ in range(2)] == ["api_service"] * 2
    assert verifier.caller(bearer(signed_with(API_KEYS, HEADER, CLAIMS))) == "api_service"


def test_a_token_is_renewed_before_it_expires(verifier: ServiceTokenVerifier, clock: Clock) -> None:
    """The same bytes for four of five minutes, then others; nobody ever sends an expired one."""
    issuer = ServiceTokenIssuer("api_service", API_KEYS, seconds=clock)
    first = issuer.token_for(AUDIENCE)
    clock.seconds += 239
    assert issuer.token_for(AUDIENCE) == first
    clock.seconds += 2
    assert issuer.token_for(AUDIENCE) != first
    assert issuer.token_for("db_mongo_service") != issuer.token_for(AUDIENCE)
    assert verifier.caller(b"Bearer " + first) == "api_service"
    clock.seconds += 60
    with pytest.raises(InvalidTokenError) as error:
        verifier.caller(b"Bearer " + first)  # remembered, and expired all the same
    assert error.value.expired


def test_a_key_signs_for_its_owner_only(verifier: ServiceTokenVerifier) -> None:
    """The bot's key makes no token of the API, and no issuer takes a stranger's key."""
    claims = {**CLAIMS, "iss": "api_service", "sub": "api_service"}
    forged = signed_with(BOT_KEYS, {**HEADER, "kid": BOT.kid}, claims)
    assert refused(verifier, forged) == "signed with the key of another service"
    assert refused(verifier, signed_with(BOT_KEYS, HEADER, CLAIMS)) == "InvalidSignatureError"
    with pytest.raises(ValueError, match="belongs to bot_service"):
        ServiceTokenIssuer("api_service", BOT_KEYS)


@pytest.mark.parametrize(
    "changes",
    [
        {"alg": name}
        for name in ("none", "None", "NONE", "nOnE", "HS256", "RS256", "ES256", "eddsa", "", None)
    ]
    + [
        {"typ": name}
        for name in ("at+jwt", "JWT", "jwt", "SERVICE+JWT", "application/service+jwt", None)
    ]
    + [
        {"kid": name}
        for name in (
            "../../../dev/null",
            "/dev/null",
            f"{API.kid}/../{API.kid}",
            f"{API.kid}\u0000",
            f" {API.kid}",
            API.kid.upper(),
            "' OR '1'='1",
            "x' UNION SELECT 'secret",
            "http://127.0.0.1/jwks.json",
            "api_service:",
            "",
            None,
            7,
            [API.kid],
            {"kid": API.kid},
        )
    ]
    + [
        {"jku": "http://127.0.0.1:1/jwks.json"},
        {"x5u": "http://127.0.0.1:1/certificate.pem"},
        {"x5c": ["MIIB"]},
        {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": API.x}},
        {"crit": ["exp"]},
        {"b64": False},
        {"zip": "DEF"},
        {"cty": "JWT"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_header_of_an_attacker_is_refused(
    verifier: ServiceTokenVerifier, changes: dict[str, object]
) -> None:
    """However it is signed: with our key, with nothing, or with nonsense."""
    header = {**HEADER, **changes}
    refused(verifier, signed_with(API_KEYS, header, CLAIMS))
    refused(verifier, unsigned(header, CLAIMS))
    refused(verifier, unsigned(header, CLAIMS, "AAAA"))


@pytest.mark.parametrize("missing", sorted(HEADER))
def test_every_header_is_needed(verifier: ServiceTokenVerifier, missing: str) -> None:
    """No default fills a gap."""
    header = {name: value for name, value in HEADER.items() if name != missing}
    refused(verifier, signed_with(API_KEYS, header, CLAIMS))


@pytest.mark.parametrize("name", ["HS256", "EdDSA"])
def test_a_public_key_is_no_shared_secret(verifier: ServiceTokenVerifier, name: str) -> None:
    """Key confusion: everybody knows the public key, in each of its forms."""
    raw = API_KEYS.current.private.public_key().public_bytes_raw()
    for secret in (raw, API.x.encode(), PUBLIC.encode(), json.dumps(API.public().kid).encode()):
        refused(verifier, hmac_signed(secret, {**HEADER, "alg": name}, CLAIMS))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"exp": NOW}, "expired"),
        ({"exp": NOW - 1}, "expired"),
        ({"nbf": NOW + 31}, "not valid yet"),
        ({"iat": NOW + 31}, "not valid yet"),
        ({"exp": NOW + 301}, "valid for too long"),
        ({"exp": 1e300}, "claim exp is no whole number"),
        ({"exp": 10**30}, "claim exp is no moment"),
        ({"exp": str(NOW + 300)}, "claim exp is no whole number"),
        ({"exp": True}, "claim exp is no whole number"),
        ({"aud": "db_mongo_service"}, "InvalidAudienceError"),
        ({"aud": [AUDIENCE]}, "InvalidAudienceError"),
        ({"aud": "quintet_api"}, "InvalidAudienceError"),
        ({"iss": "quintet_cli"}, "issuer and subject differ"),
        ({"sub": "worker_service"}, "issuer and subject differ"),
        ({"jti": ""}, "claim jti is no text"),
    ],
    ids=str,
)
def test_a_wrong_claim_is_refused(
    verifier: ServiceTokenVerifier, changes: Part, reason: str
) -> None:
    """Times, audience, issuer; the signature is right each time."""
    assert refused(verifier, signed_with(API_KEYS, HEADER, {**CLAIMS, **changes})) == reason


@pytest.mark.parametrize("missing", sorted(CLAIMS))
def test_every_claim_is_needed(verifier: ServiceTokenVerifier, missing: str) -> None:
    """A token without an end would be one for ever."""
    claims = {name: value for name, value in CLAIMS.items() if name != missing}
    refused(verifier, signed_with(API_KEYS, HEADER, claims))


def test_a_token_is_refused_before_it_is_read_when_it_is_too_long(
    verifier: ServiceTokenVerifier,
) -> None:
    """Also a valid one: 4 KiB are enough for everybody."""
    long = signed_with(API_KEYS, HEADER, {**CLAIMS, "padding": "x" * 4096})
    assert refused(verifier, long) == "too long"
    short = signed_with(API_KEYS, HEADER, {**CLAIMS, "padding": "x" * 2000})
    assert verifier.caller(bearer(short)) == "api_service"


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"Bearer",
        b"Bearer ",
        b"Basic YTpi",
        b"Bearer a.b",
        b"Bearer a.b.c.d",
        b"Bearer ..",
        b"Bearer \xff.\xfe.\xfd",
        b"Bearer " + encoded(b"[]").encode() + b".e30.AAAA",
        b"Bearer " + encoded(b"[" * 2000).encode() + b".e30.AAAA",
    ],
)
def test_what_is_no_token_is_refused(verifier: ServiceTokenVerifier, value: bytes) -> None:
    """Without any other error."""
    with pytest.raises(InvalidTokenError):
        verifier.caller(value)


def test_a_changed_token_is_refused(verifier: ServiceTokenVerifier, clock: Clock) -> None:
    """Other claims under the signature of a good token."""
    token = ServiceTokenIssuer("api_service", API_KEYS, seconds=clock).token_for(AUDIENCE).decode()
    header, claims = parts_of(token)
    signature = token.rpartition(".")[2]
    changed = signing_input(header, {**claims, "exp": NOW + 299})
    assert refused(verifier, f"{changed}.{signature}") == "InvalidSignatureError"
    assert verifier.caller(bearer(token)) == "api_service"
