"""Redrive one dead letter."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.dead_letter_audit import (
    DeadLetterAct,
    DeadLetterActDone,
    DeadLetterAudit,
)
from business_hexagon.application.ports.dead_letters import DeadLetter, DeadLetters


@dataclass(frozen=True, slots=True)
class RedriveDeadLetterCommand:
    """Which dead letter of which consumer, and who asks: an administrator."""

    actor: Actor
    consumer: str
    dead_letter_id: str


class RedriveDeadLetter:
    """Sends one message back to its consumer, for when its cause is mended.

    Args:
        dead_letters: where they are.
        audit: remembers the act.
    """

    def __init__(self, dead_letters: DeadLetters, audit: DeadLetterAudit) -> None:
        self._dead_letters = dead_letters
        self._audit = audit

    async def execute(self, command: RedriveDeadLetterCommand) -> DeadLetter:
        """The dead letter as it was; its attempts are counted anew.

        Raises:
            PermissionDenied: the actor is no administrator.
            NotFound: there is no such consumer or dead letter.
            DeadLettersBusy: somebody else is at them.
            BrokerUnavailable: the broker does not answer.
        """
        command.actor.require_admin("redrive_dead_letter")
        letter = await self._dead_letters.redrive(command.consumer, command.dead_letter_id)
        await self._audit.record(
            DeadLetterActDone(
                act=DeadLetterAct.REDRIVEN,
                consumer=command.consumer,
                dead_letter_id=letter.dead_letter_id,
                event_type=letter.event_type,
                count=1,
                actor_id=command.actor.user_id,
            )
        )
        return letter
