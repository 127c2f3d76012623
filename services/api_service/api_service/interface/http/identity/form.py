"""Forms as OAuth sends them: url-encoded, each parameter once."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from api_service.interface.http.identity.oauth_problem import oauth_problem

FORM: Final = "application/x-www-form-urlencoded"
_MOST_FIELDS: Final = 30


async def form_of(request: Request) -> Mapping[str, str]:
    """The parameters of a form; those without a value are left out, as RFC 6749 wants it.

    Raises:
        ProblemError: 400 `invalid_request` when it is no such form, or a parameter comes twice.
    """
    return parameters_of(await request.body())


def parameters_of(encoded: bytes) -> Mapping[str, str]:
    """The parameters of a url-encoded text, in a query or a body.

    Raises:
        ProblemError: 400 `invalid_request` when it is malformed, or a parameter comes twice.
    """
    try:
        pairs = parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:
        raise oauth_problem("invalid_request", "The form is malformed.") from error
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found:
            raise oauth_problem("invalid_request", "A parameter is there twice.")
        found[name] = value
    return {name: value for name, value in found.items() if value}


def required(form: Mapping[str, str], name: str) -> str:
    """A parameter that must be there.

    Raises:
        ProblemError: 400 `invalid_request` when it is missing.
    """
    value = form.get(name)
    if value is None:
        raise oauth_problem("invalid_request", f"{name} is missing.")
    return value
