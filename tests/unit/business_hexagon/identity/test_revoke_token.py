"""Giving a refresh token back."""

from uuid import UUID

import pytest
from business_hexagon.application.commands.identity.revoke_token import (
    RevokeToken,
    RevokeTokenCommand,
)
from business_hexagon.application.errors import VersionConflict
from business_hexagon.domain.identity.errors import InvalidClient

from tests.unit.business_hexagon.memory.identity_world import (
    BROWSER,
    CLIENT_SECRET,
    IdentityWorld,
)
from tests.unit.business_hexagon.memory.people import ADA_ID


@pytest.fixture
def revoke_token(world: IdentityWorld) -> RevokeToken:
    """The use case."""
    return RevokeToken(
        sessions=world.sessions,
        clients=world.clients,
        writes=world.writes,
        ids=world.ids,
        clock=world.clock,
    )


def command(
    token: str | None, client_id: str | None = None, client_secret: str | None = None
) -> RevokeTokenCommand:
    """Somebody gives a token back."""
    return RevokeTokenCommand(
        actor=BROWSER,
        refresh_token=token or "",
        client_id=client_id,
        client_secret=client_secret,
    )


async def test_a_token_that_is_given_back_ends_its_session(
    world: IdentityWorld, revoke_token: RevokeToken
) -> None:
    """Once, recorded with it; a refresh of the same moment does not save it."""
    grant = await world.logged_in()
    world.writes.failures.append(VersionConflict("session"))
    await revoke_token.execute(command(grant.refresh_token))
    await revoke_token.execute(command(grant.refresh_token))

    assert not world.is_open(world.session_of(grant))
    assert world.audit == ["log_in ok", "session_revoked ok"]
    assert world.acts[-1].subject_id == ADA_ID


async def test_the_token_before_ends_the_session_too(
    world: IdentityWorld, revoke_token: RevokeToken
) -> None:
    """Its holder may not have seen the answer of the last refresh."""
    grant = await world.logged_in()
    session = world.session_of(grant)
    session.rotate(session.secret_hash, "f" * 64, world.clock.now())
    world.writes.put(session)
    await revoke_token.execute(command(grant.refresh_token))
    assert not world.is_open(session)


async def test_what_is_no_token_is_no_error_and_ends_nothing(
    world: IdentityWorld, revoke_token: RevokeToken
) -> None:
    """The id of a session alone is not enough to end it."""
    session = world.session_of(await world.logged_in())
    for token in ("x", f"{session.id.hex}.{'A' * 43}", f"{UUID(int=7).hex}.{'A' * 43}"):
        await revoke_token.execute(command(token))
    assert world.is_open(session)


async def test_a_program_gives_back_its_own_tokens_alone(
    world: IdentityWorld, revoke_token: RevokeToken
) -> None:
    """With its secret, if it has one."""
    world.put_client("web_shop", secret=CLIENT_SECRET)
    grant = world.session_with("web_shop")
    for client_id, secret in ((None, None), ("web_shop", None), ("other", CLIENT_SECRET)):
        with pytest.raises(InvalidClient):
            await revoke_token.execute(command(grant.refresh_token, client_id, secret))
    assert world.is_open(world.session_of(grant))
    await revoke_token.execute(command(grant.refresh_token, "web_shop", CLIENT_SECRET))
    assert not world.is_open(world.session_of(grant))
    assert str(grant.refresh_token) not in repr(command(grant.refresh_token))
