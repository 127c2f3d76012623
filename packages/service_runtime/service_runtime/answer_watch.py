"""Whether a client takes its answer, or lets us keep it for ever."""

import socket
import struct
import sys
from asyncio import Transport
from typing import Final

__all__ = ["AnswerWatch"]

_PROGRESS_BYTES: Final = 16_384
_NO_LINGER: Final = struct.pack("ii", 1, 0)
# Of Linux's struct tcp_info: bytes that the peer has acknowledged, and those still to be sent.
_INFO_BYTES: Final = 148
_ACKNOWLEDGED: Final = struct.Struct("=Q"), 120
_NOT_SENT: Final = struct.Struct("=I"), 144


class AnswerWatch:
    """Watches one connection; look at it about once a second.

    Under TLS the event loop hands all bytes on at once and its own buffers look empty, so it is
    the kernel who is asked.

    Args:
        transport: Of the connection.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._has_tls = transport.get_extra_info("sslcontext") is not None
        self._since: float | None = None
        self._taken = 0

    def is_overdue(self, now: float, seconds: float) -> bool:
        """Tell whether for so long the client has taken no 16 KiB of what waits for it.

        Args:
            now: Present moment on the loop's clock.
            seconds: How long it may.
        """
        taken = self._taken_if_waiting()
        if taken is None:
            self._since = None
        elif self._since is None or taken - self._taken >= _PROGRESS_BYTES:
            self._since, self._taken = now, taken
        else:
            return now - self._since > seconds
        return False

    def reset(self) -> None:
        """Close at once; without the option the kernel would go on offering what it has."""
        peer = self._peer()
        if peer is not None:
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        self._transport.abort()

    def _taken_if_waiting(self) -> int | None:
        """How many bytes were taken so far, in steps that can be compared; None: none wait."""
        waiting = self._transport.get_write_buffer_size()
        if not waiting and not self._has_tls:
            return None
        peer = self._peer()
        if peer is None or sys.platform != "linux":
            return -waiting if waiting else None
        try:
            info = peer.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _INFO_BYTES)
        except OSError:
            return None  # gone by now
        (not_sent,) = _NOT_SENT[0].unpack_from(info, _NOT_SENT[1])
        (acknowledged,) = _ACKNOWLEDGED[0].unpack_from(info, _ACKNOWLEDGED[1])
        return int(acknowledged) if not_sent else None

    def _peer(self) -> socket.socket | None:
        peer: socket.socket | None = self._transport.get_extra_info("socket")
        return peer if peer is None or peer.fileno() >= 0 else None
