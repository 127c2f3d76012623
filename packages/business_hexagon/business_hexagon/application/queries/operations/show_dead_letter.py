"""Show one dead letter."""

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
class ShowDeadLetterQuery:
    """Which dead letter of which consumer, and who asks: needs `ops:read`."""

    actor: Actor
    consumer: str
    dead_letter_id: str


class ShowDeadLetter:
    """Shows one message with its body, and writes down who looked.

    Args:
        dead_letters: where they are.
        audit: remembers the act.
    """

    def __init__(self, dead_letters: DeadLetters, audit: DeadLetterAudit) -> None:
        self._dead_letters = dead_letters
        self._audit = audit

    async def execute(self, query: ShowDeadLetterQuery) -> DeadLetter:
        """The dead letter.

        Raises:
            PermissionDenied: the actor lacks `ops:read`.
            NotFound: there is no such consumer or dead letter.
            DeadLettersBusy: somebody else is at them.
            BrokerUnavailable: the broker does not answer.
        """
        query.actor.require(Scope.OPS_READ)
        letter = await self._dead_letters.show(query.consumer, query.dead_letter_id)
        await self._audit.record(
            DeadLetterActDone(
                act=DeadLetterAct.INSPECTED,
                consumer=query.consumer,
                dead_letter_id=letter.dead_letter_id,
                event_type=letter.event_type,
                count=1,
                actor_id=query.actor.user_id,
            )
        )
        return letter
