"""`POST /auth/email_verifications` and its confirmation."""

from typing import Annotated

from business_hexagon.application.commands.identity.request_email_verification import (
    RequestEmailVerification,
    RequestEmailVerificationCommand,
)
from business_hexagon.application.commands.identity.verify_email import (
    VerifyEmail,
    VerifyEmailCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.identity.accepted import Accepted, accepted_silently, done
from api_service.interface.http.limits.charge_account import charge_account

router = APIRouter(route_class=DishkaRoute)


class AddressBody(BaseModel):
    """Whose address it is about."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"email": "ada@example.com"}]}
    )

    email: Annotated[str, Field(max_length=254)]


class MailedTokenBody(BaseModel):
    """The token from the mail."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"token": "0b7c1f0e9d8a4c6bb1a2c3d4e5f60718.Zk3x9Qm1t0aBcDeFgHiJkLmNo"}]
        },
    )

    token: Annotated[str, Field(min_length=1, max_length=200, repr=False)]


class VerificationBody(MailedTokenBody):
    """The token from the mail, and the password of the account."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "token": "0b7c1f0e9d8a4c6bb1a2c3d4e5f60718.Zk3x9Qm1t0aBcDeFgHiJkLmNo",
                    "password": "correct horse battery",
                }
            ]
        },
    )

    password: Annotated[str, Field(max_length=1024, repr=False)]


@router.post(
    "/auth/email_verifications",
    status_code=202,
    response_model=Accepted,
    responses=problem_responses(422, 429),
    openapi_extra=serves("request_email_verification"),
)
async def request_email_verification(
    body: AddressBody,
    request: Request,
    actor: ActorDep,
    use_case: FromDishka[RequestEmailVerification],
) -> Response:
    """Ask for another mail that proves the address; the answer tells nothing of the account."""
    await charge_account(request, "reset_account", body.email)
    await use_case.execute(RequestEmailVerificationCommand(actor, body.email))
    return accepted_silently()


@router.post(
    "/auth/email_verifications/confirm",
    status_code=204,
    responses=problem_responses(
        401,
        422,
        429,
        invalid_one_time_token=422,
        wrong_credentials=401,
        log_in_locked=429,
    ),
    openapi_extra=serves("verify_email"),
)
async def verify_email(
    body: VerificationBody, actor: ActorDep, use_case: FromDishka[VerifyEmail]
) -> Response:
    """Prove an address with the token from the mail and the account's password; it works once.

    Whoever reads the mail and never chose that password asks for a reset instead: it confirms the
    address too, and ends everything that whoever opened the account had there.
    """
    await use_case.execute(VerifyEmailCommand(actor, body.token, body.password))
    return done()
