"""Record that tokens are signed with another key."""

from dataclasses import dataclass

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import SYSTEM, Actor
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.security_act import SecurityActKind


@dataclass(frozen=True, slots=True)
class RecordKeyRotationCommand:
    """The operator changed the keys.

    Attributes:
        key_id: the key that signs from now on.
        actor: one of our own processes.
        retired_key_ids: keys that verify nothing any more.
    """

    key_id: str
    actor: Actor = SYSTEM
    retired_key_ids: tuple[str, ...] = ()


class RecordKeyRotation:
    """Writes rotations of signing keys into the audit; the keys themselves never come here."""

    def __init__(self, *, writes: AtomicWrites, ids: IdGenerator) -> None:
        self._writes = writes
        self._acts = SecurityActs(ids)

    async def execute(self, command: RecordKeyRotationCommand) -> None:
        """Record the rotation.

        Raises:
            PermissionDenied: the actor is none of our own processes.
            StorageUnavailable: the data service does not answer.
        """
        if not command.actor.is_system:
            raise PermissionDenied("record_key_rotation")
        act = self._acts.done(
            SecurityActKind.SIGNING_KEY_ROTATED,
            command.actor,
            details={"key_id": command.key_id, "retired": " ".join(command.retired_key_ids)},
        )
        await self._writes.commit(Change(security_acts=(act,)))
