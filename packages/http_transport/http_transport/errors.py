"""Everything that can go wrong on the hop, as one small tree.

    TransportError
    ├── ConnectError       no connection could be made; nothing was sent
    ├── PoolTimeout        no connection came free in time; nothing was sent
    ├── RequestTimeout     the deadline passed; the request may have been carried out
    ├── ConnectionClosed   the peer hung up mid-request; the request may have been carried out
    └── ProtocolError      the peer does not speak HTTP/1.1 as we do, or answers beyond the limits

An error whose `request_sent` is False is safe to retry, whatever the method.
A caller's own mistake (a line break in a header, a path without a slash) is a ValueError.
"""

__all__ = [
    "ConnectError",
    "ConnectionClosed",
    "PoolTimeout",
    "ProtocolError",
    "RequestTimeout",
    "TransportError",
]


class TransportError(Exception):
    """The hop failed; no usable response came back.

    Attributes:
        request_sent: False when no byte of the request can have reached the peer.
    """

    request_sent = True


class ConnectError(TransportError):
    """The connection could not be made."""

    request_sent = False


class PoolTimeout(TransportError):
    """Every connection stayed busy until the deadline."""

    request_sent = False


class RequestTimeout(TransportError):
    """No complete response arrived before the deadline."""


class ConnectionClosed(TransportError):
    """The connection ended before the response was complete.

    Attributes:
        response_started: True when at least one byte of a response had arrived.
    """

    def __init__(self, message: str, *, response_started: bool = True) -> None:
        super().__init__(message)
        self.response_started = response_started


class ProtocolError(TransportError):
    """The peer sent something that is not an acceptable HTTP/1.1 response."""
