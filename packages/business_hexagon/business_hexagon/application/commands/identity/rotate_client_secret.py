"""Give a program a new secret."""

from dataclasses import dataclass

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.client_credentials import ClientCredentials
from business_hexagon.application.errors import NotFound
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.oauth_clients import OAuthClients
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.opaque_secret import hash_of, new_secret
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RotateClientSecretCommand:
    """An administrator replaces a program's secret.

    Attributes:
        actor: needs `clients:write` and every scope that the program has.
        client_id: which program.
        keep_previous: whether the present secret works until the next rotation, so that the
            program can change over without a pause; False when it was stolen.
    """

    actor: Actor
    client_id: str
    keep_previous: bool = True


class RotateClientSecret:
    """Makes new secrets."""

    def __init__(self, *, clients: OAuthClients, writes: AtomicWrites, ids: IdGenerator) -> None:
        self._clients = clients
        self._writes = writes
        self._acts = SecurityActs(ids)

    async def execute(self, command: RotateClientSecretCommand) -> ClientCredentials:
        """Make a secret; it is in the answer and nowhere else.

        Raises:
            PermissionDenied: the actor lacks a scope.
            NotFound: there is no such program.
            InvalidValue: the program cannot keep a secret.
            TooManyConflicts: others kept changing the program.
            StorageUnavailable: the data service does not answer.
        """
        command.actor.require(Scope.CLIENTS_WRITE)
        return await take_turns(lambda: self._rotate(command), stream="oauth_client")

    async def _rotate(self, command: RotateClientSecretCommand) -> ClientCredentials:
        client = await self._clients.get(command.client_id)
        if client is None:
            raise NotFound("oauth_client", command.client_id)
        if not client.scopes <= command.actor.scopes:
            # With the secret the actor could do whatever the program can.
            raise PermissionDenied(Scope.CLIENTS_WRITE.value)
        secret = new_secret()
        client.rotate_secret(hash_of(secret), keep_previous=command.keep_previous)
        act = self._acts.done(
            SecurityActKind.CLIENT_SECRET_ROTATED,
            command.actor,
            details={
                "client_id": client.client_id,
                "previous": "kept" if command.keep_previous else "void",
            },
        )
        await self._writes.commit(Change(saves=(client,), security_acts=(act,)))
        return ClientCredentials(client, secret)
