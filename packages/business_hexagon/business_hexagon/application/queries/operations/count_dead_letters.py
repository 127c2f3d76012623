"""Count the dead letters of every consumer."""

from collections.abc import Mapping
from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.dead_letters import DeadLetters


@dataclass(frozen=True, slots=True)
class CountDeadLettersQuery:
    """Who asks: an administrator."""

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
            PermissionDenied: the actor is no administrator.
            BrokerUnavailable: the broker does not answer.
        """
        query.actor.require_admin("count_dead_letters")
        return await self._dead_letters.counts()
