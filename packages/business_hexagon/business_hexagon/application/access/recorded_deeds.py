"""Deeds outside of the storage, which no transaction can hold together with their record."""

from collections.abc import Awaitable, Callable

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import ApplicationError
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.domain.identity.security_act import SecurityActKind


class RecordedDeeds:
    """Records first and does then, so that nothing is done without a record.

    A deed that fails is recorded once more, as refused, with the error.

    Args:
        writes: keeps the records.
        ids: identities of the records.
    """

    def __init__(self, writes: AtomicWrites, ids: IdGenerator) -> None:
        self._writes = writes
        self._acts = SecurityActs(ids)

    async def do[T](
        self,
        act: SecurityActKind,
        actor: Actor,
        details: dict[str, str],
        deed: Callable[[], Awaitable[T]],
    ) -> T:
        """Record the act and do the deed; returns what it returns.

        Raises:
            StorageUnavailable: it could not be recorded, so nothing was done.
            ApplicationError: what the deed raises.
        """
        done = self._acts.done(act, actor, details=details)
        await self._writes.commit(Change(security_acts=(done,)))
        try:
            return await deed()
        except ApplicationError as error:
            failed = self._acts.refused(act, actor, error.code, details=details)
            await self._writes.commit(Change(security_acts=(failed,)))
            raise
