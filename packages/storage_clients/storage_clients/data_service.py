"""One data service over HTTP: requests, problems, and when to ask again."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from types import TracebackType
from typing import Self

import stamina
from http_transport import ClientTls, HttpClient, Response, TransportError
from signed_tokens import ServiceTokenIssuer
from telemetry.request_context import outgoing_headers

from storage_clients.problem_received import ProblemReceived
from storage_clients.retry_policy import RetryPolicy

__all__ = ["JSON_BODY", "DataService"]

JSON_BODY = ((b"Content-Type", b"application/json"),)
_OCTETS_BODY = ((b"Content-Type", b"application/octet-stream"),)


class DataService:
    """Sends requests with the context headers, and repeats those that may be repeated.

    Example::

        url = "http://127.0.0.1:8001"
        async with DataService("db_postgres_service", url, identity=identity) as postgres:
            body = await postgres.read("/orders/1f0c7a52-55f2-6d10-b1a9-0242ac120002")

    Args:
        name: Name of the data service, for errors and as the audience of our tokens.
        url: Origin of the data service.
        identity: Says who we are, with every request.
        policy: When to ask again.
        max_connections: Most connections of this process to the service.
        tls: Whom to trust and what to show, for an origin of https.
    """

    def __init__(
        self,
        name: str,
        url: str,
        *,
        identity: ServiceTokenIssuer,
        policy: RetryPolicy | None = None,
        max_connections: int = 32,
        tls: ClientTls | None = None,
    ) -> None:
        self.name = name
        self._policy = policy or RetryPolicy()
        self._client = HttpClient(
            url,
            timeout=self._policy.read_seconds,
            max_connections=max_connections,
            tls=tls,
            context_headers=lambda: (*outgoing_headers(), identity.header_for(name)),
        )

    async def read(self, path: str, seconds: float | None = None) -> bytes:
        """GET a body; repeated while the service is in trouble.

        Args:
            path: Path and query.
            seconds: Deadline of each attempt, the policy's when omitted.

        Raises:
            ProblemReceived: The service answered with a problem.
            TransportError: No answer came.
        """
        return (await self.fetch(path, seconds)).body

    async def find(self, path: str) -> bytes | None:
        """GET a body, None when the service answers 404 with the code `not_found`."""
        response = await self.find_response(path)
        return None if response is None else response.body

    async def find_response(self, path: str) -> Response | None:
        """GET a response with its headers, None when nothing is there."""
        try:
            return await self.fetch(path)
        except ProblemReceived as problem:
            if problem.status == HTTPStatus.NOT_FOUND and problem.code == "not_found":
                return None
            raise

    async def fetch(self, path: str, seconds: float | None = None) -> Response:
        """GET a response with its headers."""
        return await self.patiently(lambda: self._send("GET", path, None, seconds, idempotent=True))

    async def ask(self, path: str, body: bytes, seconds: float | None = None) -> bytes:
        """POST a question that changes nothing; repeated while the service is in trouble."""
        return await self.patiently(lambda: self.post(path, body, seconds, idempotent=True))

    async def post(
        self, path: str, body: bytes, seconds: float | None = None, *, idempotent: bool = False
    ) -> bytes:
        """POST once.

        Args:
            path: Path and query.
            body: JSON.
            seconds: Deadline, the policy's when omitted.
            idempotent: True when the transport may send it again by itself.

        Raises:
            ProblemReceived: The service answered with a problem.
            TransportError: No answer came; whether anything happened is unknown.
        """
        return (await self._send("POST", path, body, seconds, idempotent=idempotent)).body

    async def put(self, path: str, content: bytes) -> bytes:
        """PUT a file under an id of its own; repeated while the service is in trouble."""
        seconds = self._policy.write_seconds
        response = await self.patiently(
            lambda: self._send("PUT", path, content, seconds, idempotent=True, headers=_OCTETS_BODY)
        )
        return response.body

    async def write(self, path: str, body: bytes, *, idempotent: bool) -> bytes:
        """POST a write once, with the deadline of writes; else like `post`."""
        return await self.post(path, body, self._policy.write_seconds, idempotent=idempotent)

    async def patiently[Answer](self, attempt: Callable[[], Awaitable[Answer]]) -> Answer:
        """Run an attempt, and again by the policy while the service is in trouble.

        The first attempt runs bare: the retry machinery costs as much as the hop itself.
        """
        try:
            return await attempt()
        except (TransportError, ProblemReceived) as error:
            if not is_trouble(error):
                raise
        policy = self._policy
        async for again in stamina.retry_context(
            on=is_trouble,
            attempts=policy.attempts,
            timeout=policy.total_seconds,
            wait_initial=policy.first_wait_seconds,
            wait_max=policy.longest_wait_seconds,
            wait_jitter=policy.jitter_seconds,
        ):
            with again:
                return await attempt()
        raise AssertionError("unreachable: the retry context returns or raises")

    async def aclose(self) -> None:
        """Let requests in flight finish, then close the connections."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def _send(
        self,
        method: str,
        path: str,
        body: bytes | None,
        seconds: float | None,
        *,
        idempotent: bool,
        headers: tuple[tuple[bytes, bytes], ...] = JSON_BODY,
    ) -> Response:
        response = await self._client.request(
            method,
            path,
            headers=headers if body is not None else (),
            body=body,
            timeout=seconds,
            idempotent=idempotent,
        )
        if not HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
            # A redirect, too: no data service of ours sends one, so who answers is none.
            raise ProblemReceived.from_body(response.status, response.body)
        return response


def is_trouble(error: Exception) -> bool:
    """Tell whether the service was in trouble, as opposed to refusing what we asked."""
    if isinstance(error, ProblemReceived):
        return error.is_passing
    return isinstance(error, TransportError)
