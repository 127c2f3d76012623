"""List the dead letters of a consumer."""

from collections.abc import Sequence
from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.dead_letter_audit import (
    DeadLetterAct,
    DeadLetterActDone,
    DeadLetterAudit,
)
from business_hexagon.application.ports.dead_letters import DeadLetter, DeadLetters
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class ListDeadLettersQuery:
    """Whose dead letters, at most how many, and who asks: needs `ops:read`."""

    actor: Actor
    consumer: str
    limit: int = 100


class ListDeadLetters:
    """Shows what a consumer has given up, and writes down who looked.

    Args:
        dead_letters: where they are.
        audit: remembers the act.
    """

    def __init__(self, dead_letters: DeadLetters, audit: DeadLetterAudit) -> None:
        self._dead_letters = dead_letters
        self._audit = audit

    async def execute(self, query: ListDeadLettersQuery) -> Sequence[DeadLetter]:
        """The oldest dead letters, oldest first.

        Raises:
            PermissionDenied: the actor lacks `ops:read`.
            NotFound: there is no such consumer.
            DeadLettersBusy: somebody else is at them.
            BrokerUnavailable: the broker does not answer.
        """
        query.actor.require(Scope.OPS_READ)
        found = await self._dead_letters.list(query.consumer, query.limit)
        await self._audit.record(
            DeadLetterActDone(
                act=DeadLetterAct.INSPECTED,
                consumer=query.consumer,
                dead_letter_id=None,
                event_type=None,
                count=len(found),
                actor_id=query.actor.user_id,
            )
        )
        return found
