"""`POST /auth/register`."""

from typing import Annotated

from business_hexagon.application.commands.identity.register_user import (
    RegisterUser,
    RegisterUserCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.idempotency import REPEATABLE, idempotency_of
from api_service.interface.http.identity.accepted import Accepted, accepted_silently
from api_service.interface.http.limits.charge_account import charge_account

router = APIRouter(route_class=DishkaRoute)


class RegisterBody(BaseModel):
    """Somebody who wants an account."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "email": "ada@example.com",
                    "password": "correct horse battery",
                    "name": "Ada Lovelace",
                }
            ]
        },
    )

    email: Annotated[str, Field(max_length=254)]
    password: Annotated[str, Field(min_length=1, max_length=1024, repr=False)]
    name: Annotated[str, Field(min_length=1, max_length=255)]


@router.post(
    "/auth/register",
    status_code=202,
    response_model=Accepted,
    responses=problem_responses(422, 429, weak_password=422),
    openapi_extra=serves("register_user", extra=REPEATABLE),
)
async def register(
    body: RegisterBody,
    request: Request,
    actor: ActorDep,
    register_user: FromDishka[RegisterUser],
) -> Response:
    """Open an account; a mail with a link to prove the address follows.

    The answer is the same when the address has an account already: its owner gets a mail about it.
    """
    await charge_account(request, "reset_account", body.email)  # each one sends a mail
    without_password = body.model_dump_json(exclude={"password"}).encode()
    await register_user.execute(
        RegisterUserCommand(
            actor=actor,
            email=body.email,
            name=body.name,
            password=body.password,
            idempotency=await idempotency_of(request, actor, without_password),
        )
    )
    return accepted_silently()
