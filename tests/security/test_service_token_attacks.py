"""Service tokens, forged like those of people; the thief holds the key of one of our services."""

import time
from collections.abc import Callable, Mapping
from typing import Final
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.security.forgery import forged, parts_of, with_ed25519, with_hmac, with_nothing
from tests.security.person import Person
from tests.security.stage import DATA_SERVICES, Caller, Stage
from tests.security.wire import WireAnswer

_NONE_IN_ALL_CASES: Final = ("none", "None", "NONE", "nOnE", "", "null")
_PLACES: Final = {"db_postgres_service": "/products", "db_mongo_service": "/analytics_events"}

type Claims = Mapping[str, object]


async def _knocks(caller: Caller, token: str) -> WireAnswer:
    place = _PLACES[caller.audience]
    return await caller.wire.send("GET", place, [("Authorization", f"Bearer {token}")])


@pytest.mark.parametrize("service", DATA_SERVICES)
async def test_service_tokens_are_checked_as_strictly(
    stage: Stage, regular: Person, service: str
) -> None:
    """None, confusion, foreign keys, another's name, wrong audience, too long a life."""
    caller = stage.caller("quintet_cli", service)
    genuine = caller.issuer.token_for(service).decode()
    header, claims = parts_of(genuine)
    key = caller.issuer._keys.current.private
    now = int(time.time())

    def made(
        headers: Mapping[str, object] | None = None,
        changed: Claims | None = None,
        sign: Callable[[bytes], bytes] | None = None,
    ) -> str:
        return forged(
            {**header, **(headers or {})},
            {**claims, "jti": uuid4().hex, **(changed or {})},
            sign or with_ed25519(key),
        )

    assert (await _knocks(caller, genuine)).status == 200
    assert (await _knocks(caller, made())).status == 200
    worker = stage.identity_of("worker_service")
    public = key.public_key().public_bytes_raw()
    forgeries = [
        *(made({"alg": name}, sign=with_nothing) for name in _NONE_IN_ALL_CASES),
        made({"alg": "HS256"}, sign=with_hmac(public)),
        made({"kid": "../../dev/null"}),
        made({"kid": worker._keys.current.key_id}),
        made({"kid": "quintet_cli:1' OR '1'='1"}),
        made({"jku": "http://127.0.0.1:1/"}),
        made({"typ": "at+jwt"}),
        made({"typ": "JWT"}),
        made(sign=with_ed25519(Ed25519PrivateKey.generate())),
        # With the command line's key in the name of the API, which may do more.
        made(changed={"iss": "api_service", "sub": "api_service"}),
        made(changed={"sub": "api_service"}),
        made(changed={"iss": "nobody", "sub": "nobody"}),
        made(changed={"aud": "quintet_api"}),
        made(changed={"aud": next(each for each in DATA_SERVICES if each != service)}),
        made(changed={"aud": [*DATA_SERVICES]}),
        made(changed={"exp": now - 1, "iat": now - 200}),
        made(changed={"nbf": now + 3600}),
        made(changed={"exp": now + 10_000_000}),
        regular.token or "",
        regular.refresh_token,
    ]
    for token in forgeries:
        answer = await _knocks(caller, token)
        assert (answer.status, answer.code) == (401, "unauthenticated"), parts_of_or_text(token)


def parts_of_or_text(token: str) -> object:
    """What a failure shows of a token."""
    return parts_of(token) if token.count(".") == 2 else token
