"""Letting programs in, renewing their secrets, switching them off."""

from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.client_credentials import ClientCredentials
from business_hexagon.application.commands.identity.create_oauth_client import (
    CreateOAuthClient,
    CreateOAuthClientCommand,
)
from business_hexagon.application.commands.identity.deactivate_oauth_client import (
    DeactivateOAuthClient,
    DeactivateOAuthClientCommand,
)
from business_hexagon.application.commands.identity.rotate_client_secret import (
    RotateClientSecret,
    RotateClientSecretCommand,
)
from business_hexagon.application.errors import NotFound, NotUnique, VersionConflict
from business_hexagon.domain.errors import InvalidValue, PermissionDenied
from business_hexagon.domain.identity.errors import ClientTaken, InvalidScope
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.opaque_secret import hash_of
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.scope import Scope

from tests.unit.business_hexagon.memory.identity_world import (
    ADMIN,
    CLIENT_SECRET,
    IdentityWorld,
)
from tests.unit.business_hexagon.memory.people import STAFF


async def created(
    world: IdentityWorld,
    client_id: str = "importer",
    *,
    actor: Actor = ADMIN,
    is_confidential: bool = True,
    scopes: frozenset[str] = frozenset({"orders:place"}),
) -> ClientCredentials:
    """Let a program in."""
    return await CreateOAuthClient(writes=world.writes, ids=world.ids).execute(
        CreateOAuthClientCommand(
            actor=actor,
            client_id=client_id,
            name="Importer",
            is_confidential=is_confidential,
            redirect_uris=("https://importer.example.com/back",),
            scopes=scopes,
        )
    )


async def rotated(
    world: IdentityWorld, actor: Actor = ADMIN, *, keep_previous: bool = True
) -> ClientCredentials:
    """Give the importer another secret."""
    use_case = RotateClientSecret(clients=world.clients, writes=world.writes, ids=world.ids)
    return await use_case.execute(
        RotateClientSecretCommand(actor=actor, client_id="importer", keep_previous=keep_previous)
    )


async def stored(world: IdentityWorld) -> OAuthClient:
    """The importer as stored."""
    client = await world.clients.get("importer")
    assert client is not None
    return client


async def test_a_secret_is_shown_once_and_kept_nowhere(world: IdentityWorld) -> None:
    """Only its hash is, beside the stream."""
    credentials = await created(world)
    assert credentials.secret is not None
    client = await stored(world)

    assert client.is_proven_by(hash_of(credentials.secret))
    assert credentials.secret not in repr(world.storage)
    assert credentials.secret not in repr(credentials)
    assert str(client.secret_hash) not in repr(world.storage.streams)
    (act,) = world.acts
    assert (act.act, act.details) == (
        "client_created",
        {"client_id": "importer", "scopes": "orders:place"},
    )


async def test_a_program_in_a_browser_has_no_secret(world: IdentityWorld) -> None:
    """And none can be made for it."""
    assert (await created(world, is_confidential=False)).secret is None
    with pytest.raises(InvalidValue):
        await rotated(world)


async def test_nobody_gives_a_program_more_than_he_has(world: IdentityWorld) -> None:
    """Nor nothing, nor what does not exist."""
    narrowed = Actor.of_user(UUID(int=99), Role.ADMIN, scopes=frozenset({Scope.CLIENTS_WRITE}))
    for actor, scopes in (
        (narrowed, {"orders:place"}),
        (ADMIN, {"orders:steal"}),
        (ADMIN, set[str]()),
    ):
        with pytest.raises(InvalidScope):
            await created(world, actor=actor, scopes=frozenset(scopes))
    with pytest.raises(PermissionDenied, match="clients:write"):
        await created(world, actor=STAFF)
    assert world.writes.changes == []


async def test_refuses_a_taken_identifier(world: IdentityWorld) -> None:
    """As the unique index says."""
    world.writes.failures.append(NotUnique("client_id"))
    with pytest.raises(ClientTaken):
        await created(world)


async def test_a_new_secret_works_beside_the_one_before(world: IdentityWorld) -> None:
    """Unless that one was stolen."""
    first = await created(world)
    second = await rotated(world)
    client = await stored(world)
    assert all(client.is_proven_by(hash_of(one.secret or "")) for one in (first, second))
    third = await rotated(world, keep_previous=False)
    client = await stored(world)
    assert client.is_proven_by(hash_of(third.secret or ""))
    assert not client.is_proven_by(hash_of(second.secret or ""))
    assert world.audit[1:] == ["client_secret_rotated ok"] * 2
    assert [act.details["previous"] for act in world.acts[1:]] == ["kept", "void"]


async def test_a_secret_is_renewed_by_who_could_do_all_that_it_can(
    world: IdentityWorld,
) -> None:
    """And only for a program that there is; a conflict is tried again."""
    with pytest.raises(NotFound):
        await rotated(world)
    await created(world)
    narrowed = Actor.of_client("directory", frozenset({Scope.CLIENTS_WRITE}))
    with pytest.raises(PermissionDenied):
        await rotated(world, narrowed)
    with pytest.raises(PermissionDenied):
        await rotated(world, STAFF)
    world.writes.failures.append(VersionConflict("oauth_client"))
    assert (await rotated(world)).secret


async def test_a_program_is_switched_off_once(world: IdentityWorld) -> None:
    """By who may, if it is there."""
    use_case = DeactivateOAuthClient(clients=world.clients, writes=world.writes, ids=world.ids)
    world.put_client("importer", secret=CLIENT_SECRET)
    with pytest.raises(PermissionDenied):
        await use_case.execute(DeactivateOAuthClientCommand(STAFF, "importer"))
    with pytest.raises(NotFound):
        await use_case.execute(DeactivateOAuthClientCommand(ADMIN, "nobody"))
    for _ in range(2):
        await use_case.execute(DeactivateOAuthClientCommand(ADMIN, "importer"))

    assert not (await stored(world)).is_active
    assert world.audit == ["client_deactivated ok"]
