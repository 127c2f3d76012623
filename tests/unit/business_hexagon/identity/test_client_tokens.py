"""Programs that act for themselves."""

import pytest
from business_hexagon.application.commands.identity.issue_client_token import (
    IssueClientToken,
    IssueClientTokenCommand,
)
from business_hexagon.application.commands.identity.token_grant import TokenGrant
from business_hexagon.domain.identity.errors import InvalidClient, InvalidScope
from business_hexagon.domain.identity.scope import Scope

from tests.unit.business_hexagon.memory.identity_world import (
    BROWSER,
    CLIENT_SECRET,
    IdentityWorld,
)


async def issued(
    world: IdentityWorld,
    client_id: str = "importer",
    secret: str = CLIENT_SECRET,
    scopes: frozenset[str] = frozenset(),
) -> TokenGrant:
    """A program asks for a token."""
    use_case = IssueClientToken(
        clients=world.clients, writes=world.writes, ids=world.ids, tokens=world.tokens
    )
    return await use_case.execute(
        IssueClientTokenCommand(
            actor=BROWSER, client_id=client_id, client_secret=secret, scopes=scopes
        )
    )


async def test_a_program_gets_a_token_for_itself(world: IdentityWorld) -> None:
    """With no session and nothing to refresh; recorded."""
    world.put_client("importer", secret=CLIENT_SECRET)
    grant = await issued(world)

    assert grant.access_token.text == "importer:importer:None:2"
    assert grant.refresh_token is None
    assert (world.audit, world.acts[0].client_id) == (["log_in ok"], "importer")


async def test_a_program_gets_no_more_than_it_asks_for(world: IdentityWorld) -> None:
    """And nothing that it may not."""
    world.put_client("importer", secret=CLIENT_SECRET)
    grant = await issued(world, scopes=frozenset({"orders:read", "users:write"}))
    assert grant.scopes == {Scope.ORDERS_READ}
    with pytest.raises(InvalidScope):
        await issued(world, scopes=frozenset({"users:write"}))


async def test_refuses_in_one_way_and_records_it(world: IdentityWorld) -> None:
    """Unknown, wrong secret, no secret at all, switched off."""
    world.put_client("importer", secret=CLIENT_SECRET)
    world.put_client("web_shop")
    off = world.put_client("old_importer", secret=CLIENT_SECRET)
    off.deactivate()
    world.writes.put(off)
    for client_id, secret in (
        ("nobody", CLIENT_SECRET),
        ("importer", "wrong"),
        ("importer", ""),
        ("web_shop", ""),
        ("old_importer", CLIENT_SECRET),
    ):
        with pytest.raises(InvalidClient):
            await issued(world, client_id, secret)

    assert world.audit == ["log_in_failed refused"] * 5
    assert world.acts[0].details == {"reason": "invalid_client", "client_id": "nobody"}
    assert CLIENT_SECRET not in repr(world.acts)


async def test_the_secret_before_works_until_the_next(world: IdentityWorld) -> None:
    """So that a program can change over without a pause."""
    client = world.put_client("importer", secret=CLIENT_SECRET)
    client.rotate_secret("f" * 64, keep_previous=True)
    world.writes.put(client)
    assert (await issued(world)).scopes
    client.rotate_secret("e" * 64, keep_previous=True)
    world.writes.put(client)
    with pytest.raises(InvalidClient):
        await issued(world)
