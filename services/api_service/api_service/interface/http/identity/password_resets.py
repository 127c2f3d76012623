"""`POST /auth/password_resets` and its confirmation."""

from typing import Annotated

from business_hexagon.application.commands.identity.request_password_reset import (
    RequestPasswordReset,
    RequestPasswordResetCommand,
)
from business_hexagon.application.commands.identity.reset_password import (
    ResetPassword,
    ResetPasswordCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.identity.accepted import Accepted, accepted_silently, done
from api_service.interface.http.identity.email_verifications import AddressBody, MailedTokenBody
from api_service.interface.http.limits.charge_account import charge_account

router = APIRouter(route_class=DishkaRoute)


class NewPasswordBody(MailedTokenBody):
    """The token from the mail, and another password."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "token": "0b7c1f0e9d8a4c6bb1a2c3d4e5f60718.Zk3x9Qm1t0aBcDeFgHiJkLmNoPqRsTuV",
                    "password": "correct horse battery",
                }
            ]
        },
    )

    password: Annotated[str, Field(min_length=1, max_length=1024, repr=False)]


@router.post(
    "/auth/password_resets",
    status_code=202,
    response_model=Accepted,
    responses=problem_responses(422, 429),
    openapi_extra=serves("request_password_reset"),
)
async def request_password_reset(
    body: AddressBody,
    request: Request,
    actor: ActorDep,
    use_case: FromDishka[RequestPasswordReset],
) -> Response:
    """Ask for a mail with which to choose another password; the answer tells nothing."""
    await charge_account(request, "reset_account", body.email)
    await use_case.execute(RequestPasswordResetCommand(actor, body.email))
    return accepted_silently()


@router.post(
    "/auth/password_resets/confirm",
    status_code=204,
    responses=problem_responses(422, 429, invalid_one_time_token=422, weak_password=422),
    openapi_extra=serves("reset_password"),
)
async def reset_password(
    body: NewPasswordBody, actor: ActorDep, use_case: FromDishka[ResetPassword]
) -> Response:
    """Choose another password with the token from the mail; all sessions end."""
    await use_case.execute(ResetPasswordCommand(actor, body.token, body.password))
    return done()
