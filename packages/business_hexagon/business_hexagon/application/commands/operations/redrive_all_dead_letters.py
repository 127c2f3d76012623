"""Redrive all dead letters of a consumer."""

from dataclasses import dataclass
from datetime import datetime

from business_hexagon.application.access.recorded_deeds import RecordedDeeds
from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.dead_letter_audit import (
    DeadLetterAct,
    DeadLetterActDone,
    DeadLetterAudit,
)
from business_hexagon.application.ports.dead_letters import DeadLetters
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind


@dataclass(frozen=True, slots=True)
class RedriveAllDeadLettersCommand:
    """Somebody has seen dead letters and wants them back at work.

    Attributes:
        actor: who asks; needs `ops:redrive`.
        consumer: whose dead letters.
        buried_by: those that were given up later were not seen, and stay; none stays when omitted.
            With it the same command twice sends back nothing that came in between.
    """

    actor: Actor
    consumer: str
    buried_by: datetime | None = None


class RedriveAllDeadLetters:
    """Sends everything that is there now back to its consumer, oldest first.

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

    async def execute(self, command: RedriveAllDeadLettersCommand) -> int:
        """How many went back to work.

        Raises:
            PermissionDenied: the actor lacks `ops:redrive`.
            NotFound: there is no such consumer.
            DeadLettersBusy: somebody else is at them.
            StorageUnavailable: the act could not be recorded, so nothing was done.
            BrokerUnavailable: the broker does not answer; some may be back at work.
        """
        command.actor.require(Scope.OPS_REDRIVE)
        count = await self._deeds.do(
            SecurityActKind.DEAD_LETTERS_REDRIVEN,
            command.actor,
            {"consumer": command.consumer},
            lambda: self._dead_letters.redrive_all(command.consumer, command.buried_by),
        )
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
