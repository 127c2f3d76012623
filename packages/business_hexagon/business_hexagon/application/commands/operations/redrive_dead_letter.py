"""Redrive one dead letter."""

from dataclasses import dataclass

from business_hexagon.application.access.recorded_deeds import RecordedDeeds
from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.dead_letter_audit import (
    DeadLetterAct,
    DeadLetterActDone,
    DeadLetterAudit,
)
from business_hexagon.application.ports.dead_letters import DeadLetter, DeadLetters
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind


@dataclass(frozen=True, slots=True)
class RedriveDeadLetterCommand:
    """Which dead letter of which consumer, and who asks: needs `ops:redrive`."""

    actor: Actor
    consumer: str
    dead_letter_id: str


class RedriveDeadLetter:
    """Sends one message back to its consumer, for when its cause is mended.

    Args:
        dead_letters: where they are.
        audit: tells the log of the act.
        writes: keeps the security act.
        ids: identities of security acts.
    """

    def __init__(
        self,
        dead_letters: DeadLetters,
        audit: DeadLetterAudit,
        *,
        writes: AtomicWrites,
        ids: IdGenerator,
    ) -> None:
        self._dead_letters = dead_letters
        self._audit = audit
        self._deeds = RecordedDeeds(writes, ids)

    async def execute(self, command: RedriveDeadLetterCommand) -> DeadLetter:
        """The dead letter as it was; its attempts are counted anew.

        Raises:
            PermissionDenied: the actor lacks `ops:redrive`.
            NotFound: there is no such consumer or dead letter.
            DeadLettersBusy: somebody else is at them.
            StorageUnavailable: the act could not be recorded, so nothing was done.
            BrokerUnavailable: the broker does not answer.
        """
        command.actor.require(Scope.OPS_REDRIVE)
        letter = await self._deeds.do(
            SecurityActKind.DEAD_LETTER_REDRIVEN,
            command.actor,
            {"consumer": command.consumer, "dead_letter_id": command.dead_letter_id},
            lambda: self._dead_letters.redrive(command.consumer, command.dead_letter_id),
        )
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
