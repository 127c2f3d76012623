"""A closed loop of clients that repeats one kind of request and keeps every latency."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from http_transport import HttpClient

CONNECTIONS = 16


@dataclass(frozen=True, slots=True)
class Shot:
    """One request.

    Attributes:
        method: HTTP method.
        path: Path with query.
        body: Body bytes, None for none.
        headers: Further headers.
    """

    method: str
    path: str
    body: bytes | None = None
    headers: tuple[tuple[bytes, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a round of load saw: latencies in milliseconds, sorted, and its length in seconds."""

    latencies_ms: list[float]
    seconds: float

    def percentile(self, share: float) -> float:
        """The latency that this share (0 to 1) of the requests did not exceed."""
        return self.latencies_ms[
            min(int(len(self.latencies_ms) * share), len(self.latencies_ms) - 1)
        ]


async def fire(base_url: str, count: int, next_shot: Callable[[int], Shot]) -> LoadResult:
    """Sends `count` requests over 16 connections.

    Raises:
        RuntimeError: An answer was no success; a benchmark of errors would be no benchmark.
    """
    latencies: list[float] = []
    numbers = iter(range(count))
    async with HttpClient(base_url, max_connections=CONNECTIONS) as client:

        async def one_client() -> None:
            for number in numbers:
                shot = next_shot(number)
                started = perf_counter()
                answer = await client.request(
                    shot.method, shot.path, headers=shot.headers, body=shot.body
                )
                latencies.append((perf_counter() - started) * 1000)
                if answer.status >= 300:  # noqa: PLR2004  the first status that is no success
                    raise RuntimeError(
                        f"{shot.method} {shot.path}: {answer.status} {answer.body!r}"
                    )

        started = perf_counter()
        async with asyncio.TaskGroup() as clients:
            for _ in range(CONNECTIONS):
                clients.create_task(one_client())
        seconds = perf_counter() - started
    return LoadResult(sorted(latencies), seconds)
