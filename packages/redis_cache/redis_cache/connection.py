"""One way to open Redis, with time-outs that fit a fast path."""

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

__all__ = ["connect"]


def connect(
    url: str,
    *,
    timeout_seconds: float = 0.5,
    connect_seconds: float = 0.5,
    max_connections: int = 16,
) -> Redis:
    """Return a client; it connects with its first command.

    One immediate retry covers a connection that died while idle; more would only make callers wait
    for something that they can do without.

    Args:
        url: `redis://:password@host:port/database`.
        timeout_seconds: Most seconds for sending a command and reading its reply.
        connect_seconds: Most seconds for making a connection.
        max_connections: Most connections of this process.
    """
    return Redis.from_url(
        url,
        socket_timeout=timeout_seconds,
        socket_connect_timeout=connect_seconds,
        socket_keepalive=True,
        health_check_interval=0,
        max_connections=max_connections,
        retry=Retry(NoBackoff(), 1),
    )
