"""`POST /auth/revoke`: RFC 7009."""

from typing import Final

from business_hexagon.application.commands.identity.revoke_token import (
    RevokeToken,
    RevokeTokenCommand,
)
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.requests import Request
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import actor_of
from api_service.interface.http.container import container_of
from api_service.interface.http.identity.accepted import Accepted, accepted_silently
from api_service.interface.http.identity.client_authentication import presented_client
from api_service.interface.http.identity.form import FORM, form_of, required
from api_service.interface.http.identity.oauth_errors import as_oauth_errors

router = APIRouter()

_BODY: Final[dict[str, object]] = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["token"],
                    "properties": {
                        "token": {
                            "type": "string",
                            "minLength": 1,
                            "description": "A refresh token.",
                        },
                        "token_type_hint": {"type": "string"},
                        "client_id": {"type": "string"},
                        "client_secret": {"type": "string"},
                    },
                },
                "example": {"token": "0b7c1f0e9d8a4c6bb1a2c3d4e5f60718.Zk3x9Qm1t0aBcDeFgHiJ"},
            }
        },
    }
}


@router.post(
    "/auth/revoke",
    response_model=Accepted,
    responses=problem_responses(429, invalid_request=400, invalid_client=401),
    openapi_extra=serves("revoke_token", extra=_BODY),
)
async def revoke(request: Request) -> Response:
    """End the session of a refresh token, and with it its access tokens.

    A token that means nothing is answered alike: who presents it has nothing to lose any more.
    """
    form = await form_of(request)
    client = presented_client(request, form)
    use_case = await container_of(request).get(RevokeToken)
    with as_oauth_errors(basic=client.is_basic):
        await use_case.execute(
            RevokeTokenCommand(
                actor=actor_of(request),
                refresh_token=required(form, "token"),
                client_id=client.client_id,
                client_secret=client.secret,
            )
        )
    return accepted_silently(200)
