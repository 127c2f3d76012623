"""The keys of another service's tokens: asked for in time, kept while it is away."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from http_transport import HttpClient
from security_tokens.access_token_verifier import AccessTokenVerifier, InvalidAccessTokenError
from security_tokens.access_tokens import AccessTokens
from security_tokens.issuer_keys import JWKS_PATH, IssuerKeys
from signed_tokens import PrivateKeySet, PublishedKeys, SigningKeys, new_private_key

from tests.fixtures.small_server import ReceivedRequest, SmallServer, answer

ISSUER = "https://issuer.example"


def new_keys() -> SigningKeys:
    """A key set of one key."""
    return SigningKeys.of_json(PrivateKeySet(keys=[new_private_key("access")]).model_dump_json())


def token_of(keys: SigningKeys) -> str:
    """A token of a user."""
    tokens = AccessTokens(keys, issuer=ISSUER)
    return tokens.issue(str(uuid4()), ["orders:read"], uuid4(), "quintet").text


@dataclass
class World:
    """An issuer, and whoever verifies its tokens.

    Attributes:
        keys: What the issuer shows.
        status: Status of its answers.
        now: The verifier's clock in seconds.
    """

    keys: SigningKeys
    server: SmallServer
    asker: IssuerKeys
    verifier: AccessTokenVerifier
    status: int = 200
    now: float = 0.0


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """An issuer that was never asked yet."""

    async def answering(request: ReceivedRequest) -> bytes:
        assert request.target == JWKS_PATH
        return answer(made.status, made.keys.public_jwks().encode())

    async with SmallServer(answering) as server, HttpClient(server.url) as client:
        found = PublishedKeys()
        asker = IssuerKeys(client, found, seconds=lambda: made.now)
        verifier = AccessTokenVerifier(found, issuer=ISSUER)
        made = World(new_keys(), server, asker, verifier)
        yield made


async def test_tokens_of_the_issuer_are_verified_once_its_keys_are_known(world: World) -> None:
    """Before that nothing counts."""
    token = token_of(world.keys)
    with pytest.raises(InvalidAccessTokenError):
        world.verifier.verify(token)
    await world.asker.ensure_fresh()
    assert world.asker.is_ready
    assert world.verifier.verify(token).scopes == {"orders:read"}
    with pytest.raises(InvalidAccessTokenError):
        world.verifier.verify(token_of(new_keys()))


async def test_a_rotated_key_is_asked_for_and_the_old_one_forgotten(world: World) -> None:
    """Also tokens that were verified before stop counting with their key."""
    old = token_of(world.keys)
    await world.asker.ensure_fresh()
    world.verifier.verify(old)
    world.keys, world.now = new_keys(), 6.0
    assert await world.asker.look_again()
    world.verifier.verify(token_of(world.keys))
    with pytest.raises(InvalidAccessTokenError):
        world.verifier.verify(old)


async def test_strangers_cannot_make_us_ask_often(world: World) -> None:
    """At most once in five seconds, whatever they show."""
    await world.asker.ensure_fresh()
    for _ in range(3):
        assert not await world.asker.look_again()
    assert len(world.server.received) == 1
    world.now = 301.0
    await world.asker.ensure_fresh()
    assert len(world.server.received) == 2


@pytest.mark.parametrize("status", [200, 503])
async def test_the_keys_stay_while_the_issuer_cannot_be_understood(
    world: World, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that is none takes nothing away."""
    await world.asker.ensure_fresh()
    monkeypatch.setattr(world.keys, "public_jwks", lambda: "nonsense")
    world.status, world.now = status, 6.0
    token = token_of(world.keys)
    assert not await world.asker.look_again()
    world.verifier.verify(token)
    assert len(world.server.received) == 2


async def test_nothing_is_verified_while_nobody_answers() -> None:
    """An issuer that was never there leaves us without keys, and with a reason in the log."""
    async with HttpClient("http://127.0.0.1:1") as client:
        asker = IssuerKeys(client, PublishedKeys())
        await asker.ensure_fresh()
        assert not asker.is_ready
