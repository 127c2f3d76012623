"""Count the dead letters of every consumer."""

from collections.abc import Mapping
from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.dead_letters import DeadLetters
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class CountDeadLettersQuery:
    """Who asks: needs `ops:read`."""

    actor: Actor


class CountDeadLetters:
    """Tells at a glance whether any consumer has given up anything.

    Args:
        dead_letters: where they are.
    """

    def __init__(self, dead_letters: DeadLetters) -> None:
        self._dead_letters = dead_letters

    async def execute(self, query: CountDeadLettersQuery) -> Mapping[str, int]:
        """How many dead letters each consumer has.

        Raises:
            PermissionDenied: the actor lacks `ops:read`.
            BrokerUnavailable: the broker does not answer.
        """
        query.actor.require(Scope.OPS_READ)
        return await self._dead_letters.counts()
