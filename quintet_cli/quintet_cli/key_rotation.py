"""Writes a rotation of keys into the audit of a running platform: before it, and after it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from business_hexagon.application.commands.identity.record_key_rotation import (
    RecordKeyRotation,
    RecordKeyRotationCommand,
    RotationStage,
)
from storage_clients import ChangeMapping, DataService, HttpAtomicWrites
from storage_clients.system_ports import SystemClock, Uuid6Ids
from telemetry.request_context import RequestContext, bind_context

from quintet_cli.platform_clients import tls_of
from quintet_cli.platform_state import PlatformState
from quintet_cli.supervision.key_files import CLI, KeyFiles

_SERVICE = "db_postgres_service"


@dataclass(frozen=True, slots=True)
class RotationRecords:
    """The audit, as far as keys are concerned.

    Attributes:
        platform: The running platform.
        key_files: Its keys; one of them signs the writes.
    """

    platform: PlatformState
    key_files: KeyFiles

    def begun(self, signing: Sequence[str], retired: Sequence[str]) -> None:
        """Record what is about to be done; nothing may be done when it cannot be recorded.

        Raises:
            StorageUnavailable: The data service does not answer.
        """
        asyncio.run(self._record(RotationStage.BEGUN, signing, retired))

    def done(self, signing: Sequence[str], retired: Sequence[str]) -> None:
        """Record that it was done.

        Raises:
            StorageUnavailable: The data service does not answer.
        """
        asyncio.run(self._record(RotationStage.DONE, signing, retired))

    async def _record(
        self, stage: RotationStage, signing: Sequence[str], retired: Sequence[str]
    ) -> None:
        """Record each key that signs, and with the first what verifies no more."""
        ids = Uuid6Ids()
        bind_context(RequestContext(request_id=ids.new().hex))
        url, tls = self.platform.service_urls[_SERVICE], tls_of(self.platform)
        identity = self.key_files.identity()
        async with DataService(_SERVICE, url, identity=identity, tls=tls) as service:
            writes = HttpAtomicWrites(service, ChangeMapping(CLI, SystemClock(), ids))
            record = RecordKeyRotation(writes=writes, ids=ids)
            for place, key_id in enumerate(signing):
                gone = () if place else tuple(retired)
                await record.execute(RecordKeyRotationCommand(key_id, stage, retired_key_ids=gone))
