"""Let a program in."""

from dataclasses import dataclass

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.client_credentials import ClientCredentials
from business_hexagon.application.errors import NotUnique
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.domain.identity.errors import ClientTaken, InvalidScope
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.opaque_secret import hash_of, new_secret
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateOAuthClientCommand:
    """An administrator lets a program in.

    Attributes:
        actor: needs `clients:write` and every scope that the program gets.
        client_id: what it will call itself, in snake_case.
        name: how to show it to people.
        is_confidential: whether it can keep a secret.
        redirect_uris: where it may have people sent back to.
        scopes: most that it may be allowed, at least one.
    """

    actor: Actor
    client_id: str
    name: str
    is_confidential: bool
    redirect_uris: tuple[str, ...] = ()
    scopes: frozenset[str] = frozenset()


class CreateOAuthClient:
    """Creates programs.

    It takes no idempotency key: the answer holds a secret, and answers under a key are stored.
    """

    def __init__(self, *, writes: AtomicWrites, ids: IdGenerator) -> None:
        self._writes = writes
        self._ids = ids
        self._acts = SecurityActs(ids)

    async def execute(self, command: CreateOAuthClientCommand) -> ClientCredentials:
        """Create the program.

        Raises:
            PermissionDenied: the actor lacks `clients:write`.
            InvalidScope: a scope is unknown or not the actor's to give, or there is none.
            InvalidValue: the identifier, the name or an address is malformed.
            ClientTaken: another program has the identifier.
            StorageUnavailable: the data service does not answer.
        """
        command.actor.require(Scope.CLIENTS_WRITE)
        scopes = _given(command)
        secret = new_secret() if command.is_confidential else None
        client = OAuthClient.create(
            oauth_client_id=self._ids.new(),
            client_id=command.client_id,
            name=command.name,
            secret_hash=None if secret is None else hash_of(secret),
            redirect_uris=command.redirect_uris,
            scopes=scopes,
        )
        act = self._acts.done(
            SecurityActKind.CLIENT_CREATED,
            command.actor,
            details={"client_id": client.client_id, "scopes": " ".join(sorted(scopes))},
        )
        try:
            await self._writes.commit(Change(saves=(client,), security_acts=(act,)))
        except NotUnique as error:
            raise ClientTaken(client.client_id) from error
        return ClientCredentials(client, secret)


def _given(command: CreateOAuthClientCommand) -> frozenset[Scope]:
    try:
        scopes = frozenset(map(Scope, command.scopes))
    except ValueError as error:
        raise InvalidScope from error
    if not scopes or not scopes <= command.actor.scopes:
        raise InvalidScope
    return scopes
