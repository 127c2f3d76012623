"""Carries the outbox signal between the processes of this service over LISTEN and NOTIFY.

NOTIFY inside a writing transaction would make all commits queue up behind one lock, so it is
sent after the commit, from here, once for all commits since the last one. A notification lost
with a connection costs a relay at most its next look at the outbox, a second later.
"""

import asyncio
import logging

import asyncpg

from db_postgres_service.infrastructure.connections.options import PoolOptions, server_settings
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal

_LOG = logging.getLogger(__name__)
_CHANNEL = "quintet_outbox"
_RECONNECT_SECONDS = 1.0
_PAUSE_SECONDS = 0.05
"""Commits within this time after an announcement share the next one."""


class OutboxListener:
    """Owns one connection of its own; `run` lasts until it is cancelled."""

    def __init__(self, options: PoolOptions, signal: OutboxSignal) -> None:
        self._options = options
        self._signal = signal

    async def run(self) -> None:
        """Listen and announce; connects again whenever the connection breaks."""
        while True:
            try:
                await self._serve()
            except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
                _LOG.warning("outbox listener lost its connection: %s", error)
            await asyncio.sleep(_RECONNECT_SECONDS)

    async def _serve(self) -> None:
        connection = await asyncpg.connect(
            self._options.url,
            timeout=self._options.connect_timeout,
            command_timeout=self._options.command_timeout,
            server_settings=server_settings(self._options),
        )
        try:
            own_pid = connection.get_server_pid()

            def when_notified(_connection: object, pid: int, _channel: str, _load: object) -> None:
                if pid != own_pid:  # our own commits have woken everybody already
                    self._signal.wake()

            await connection.add_listener(_CHANNEL, when_notified)
            self._signal.wake()
            while True:
                await self._signal.unannounced.wait()
                self._signal.unannounced.clear()
                await connection.execute(f"NOTIFY {_CHANNEL}")
                await asyncio.sleep(_PAUSE_SECONDS)
        finally:
            connection.terminate()
