"""The cheap hop: a minimal keep-alive HTTP client on httptools.

One `HttpClient` per origin; see `http_transport.errors` for the tree of what can go wrong.
"""

from http_transport.client import HttpClient
from http_transport.client_tls import ClientTls
from http_transport.errors import (
    ConnectError,
    ConnectionClosed,
    PoolTimeout,
    ProtocolError,
    RequestTimeout,
    TransportError,
)
from http_transport.response import Response

__all__ = [
    "ClientTls",
    "ConnectError",
    "ConnectionClosed",
    "HttpClient",
    "PoolTimeout",
    "ProtocolError",
    "RequestTimeout",
    "Response",
    "TransportError",
]
