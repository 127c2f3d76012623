"""Redrive all dead letters of a consumer."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.dead_letter_audit import (
    DeadLetterAct,
    DeadLetterActDone,
    DeadLetterAudit,
)
from business_hexagon.application.ports.dead_letters import DeadLetters


@dataclass(frozen=True, slots=True)
class RedriveAllDeadLettersCommand:
    """Whose dead letters, and who asks: an administrator."""

    actor: Actor
    consumer: str


class RedriveAllDeadLetters:
    """Sends everything that is there now back to its consumer, oldest first.

    Args:
        dead_letters: where they are.
        audit: remembers the act.
    """

    def __init__(self, dead_letters: DeadLetters, audit: DeadLetterAudit) -> None:
        self._dead_letters = dead_letters
        self._audit = audit

    async def execute(self, command: RedriveAllDeadLettersCommand) -> int:
        """How many went back to work.

        Raises:
            PermissionDenied: the actor is no administrator.
            NotFound: there is no such consumer.
            DeadLettersBusy: somebody else is at them.
            BrokerUnavailable: the broker does not answer; some may be back at work.
        """
        command.actor.require_admin("redrive_all_dead_letters")
        count = await self._dead_letters.redrive_all(command.consumer)
        await self._audit.record(
            DeadLetterActDone(
                act=DeadLetterAct.REDRIVEN,
                consumer=command.consumer,
                dead_letter_id=None,
                event_type=None,
                count=count,
                actor_id=command.actor.user_id,
            )
        )
        return count
