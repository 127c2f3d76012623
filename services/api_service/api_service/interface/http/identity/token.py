"""`POST /auth/token`: OAuth's token endpoint."""

from typing import Final

from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.requests import Request
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.identity.client_authentication import presented_client
from api_service.interface.http.identity.form import FORM, form_of, required
from api_service.interface.http.identity.grants import GRANTS, TokenRequest
from api_service.interface.http.identity.oauth_errors import as_oauth_errors
from api_service.interface.http.identity.oauth_problem import oauth_problem
from api_service.interface.http.identity.token_answer import TokenAnswer, token_response

router = APIRouter()

_FIELDS: Final = {
    "username": "The e-mail address, for `password`.",
    "password": "For `password`.",
    "refresh_token": "For `refresh_token`.",
    "code": "For `authorization_code`.",
    "redirect_uri": "For `authorization_code`, as it was asked with.",
    "code_verifier": "For `authorization_code`: RFC 7636.",
    "client_id": "The client, unless it comes with HTTP Basic.",
    "client_secret": "Its secret, if it has one.",
    "scope": "Scopes separated by blanks; whatever can be had when left out.",
}
_BODY: Final[dict[str, object]] = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["grant_type"],
                    "properties": {
                        "grant_type": {"type": "string", "enum": sorted(GRANTS)},
                        **{
                            name: {"type": "string", "description": text}
                            for name, text in _FIELDS.items()
                        },
                    },
                },
                "example": {
                    "grant_type": "password",
                    "username": "ada@example.com",
                    "password": "correct horse battery",
                },
            }
        },
    }
}


@router.post(
    "/auth/token",
    response_model=TokenAnswer,
    responses=problem_responses(
        429,
        invalid_request=400,
        invalid_grant=400,
        wrong_credentials=400,
        email_not_verified=400,
        unsupported_grant_type=400,
        unauthorized_client=400,
        invalid_scope=400,
        invalid_client=401,
        log_in_locked=429,
    ),
    openapi_extra=serves(
        "log_in", "refresh_session", "exchange_code", "issue_client_token", extra=_BODY
    ),
)
async def get_token(request: Request) -> Response:
    """Get tokens: for a password, a refresh token, an authorization code or as a machine.

    Refusals are problem documents with RFC 6749's members `error` and `error_description`.
    """
    form = await form_of(request)
    grant = GRANTS.get(required(form, "grant_type"))
    if grant is None:
        raise oauth_problem("unsupported_grant_type", "There is no such grant.")
    client = presented_client(request, form)
    with as_oauth_errors(basic=client.is_basic):
        return token_response(await grant(TokenRequest(request, form, client)))
