"""`POST /auth/log_in`."""

from typing import Annotated

from business_hexagon.application.commands.identity.log_in import LogIn, LogInCommand
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.identity.token_answer import TokenAnswer, token_response
from api_service.interface.http.limits.charge_account import charge_account

router = APIRouter(route_class=DishkaRoute)


class LogInBody(BaseModel):
    """Who somebody says to be."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"email": "ada@example.com", "password": "correct horse battery"}]
        },
    )

    email: Annotated[str, Field(max_length=254)]
    password: Annotated[str, Field(max_length=1024, repr=False)]


@router.post(
    "/auth/log_in",
    response_model=TokenAnswer,
    responses=problem_responses(
        401,
        422,
        429,
        wrong_credentials=401,
        email_not_verified=403,
        log_in_locked=429,
    ),
    openapi_extra=serves("log_in"),
)
async def log_in(
    body: LogInBody, request: Request, actor: ActorDep, use_case: FromDishka[LogIn]
) -> Response:
    """Get tokens for a password, in JSON; `/auth/token` does the same in OAuth's words."""
    await charge_account(request, "log_in_account", body.email)
    command = LogInCommand(actor=actor, email=body.email, password=body.password)
    return token_response(await use_case.execute(command))
