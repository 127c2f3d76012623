"""Which OAuth client asks, and the secret that it shows: RFC 6749, section 2.3."""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote_plus

from starlette.requests import Request

from api_service.interface.http.identity.oauth_problem import oauth_problem

_BASIC: Final = "basic "


@dataclass(frozen=True, slots=True)
class PresentedClient:
    """What a client says of itself; nothing is checked yet.

    Attributes:
        client_id: Its name; None when it says none.
        secret: Its secret; None for a public client.
        is_basic: Whether it came in the header.
    """

    client_id: str | None
    secret: str | None = field(repr=False)
    is_basic: bool = False


def presented_client(request: Request, form: Mapping[str, str]) -> PresentedClient:
    """The client of a request, from HTTP Basic or from the form.

    Basic without name and secret counts as nothing: that is what Swagger's page sends when nobody
    fills in a client.

    Raises:
        ProblemError: 401 `invalid_client` for a malformed header; 400 `invalid_request` when header
            and form name two clients.
    """
    from_form = PresentedClient(form.get("client_id"), form.get("client_secret"))
    header = request.headers.get("authorization", "")
    if header[: len(_BASIC)].lower() != _BASIC:
        return from_form
    try:
        text = b64decode(header[len(_BASIC) :].strip(), validate=True).decode("utf-8")
    except (binascii.Error, ValueError) as error:
        raise oauth_problem("invalid_client", "The header is malformed.", basic=True) from error
    client_id, colon, secret = text.partition(":")
    if not colon:
        raise oauth_problem("invalid_client", "The header is malformed.", basic=True)
    if not client_id and not secret:
        return from_form
    if from_form.secret is not None or from_form.client_id not in {None, client_id}:
        raise oauth_problem("invalid_request", "There are two clients in the request.")
    return PresentedClient(unquote_plus(client_id), unquote_plus(secret) or None, is_basic=True)
