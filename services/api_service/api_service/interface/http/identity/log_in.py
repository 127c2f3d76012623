"""`POST /auth/log_in`."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from business_hexagon.application.commands.identity.log_in import LogIn, LogInCommand
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

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


class TokenAnswer(BaseModel):
    """An access token, to be sent as `Authorization: Bearer …`."""

    access_token: Annotated[str, Field(examples=["eyJhbGciOiJIUzI1NiJ9.e30.signature"])]
    token_type: Literal["bearer"] = "bearer"  # noqa: S105  the name of the scheme
    expires_in: Annotated[int, Field(description="Seconds.", examples=[900])]


@router.post("/auth/log_in", response_model=TokenAnswer, responses=problem_responses(401, 422))
async def log_in(body: LogInBody, use_case: FromDishka[LogIn]) -> Response:
    """Get an access token for a password."""
    token = await use_case.execute(LogInCommand(email=body.email, password=body.password))
    seconds = int((token.expires_at - datetime.now(UTC)).total_seconds())
    answer = TokenAnswer(access_token=token.token, expires_in=seconds)
    return Response(
        answer.model_dump_json(),
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )
