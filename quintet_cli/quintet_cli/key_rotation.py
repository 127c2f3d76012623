"""Writes a rotation of keys into the audit of a running platform."""

from business_hexagon.application.commands.identity.record_key_rotation import (
    RecordKeyRotation,
    RecordKeyRotationCommand,
)
from storage_clients import ChangeMapping, DataService, HttpAtomicWrites
from storage_clients.system_ports import SystemClock, Uuid6Ids
from telemetry.request_context import RequestContext, bind_context

from quintet_cli.platform_clients import tls_of
from quintet_cli.platform_state import PlatformState
from quintet_cli.supervision.key_files import CLI, KeyFiles

_SERVICE = "db_postgres_service"


async def record_rotation(
    platform: PlatformState, key_files: KeyFiles, signing: list[str], retired: list[str]
) -> None:
    """Record each key that signs from now on, and with the first what verifies no more.

    Raises:
        StorageUnavailable: The data service does not answer.
    """
    ids = Uuid6Ids()
    bind_context(RequestContext(request_id=ids.new().hex))
    url, tls = platform.service_urls[_SERVICE], tls_of(platform)
    async with DataService(_SERVICE, url, identity=key_files.identity(), tls=tls) as service:
        writes = HttpAtomicWrites(service, ChangeMapping(CLI, SystemClock(), ids))
        record = RecordKeyRotation(writes=writes, ids=ids)
        for place, key_id in enumerate(signing):
            gone = () if place else tuple(retired)
            await record.execute(RecordKeyRotationCommand(key_id, retired_key_ids=gone))
