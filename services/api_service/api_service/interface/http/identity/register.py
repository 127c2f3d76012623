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
from storage_contracts.rows.user_row import UserRow

from api_service.interface.http.authentication import AnybodyDep
from api_service.interface.http.idempotency import REPEATABLE, idempotency_of
from api_service.interface.http.responses import created

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
    status_code=201,
    response_model=UserRow,
    responses=problem_responses(422, email_taken=409, weak_password=422),
    openapi_extra=REPEATABLE,
)
async def register(
    body: RegisterBody,
    request: Request,
    actor: AnybodyDep,
    register_user: FromDishka[RegisterUser],
) -> Response:
    """Open an account."""
    without_password = body.model_dump_json(exclude={"password"}).encode()
    outcome = await register_user.execute(
        RegisterUserCommand(
            actor=actor,
            email=body.email,
            name=body.name,
            password=body.password,
            idempotency=await idempotency_of(request, actor, without_password),
        )
    )
    return created(outcome, location="/api/v1/me")
