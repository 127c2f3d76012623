"""Sends what one turn of the event loop writes to a connection in one piece.

Uvicorn writes the head and the body of a response apart, and uvloop sends each at once: two system
calls here, and mostly two wakings of the other side.
"""

from asyncio import AbstractEventLoop, BaseProtocol, Transport
from collections.abc import Iterable
from typing import Final

__all__ = ["GatheringTransport"]

_MOST_BYTES: Final = 65_536


class GatheringTransport(Transport):
    """A transport that holds what is written until the loop's next turn, or until `send`.

    Args:
        transport: Of the connection.
        loop: The loop that it belongs to.
    """

    def __init__(self, transport: Transport, loop: AbstractEventLoop) -> None:
        super().__init__()
        self._transport = transport
        self._loop = loop
        self._held: list[bytes | bytearray | memoryview] = []

    def send(self) -> None:
        """Send what is held."""
        held = self._held
        if held:
            self._held = []
            self._transport.write(held[0] if len(held) == 1 else b"".join(held))

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Hold the data; what is large goes out at once, after what is held."""
        held = self._held
        held.append(data)
        if len(data) >= _MOST_BYTES:
            self.send()
        elif len(held) == 1:
            self._loop.call_soon(self.send)

    def writelines(self, list_of_data: Iterable[bytes | bytearray | memoryview]) -> None:
        """Hold all of it."""
        for data in list_of_data:
            self.write(data)

    def close(self) -> None:
        """Send what is held, then close."""
        self.send()
        self._transport.close()

    def abort(self) -> None:
        """Close without sending anything more."""
        self._held = []
        self._transport.abort()

    def is_closing(self) -> bool:
        """See the transport."""
        return self._transport.is_closing()

    def get_extra_info(self, name: str, default: object = None) -> object:
        """See the transport."""
        return self._transport.get_extra_info(name, default)

    def get_write_buffer_size(self) -> int:
        """See the transport; what is held is not in its buffer yet."""
        return self._transport.get_write_buffer_size()

    def pause_reading(self) -> None:
        """See the transport."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """See the transport."""
        self._transport.resume_reading()

    def set_protocol(self, protocol: BaseProtocol) -> None:
        """See the transport."""
        self._transport.set_protocol(protocol)

    def get_protocol(self) -> BaseProtocol:
        """See the transport."""
        return self._transport.get_protocol()
