"""Signs in and sends one request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

from http_transport import HttpClient, Response, TransportError
from pydantic import BaseModel, ConfigDict

from quintet_cli.calling.kept_tokens import KeptTokens
from quintet_cli.expected_errors import ExpectedError
from quintet_cli.platform_clients import tls_of
from quintet_cli.platform_state import PlatformState

__all__ = ["ApiCall", "CallError", "Login", "call_api"]

_TOKEN = "/api/v1/auth/token"  # noqa: S105  a path
_OK = 200
_UNAUTHORIZED = 401


class CallError(ExpectedError):
    """The request could not be sent, or nobody was signed in."""


class _Tokens(BaseModel):
    model_config = ConfigDict(extra="ignore")

    access_token: str


class _Problem(BaseModel):
    model_config = ConfigDict(extra="ignore")

    detail: str


@dataclass(frozen=True, slots=True)
class Login:
    """Who asks.

    Attributes:
        email: The user's address.
        password: Tells the password; asked only when there is no token from an earlier call.
    """

    email: str
    password: Callable[[], str]


@dataclass(frozen=True, slots=True)
class ApiCall:
    """A request.

    Attributes:
        method: GET, POST, PUT, PATCH or DELETE.
        path: With its query, from the root of the API's origin.
        body: JSON as text; None for no body.
        headers: More headers, name and value.
    """

    method: str
    path: str
    body: str | None = None
    headers: Sequence[tuple[str, str]] = ()


async def call_api(platform: PlatformState, call: ApiCall, login: Login | None) -> Response:
    """Send one request as a user, or as nobody.

    What changes something carries a fresh Idempotency-Key, for the routes that take one, and is
    never sent again by itself: not every route does.

    Raises:
        CallError: No answer, or the API does not know the login.
    """
    kept = KeptTokens(platform.data_folder)
    token = None if login is None else kept.of(login.email)
    async with HttpClient(platform.api_url, timeout=30.0, tls=tls_of(platform)) as client:
        try:
            if login is None:
                return await _send(client, call, None)
            if token is not None:
                answer = await _send(client, call, token)
                if answer.status != _UNAUTHORIZED:
                    return answer
            token = await _sign_in(client, login)
            kept.keep(login.email, token)
            return await _send(client, call, token)
        except (TransportError, ValueError) as error:
            raise CallError(f"{platform.api_url} gave no answer ({error})") from error


async def _send(client: HttpClient, call: ApiCall, token: str | None) -> Response:
    return await client.request(
        call.method,
        call.path,
        headers=_headers(call, token),
        body=None if call.body is None else call.body.encode(),
    )


async def _sign_in(client: HttpClient, login: Login) -> str:
    form = {"grant_type": "password", "username": login.email, "password": login.password()}
    content = ((b"Content-Type", b"application/x-www-form-urlencoded"),)
    answer = await client.request("POST", _TOKEN, headers=content, body=urlencode(form).encode())
    if answer.status != _OK:
        raise CallError(f"{login.email} was not signed in: {_reason(answer)}")
    return _Tokens.model_validate_json(answer.body).access_token


def _reason(answer: Response) -> str:
    try:
        return _Problem.model_validate_json(answer.body).detail
    except ValueError:
        return f"status {answer.status}"


def _headers(call: ApiCall, token: str | None) -> list[tuple[bytes, bytes]]:
    headers = dict(call.headers)
    if token is not None:
        headers.setdefault("Authorization", f"Bearer {token}")
    if call.body is not None:
        headers.setdefault("Content-Type", "application/json")
    if call.method != "GET":
        headers.setdefault("Idempotency-Key", str(uuid4()))
    return [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers.items()]
