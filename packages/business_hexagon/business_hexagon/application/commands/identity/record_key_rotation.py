"""Record that tokens are signed with another key."""

from dataclasses import dataclass
from enum import StrEnum

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import SYSTEM, Actor
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.security_act import SecurityActKind


class RotationStage(StrEnum):
    """How far a rotation is: key files are in no transaction, so it is recorded twice."""

    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class RecordKeyRotationCommand:
    """The operator changes the keys.

    Attributes:
        key_id: the key that signs from then on.
        stage: whether it is about to be, or has been.
        actor: one of our own processes.
        retired_key_ids: keys that verify nothing any more.
    """

    key_id: str
    stage: RotationStage
    actor: Actor = SYSTEM
    retired_key_ids: tuple[str, ...] = ()


class RecordKeyRotation:
    """Writes rotations of signing keys into the audit; the keys themselves never come here.

    One that was begun and never done tells of a process that died, or of files that could not be
    written: any part of the keys may be new.
    """

    def __init__(self, *, writes: AtomicWrites, ids: IdGenerator) -> None:
        self._writes = writes
        self._acts = SecurityActs(ids)

    async def execute(self, command: RecordKeyRotationCommand) -> None:
        """Record the rotation.

        Raises:
            PermissionDenied: the actor is none of our own processes.
            StorageUnavailable: the data service does not answer; what has not begun must not.
        """
        if not command.actor.is_system:
            raise PermissionDenied("record_key_rotation")
        act = self._acts.done(
            SecurityActKind.SIGNING_KEY_ROTATED,
            command.actor,
            details={
                "key_id": command.key_id,
                "stage": command.stage,
                "retired": " ".join(command.retired_key_ids),
            },
        )
        await self._writes.commit(Change(security_acts=(act,)))
