"""Access tokens, forged in every way that is known, sent over the wire.

The forger has even stolen the real signing key where that makes the attack sharper: then nothing
but the one wrong thing can be the reason of the refusal. The control of each is a token of the same
make without that wrong thing.
"""

import json
import time
from collections.abc import Mapping
from typing import Final
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from signed_tokens import SigningKeys

from tests.security.forgery import (
    Sign,
    base64url,
    forged,
    parts_of,
    with_ed25519,
    with_hmac,
    with_nothing,
)
from tests.security.person import Person
from tests.security.stage import Stage
from tests.security.wire import WireAnswer

_NONE_IN_ALL_CASES: Final = ("none", "None", "NONE", "nOnE", "", "null")

type Claims = Mapping[str, object]


class _Forger:
    """Somebody with a genuine token and the key that made it."""

    def __init__(self, person: Person, keys: SigningKeys) -> None:
        assert person.token is not None
        self.person = person
        self.keys = keys
        self.header, self.claims = parts_of(person.token)

    async def tries(
        self,
        header: Mapping[str, object] | None = None,
        claims: Claims | None = None,
        sign: Sign | None = None,
    ) -> WireAnswer:
        """Present a token that differs from the genuine one in this."""
        token = forged(
            {**self.header, **(header or {})},
            {**self.claims, "jti": uuid4().hex, **(claims or {})},
            sign or with_ed25519(self.keys.current.private),
        )
        return await self.presents(token)

    async def presents(self, token: str) -> WireAnswer:
        """Present a token."""
        # From a new address: guessing is charged to it, which is another test.
        return await self.person.elsewhere().with_token(token).get("/me")

    async def expect_passing(self, claims: Claims | None = None) -> None:
        """Control: the same craft without the trick passes."""
        answer = await self.tries(claims=claims)
        assert (answer.status, answer.text("id")) == (200, self.person.user_id)

    async def expect_refusal(
        self,
        header: Mapping[str, object] | None = None,
        claims: Claims | None = None,
        sign: Sign | None = None,
    ) -> None:
        """The trick is refused, and the answer does not say why in detail."""
        answer = await self.tries(header, claims, sign)
        assert (answer.status, answer.code) == (401, "unauthenticated"), (header, claims, answer)
        assert "Bearer" in (answer.header("www-authenticate") or "")


@pytest.fixture
async def forger(stage: Stage, regular: Person) -> _Forger:
    """A customer who has stolen the signing key."""
    return _Forger(regular.elsewhere(), stage.access_keys())


async def test_a_token_without_signature_is_refused_however_it_spells_none(
    forger: _Forger,
) -> None:
    """`alg: none` in all cases, without a signature and with any."""
    await forger.expect_passing()
    for name in _NONE_IN_ALL_CASES:
        await forger.expect_refusal({"alg": name}, sign=with_nothing)
        await forger.expect_refusal({"alg": name})
    await forger.expect_refusal({"alg": None}, sign=with_nothing)
    await forger.expect_refusal(sign=with_nothing)


async def test_the_public_key_is_no_shared_secret(forger: _Forger, stage: Stage) -> None:
    """Key confusion: HMAC with every spelling of the public key, which anybody can fetch."""
    await forger.expect_passing()
    jwks = await stage.wire_to("api_service").send("GET", "/.well-known/jwks.json")
    (published, *_) = json.loads(jwks.body)["keys"]
    public = forger.keys.current.private.public_key()
    spellings = (
        public.public_bytes_raw(),
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        published["x"].encode(),
        json.dumps(published).encode(),
        jwks.body,
        b"",
    )
    for secret in spellings:
        for algorithm, digest in (("HS256", "sha256"), ("HS384", "sha384"), ("HS512", "sha512")):
            await forger.expect_refusal({"alg": algorithm}, sign=with_hmac(secret, digest))
    # The header lies about the algorithm, the signature is real.
    for algorithm in ("HS256", "RS256", "ES256", "PS256", "EdDSA ", "eddsa", "Ed25519"):
        await forger.expect_refusal({"alg": algorithm})


async def test_the_published_keys_hold_nothing_private(forger: _Forger, stage: Stage) -> None:
    """The key set names keys and halves that are public."""
    jwks = await stage.wire_to("api_service").send("GET", "/.well-known/jwks.json")
    for key in json.loads(jwks.body)["keys"]:
        assert key.keys() <= {"kty", "crv", "kid", "x", "alg", "use"}
    private = base64url(forger.keys.current.private.private_bytes_raw())
    assert private.encode() not in jwks.body


async def test_the_key_id_is_a_name_and_no_path_and_no_query(forger: _Forger) -> None:
    """Traversal to an empty file, SQL, commands, other owners' keys: all just unknown names."""
    await forger.expect_passing()
    for key_id in (
        "../../../../../../dev/null",
        "/dev/null",
        "file:///dev/null",
        "x' UNION SELECT 'c2VjcmV0' --",
        "| sleep 5",
        "access:*",
        "",
        "access:",
        f"{forger.header['kid']}\u0000",
        f"{forger.header['kid']} ",
        str(forger.header["kid"]).upper() + "_",
    ):
        await forger.expect_refusal({"kid": key_id})
        await forger.expect_refusal({"kid": key_id}, sign=with_nothing)
        await forger.expect_refusal({"alg": "HS256", "kid": key_id}, sign=with_hmac(b""))
    for wrong in (None, 1, ["access"], {"$ne": ""}):
        await forger.expect_refusal({"kid": wrong})


async def test_a_key_that_the_token_brings_along_is_not_used(forger: _Forger) -> None:
    """`jwk`, `jku`, `x5u`, `x5c`, `crit` and `b64`: the forger's own key, and where to find it."""
    await forger.expect_passing()
    own = Ed25519PrivateKey.generate()
    x = base64url(own.public_key().public_bytes_raw())
    jwk: dict[str, object] = {"kty": "OKP", "crv": "Ed25519", "x": x, "kid": "mine"}
    headers: tuple[dict[str, object], ...] = (
        {"jwk": jwk},
        {"jwk": jwk, "kid": "mine"},
        {"jku": "http://127.0.0.1:1/jwks.json"},
        {"jku": "http://127.0.0.1:1/jwks.json", "kid": "mine"},
        {"x5u": "http://127.0.0.1:1/chain.pem"},
        {"x5c": [x]},
        {"crit": ["exp"]},
        {"b64": False, "crit": ["b64"]},
        {"zip": "DEF"},
        {"cty": "JWT"},
    )
    for header in headers:
        await forger.expect_refusal(header, sign=with_ed25519(own))
        await forger.expect_refusal(header)  # even signed with the right key
    await forger.expect_refusal(sign=with_ed25519(own))


async def test_times_issuer_audience_and_type_are_checked(forger: _Forger) -> None:
    """Signed with the right key, and still not for here and now."""
    now = int(time.time())
    await forger.expect_passing({"iat": now, "nbf": now, "exp": now + 300})
    wrong_claims: tuple[Claims, ...] = (
        {"exp": now - 1},
        {"exp": now - 3600, "iat": now - 7200, "nbf": now - 7200},
        {"nbf": now + 3600},
        {"iat": now + 3600},
        {"exp": "never"},
        {"exp": None},
        {"exp": 10**400},
        {"exp": -1},
        {"iss": "http://evil.example"},
        {"iss": None},
        {"aud": "db_postgres_service"},
        {"aud": ["quintet_api", "evil"]},
        {"aud": None},
        {"sub": ""},
        {"sub": None},
        {"sub": 7},
        {"sub": {"$ne": None}},
        {"sub": str(uuid4())},
        {"sid": str(uuid4())},
        {"sid": "../" + str(forger.claims["sid"])},
        {"client_id": None},
        {"scope": 7},
    )
    for claims in wrong_claims:
        await forger.expect_refusal(claims=claims)
    for kind in ("JWT", "service+jwt", "", "AT+JWT2", None):
        await forger.expect_refusal({"typ": kind})


@pytest.mark.parametrize("missing", ["iss", "aud", "sub", "exp", "nbf", "iat", "jti", "scope"])
async def test_no_claim_may_be_missing(forger: _Forger, missing: str) -> None:
    """Whatever is not said is not assumed."""
    await forger.expect_passing()
    del forger.claims[missing]
    token = forged(
        forger.header,
        {"jti": uuid4().hex, **forger.claims} if missing != "jti" else forger.claims,
        with_ed25519(forger.keys.current.private),
    )
    assert (await forger.presents(token)).status == 401


async def test_a_token_cannot_grant_more_than_the_role_does(forger: _Forger) -> None:
    """Even a stolen key makes no administrator of a customer: the role is looked up."""
    await forger.expect_passing()
    every = {"scope": "users:write security:read ops:discard clients:write profile:read"}
    for extra in ({}, {"role": "admin"}, {"is_admin": True}):
        token = forged(
            forger.header,
            {**forger.claims, **every, **extra, "jti": uuid4().hex},
            with_ed25519(forger.keys.current.private),
        )
        answer = await forger.person.with_token(token).get("/security_acts")
        assert (answer.status, answer.code) == (403, "permission_denied")


async def test_a_damaged_or_foreign_text_is_no_token(forger: _Forger, stage: Stage) -> None:
    """Changed letters, missing parts, other tokens, huge ones: 401, never an error of ours."""
    genuine = forger.person.token
    assert genuine is not None
    await forger.expect_passing()
    header, claims, signature = genuine.split(".")
    changed = ("A" if signature[0] != "A" else "B") + signature[1:]
    for token in (
        f"{header}.{claims}.{changed}",
        f"{header}.{claims}.",
        f"{header}.{claims}",
        f"{header}..{signature}",
        f".{claims}.{signature}",
        f"{genuine}.{signature}",
        f"{genuine}=",
        f"{header}.{base64url(b'[]')}.{signature}",
        "a.b.c",
        "..",
        "null",
        "A" * 20_000,
        f"{base64url(b'[' * 3_000)}.{claims}.{signature}",
        forger.person.refresh_token,
        stage.identity_of("api_service").token_for("db_postgres_service").decode(),
    ):
        answer = await forger.presents(token)
        assert answer.status == 401, token[:80]
    wire = forger.person.wire
    for value in (genuine, f"Token {genuine}", f"Basic {genuine}", "Bearer", "Bearer  ", "\xff"):
        answer = await wire.send("GET", "/api/v1/me", [("Authorization", value)])
        assert answer.status in {400, 401}, value[:20]
    both = [("Authorization", f"Bearer {genuine}"), ("Authorization", "Bearer a.b.c")]
    assert (await wire.send("GET", "/api/v1/me", both)).status in {400, 401}
    for place in ("access_token", "token", "authorization"):
        assert (await wire.send("GET", f"/api/v1/me?{place}={genuine}")).status == 401
    assert (await wire.send("GET", "/api/v1/me", [("Cookie", f"token={genuine}")])).status == 401


async def test_a_shared_secret_token_of_the_days_before_is_refused(
    forger: _Forger, stage: Stage
) -> None:
    """The milestone before signed with HS256 and a role in the token; none of it counts now."""
    environment = stage.environment_of("api_service")
    now = int(time.time())
    claims: dict[str, object] = {
        "sub": forger.person.user_id,
        "role": "admin",
        "iat": now,
        "exp": now + 600,
    }
    for secret in (
        environment.get("JWT_SECRET", "a secret of more than thirty-two characters"),
        "",
    ):
        token = forged({"alg": "HS256", "typ": "JWT"}, claims, with_hmac(secret.encode()))
        assert (await forger.presents(token)).status == 401
