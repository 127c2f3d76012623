"""`GET` and `POST /auth/authorize`: where a program sends its users to log in."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode, urlsplit

from business_hexagon.application.commands.identity.authorization_request import (
    AuthorizationRequest,
    CheckedRequest,
)
from business_hexagon.application.commands.identity.authorize import (
    AuthorizationCode,
    Authorize,
    AuthorizeCommand,
)
from business_hexagon.application.queries.identity.get_authorization_request import (
    GetAuthorizationRequest,
    GetAuthorizationRequestQuery,
)
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.errors import (
    EmailNotVerified,
    InvalidClient,
    InvalidRedirect,
    InvalidScope,
    LogInLocked,
    WrongCredentials,
)
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from problem_details.problem_error import ProblemError
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import actor_of
from api_service.interface.http.container import container_of
from api_service.interface.http.identity.authorization_page import log_in_page
from api_service.interface.http.identity.authorization_parameters import (
    FORM_BODY,
    QUERY_PARAMETERS,
    known_parameters,
)
from api_service.interface.http.identity.form import form_of, parameters_of
from api_service.interface.http.identity.issuer import Issuer
from api_service.interface.http.identity.plain_page import page_answers, refusal_page
from api_service.interface.http.limits.charge_account import charge_account

router = APIRouter()

_SEE_OTHER: Final = 303
_UNAUTHORIZED: Final = 401
_TOO_MANY: Final = 429
_OWN_PAGES: Final = frozenset({None, "same-origin", "none"})
_BACK: Final[dict[int | str, dict[str, object]]] = {
    303: {
        "description": "Back to the program, with a code or with RFC 6749's `error`.",
        "headers": {"Location": {"required": True, "schema": {"type": "string"}}},
    }
}


@router.get(
    "/auth/authorize",
    response_class=HTMLResponse,
    responses={**page_answers(200, 400), **problem_responses(429), **_BACK},
    openapi_extra=serves("get_authorization_request", extra=QUERY_PARAMETERS),
)
async def show_log_in_page(request: Request) -> Response:
    """Show the page on which a user logs in for a program (authorization code with PKCE)."""
    asked = known_parameters(parameters_of(request.scope["query_string"]))
    checked = await _checked(request, asked)
    return checked if isinstance(checked, Response) else _form(checked, asked)


@router.post(
    "/auth/authorize",
    response_class=HTMLResponse,
    status_code=303,
    responses={**page_answers(400, 401, 429), **_BACK},
    openapi_extra=serves("authorize", extra=FORM_BODY),
)
async def log_in_for_program(request: Request) -> Response:
    """Take the form of that page, and send the browser back to the program with a code."""
    form = await form_of(request)
    asked = known_parameters(form)
    if request.headers.get("sec-fetch-site") not in _OWN_PAGES:
        return refusal_page("This form was sent by a page that is not ours.")
    checked = await _checked(request, asked)
    if isinstance(checked, Response):
        return checked
    try:
        code = await _code(request, asked, form)
    except (WrongCredentials, InvalidValue, EmailNotVerified, LogInLocked, ProblemError) as error:
        return _again(checked, asked, form.get("email", ""), error)
    return await _back(request, asked, {"code": code.text})


async def _code(
    request: Request, asked: Mapping[str, str], form: Mapping[str, str]
) -> AuthorizationCode:
    email = form.get("email", "")
    await charge_account(request, "log_in_account", email)
    use_case = await container_of(request).get(Authorize)
    return await use_case.execute(
        AuthorizeCommand(
            actor=actor_of(request),
            email=email,
            password=form.get("password", ""),
            request=_request_of(asked),
        )
    )


async def _checked(request: Request, asked: Mapping[str, str]) -> CheckedRequest | Response:
    """What may be shown to the user, or the answer to a request that is not in order."""
    query = await container_of(request).get(GetAuthorizationRequest)
    try:
        checked = await query.execute(GetAuthorizationRequestQuery(_request_of(asked)))
    except (InvalidClient, InvalidRedirect):
        # Nobody vouches for the address, so nobody is sent there.
        return refusal_page("The program that sent you here is not known, or asks wrongly.")
    except InvalidScope:
        return await _back(request, asked, {"error": "invalid_scope"})
    except InvalidValue as error:
        said = {"error": "invalid_request", "error_description": f"{error.field} {error.reason}"}
        return await _back(request, asked, said)
    if asked.get("response_type") != "code":
        return await _back(request, asked, {"error": "unsupported_response_type"})
    return checked


def _request_of(asked: Mapping[str, str]) -> AuthorizationRequest:
    return AuthorizationRequest(
        client_id=asked.get("client_id", ""),
        redirect_uri=asked.get("redirect_uri", ""),
        code_challenge=asked.get("code_challenge", ""),
        code_challenge_method=asked.get("code_challenge_method", "plain"),
        scopes=frozenset(asked.get("scope", "").split()),
    )


async def _back(request: Request, asked: Mapping[str, str], said: Mapping[str, str]) -> Response:
    """Send the browser back to an address that has been checked (RFC 9207 names us to it)."""
    uri = asked["redirect_uri"]
    state = {"state": asked["state"]} if "state" in asked else {}
    issuer = await container_of(request).get(Issuer)
    query = urlencode({**said, **state, "iss": issuer})
    target = f"{uri}{'&' if '?' in uri else '?'}{query}"
    return RedirectResponse(target, _SEE_OTHER, headers={"cache-control": "no-store"})


def _again(
    checked: CheckedRequest, asked: Mapping[str, str], email: str, error: Exception
) -> Response:
    """The form once more, saying why."""
    wait = ""
    status = _UNAUTHORIZED
    match error:
        case LogInLocked(retry_after_seconds=seconds):
            wait, status = str(seconds), _TOO_MANY
            alert = f"Too many wrong passwords. Try again in {seconds} seconds."
        case ProblemError(status=429):
            status = _TOO_MANY
            alert = "Too many tries. Try again in a minute."
        case ProblemError():
            raise error
        case EmailNotVerified():
            alert = "Prove your e-mail address first: the link is in the mail that we have sent."
        case _:
            alert = "The address or the password is wrong."
    page = _form(checked, asked, email=email, alert=alert, status=status)
    if wait:
        page.headers["retry-after"] = wait
    return page


def _form(
    checked: CheckedRequest,
    asked: Mapping[str, str],
    *,
    email: str = "",
    alert: str = "",
    status: int = 200,
) -> Response:
    target = urlsplit(asked["redirect_uri"])
    return log_in_page(
        client_name=checked.client.name,
        scopes=tuple(sorted(checked.scopes)),
        hidden=asked,
        redirect_origin=f"{target.scheme}://{target.netloc}",
        email=email,
        alert=alert,
        status=status,
    )
