"""`GET /me` and `PATCH /me`."""

from typing import Annotated

from business_hexagon.application.commands.identity.update_me import UpdateMe, UpdateMeCommand
from business_hexagon.application.queries.identity.get_me import GetMe, GetMeQuery
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.user_row import UserRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.idempotency import idempotency_of
from api_service.interface.http.limits.charge_account import charge_account
from api_service.interface.http.preconditions import REPEATABLE_CHANGE, expected_version
from api_service.interface.http.responses import changed, document

router = APIRouter(route_class=DishkaRoute)


class UpdateMeBody(BaseModel):
    """What changes; a field that is left out stays. Another address asks for the password."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"name": "Countess Ada"}]}
    )

    email: Annotated[str, Field(max_length=254)] | None = None
    name: Annotated[str, Field(min_length=1, max_length=255)] | None = None
    current_password: Annotated[str | None, Field(min_length=1, max_length=1024, repr=False)] = None


@router.get(
    "/me", response_model=UserRow, responses=problem_responses(401), openapi_extra=serves("get_me")
)
async def get_me(request: Request, actor: ActorDep, use_case: FromDishka[GetMe]) -> Response:
    """Look at one's own account."""
    return document(request, await use_case.execute(GetMeQuery(actor)))


@router.patch(
    "/me",
    response_model=UserRow,
    responses=problem_responses(
        401, 403, 412, 422, 428, 429, wrong_credentials=401, log_in_locked=429
    ),
    openapi_extra=serves("update_me", extra=REPEATABLE_CHANGE),
)
async def update_me(
    body: UpdateMeBody, request: Request, actor: ActorDep, use_case: FromDishka[UpdateMe]
) -> Response:
    """Change one's own account."""
    if body.email is not None:
        await charge_account(request, "reset_account", body.email)  # each one sends a mail
    if body.current_password is not None:
        await charge_account(request, "log_in_account", str(actor.user_id))
    # The password stays out of the stored hash of the request.
    said = None if body.current_password is None else _without_password(body)
    return changed(
        await use_case.execute(
            UpdateMeCommand(
                actor=actor,
                email=body.email,
                name=body.name,
                current_password=body.current_password,
                expected_version=expected_version(request),
                idempotency=await idempotency_of(request, actor, said),
            )
        )
    )


def _without_password(body: UpdateMeBody) -> bytes:
    return body.model_dump_json(exclude={"current_password"}).encode()
