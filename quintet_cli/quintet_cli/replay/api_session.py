"""A patient client of the public API: signed in, retrying, never doubling anything.

Every write carries an Idempotency-Key derived from the shop's file, so a request may be repeated
after a lost answer, a restart of a service or a `kill -9` of this very command.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from http_transport import ClientTls, HttpClient, Response, TransportError
from pydantic import BaseModel, ConfigDict, TypeAdapter
from storage_contracts.json_value import Json

_BODY: TypeAdapter[Json] = TypeAdapter(Json)
_LONGEST_PAUSE_SECONDS = 2.0
_RETRYABLE = frozenset({408, 425, 429, 500, 502, 503, 504})
_UNAUTHORIZED = 401
_CONFLICT = 409
_TOO_MANY = 429


class ApiRefusedError(Exception):
    """The API refused a request for good.

    Attributes:
        status: HTTP status.
        code: Stable code of the problem document.
    """

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code


class ApiSilentError(Exception):
    """The API gave no usable answer for so long that the replay gives up; run it again."""


class _Problem(BaseModel):
    model_config = ConfigDict(extra="ignore")

    code: str = "unknown"
    detail: str | None = None


class _Tokens(BaseModel):
    model_config = ConfigDict(extra="ignore")

    access_token: str
    refresh_token: str | None = None


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who the replay acts as: a member of the staff."""

    email: str
    password: str


class ApiSession:
    """Requests to the API as one user.

    An access token lives for ten minutes and a replay longer. So whoever is told that the token
    has run out refreshes it, and logs in again only when that is refused.

    Args:
        base_url: Origin of the API.
        credentials: Whom to sign in.
        connections: Most requests at the same time.
        patience_seconds: How long a request is repeated before the session gives up.
        tls: Whom to trust, for an origin of https.
    """

    def __init__(
        self,
        base_url: str,
        credentials: Credentials,
        *,
        connections: int,
        patience_seconds: float = 180.0,
        tls: ClientTls | None = None,
    ) -> None:
        self._client = HttpClient(base_url, max_connections=connections, timeout=30.0, tls=tls)
        self._credentials = credentials
        self._patience = patience_seconds
        self._token: str | None = None
        self._refresh_token: str | None = None
        self._signing_in = asyncio.Lock()

    async def __aenter__(self) -> Self:
        """Opens the session; it signs in with the first request."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes all connections."""
        await self._client.aclose()

    async def get(self, path: str) -> bytes:
        """The body of a successful GET.

        Raises:
            ApiRefusedError: Any refusal that repeating will not mend.
            ApiSilentError: No answer within the patience.
        """
        return (await self._send("GET", path, None, ())).body

    async def post(self, path: str, body: Mapping[str, Json], key: str | None = None) -> bytes:
        """The body of a successful POST, repeated under its key until it is answered.

        Raises:
            ApiRefusedError: Any refusal that repeating will not mend.
            ApiSilentError: No answer within the patience.
        """
        headers = () if key is None else ((b"Idempotency-Key", key.encode("ascii")),)
        content = (*headers, (b"Content-Type", b"application/json"))
        return (await self._send("POST", path, _BODY.dump_json(dict(body)), content)).body

    async def put_file(self, path: str, content: bytes) -> bytes:
        """The body of a successful PUT of a file; its path names it, so repeating is harmless.

        Raises:
            ApiRefusedError: Any refusal that repeating will not mend.
            ApiSilentError: No answer within the patience.
        """
        headers = ((b"Content-Type", b"application/octet-stream"),)
        return (await self._send("PUT", path, content, headers)).body

    async def _send(
        self, method: str, path: str, body: bytes | None, headers: tuple[tuple[bytes, bytes], ...]
    ) -> Response:
        give_up_at = monotonic() + self._patience
        pause = 0.05
        while True:
            token = None if path in _WITHOUT_TOKEN else self._token
            outcome = await self._try_once(method, path, body, (*headers, *_authorization(token)))
            wait = pause
            if outcome is not None:
                if outcome.status < 300:  # noqa: PLR2004  success
                    return outcome
                problem = _problem(outcome)
                if outcome.status == _UNAUTHORIZED and path not in _WITHOUT_TOKEN:
                    await self._sign_in(token)
                elif not _worth_repeating(outcome.status, problem.code):
                    raise ApiRefusedError(outcome.status, problem.code, problem.detail or "")
                wait = max(pause, _retry_after(outcome))
            if monotonic() > give_up_at:
                raise ApiSilentError(f"{method} {path} got no usable answer: {outcome!r}")
            await asyncio.sleep(wait)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    async def _try_once(
        self, method: str, path: str, body: bytes | None, headers: tuple[tuple[bytes, bytes], ...]
    ) -> Response | None:
        try:
            return await self._client.request(
                method, path, headers=headers, body=body, idempotent=True
            )
        except TransportError:
            return None

    async def _sign_in(self, stale: str | None) -> None:
        async with self._signing_in:
            if self._token != stale:
                return  # somebody else signed in while we waited
            self._token = None
            answer = await self._refresh() or await self.post(
                _LOG_IN,
                {"email": self._credentials.email, "password": self._credentials.password},
            )
            tokens = _Tokens.model_validate_json(answer)
            self._token, self._refresh_token = tokens.access_token, tokens.refresh_token

    async def _refresh(self) -> bytes | None:
        """The next tokens, None when the session has ended or there is none yet."""
        token, self._refresh_token = self._refresh_token, None
        if token is None:
            return None
        form = urlencode({"grant_type": "refresh_token", "refresh_token": token}).encode()
        content = ((b"Content-Type", b"application/x-www-form-urlencoded"),)
        try:
            return (await self._send("POST", _TOKEN, form, content)).body
        except ApiRefusedError:
            return None


_LOG_IN = "/api/v1/auth/log_in"
_TOKEN = "/api/v1/auth/token"  # noqa: S105  a path
_WITHOUT_TOKEN = frozenset({_LOG_IN, _TOKEN})


def _authorization(token: str | None) -> tuple[tuple[bytes, bytes], ...]:
    return () if token is None else ((b"Authorization", f"Bearer {token}".encode("ascii")),)


def _problem(response: Response) -> _Problem:
    try:
        return _Problem.model_validate_json(response.body)
    except ValueError:
        return _Problem()


def _retry_after(response: Response) -> float:
    """Seconds to wait that a refusal asks for, 0 when it does not."""
    seconds = response.header("retry-after") or ""
    return float(seconds) if response.status == _TOO_MANY and seconds.isdecimal() else 0.0


def _worth_repeating(status: int, code: str) -> bool:
    return status in _RETRYABLE or (status == _CONFLICT and code == "idempotency_in_flight")
