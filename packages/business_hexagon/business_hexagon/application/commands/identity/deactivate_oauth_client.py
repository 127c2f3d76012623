"""Switch a program off."""

from dataclasses import dataclass

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.oauth_clients import OAuthClients
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind


@dataclass(frozen=True, slots=True)
class DeactivateOAuthClientCommand:
    """An administrator switches a program off.

    Attributes:
        actor: needs `clients:write`.
        client_id: which program.
    """

    actor: Actor
    client_id: str


class DeactivateOAuthClient:
    """Refuses the program everything from now on; its users' sessions can not be refreshed."""

    def __init__(self, *, clients: OAuthClients, writes: AtomicWrites, ids: IdGenerator) -> None:
        self._clients = clients
        self._writes = writes
        self._acts = SecurityActs(ids)

    async def execute(self, command: DeactivateOAuthClientCommand) -> None:
        """Switch the program off; one that is off already stays so.

        Raises:
            PermissionDenied: the actor lacks `clients:write`.
            NotFound: there is no such program.
            TooManyConflicts: others kept changing the program.
            StorageUnavailable: the data service does not answer.
        """
        command.actor.require(Scope.CLIENTS_WRITE)
        await take_turns(lambda: self._deactivate(command), stream="oauth_client")

    async def _deactivate(self, command: DeactivateOAuthClientCommand) -> None:
        client = await self._clients.get(command.client_id)
        if client is None:
            raise NotFound("oauth_client", command.client_id)
        client.deactivate()
        if not client.pending:
            return
        act = self._acts.done(
            SecurityActKind.CLIENT_DEACTIVATED,
            command.actor,
            details={"client_id": client.client_id},
        )
        await self._writes.commit(Change(saves=(client,), security_acts=(act,)))
