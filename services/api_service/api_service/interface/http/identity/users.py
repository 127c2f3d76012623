"""`GET /users`, `GET /users/{user_id}`, `PATCH /users/{user_id}` and the end of all sessions."""

from typing import Self
from uuid import UUID

from business_hexagon.application.commands.identity.change_user_role import (
    ChangeUserRole,
    ChangeUserRoleCommand,
)
from business_hexagon.application.commands.identity.revoke_user_sessions import (
    RevokeUserSessions,
    RevokeUserSessionsCommand,
)
from business_hexagon.application.commands.identity.set_user_activity import (
    SetUserActivity,
    SetUserActivityCommand,
)
from business_hexagon.application.queries.identity.get_user import GetUser, GetUserQuery
from business_hexagon.application.queries.identity.list_users import ListUsers, ListUsersQuery
from business_hexagon.domain.identity.role import Role
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, model_validator
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.pages import Page
from storage_contracts.rows.user_row import UserRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.idempotency import idempotency_of
from api_service.interface.http.identity.accepted import done
from api_service.interface.http.paging import PageDep
from api_service.interface.http.preconditions import REPEATABLE_CHANGE, expected_version
from api_service.interface.http.responses import changed, document, page

router = APIRouter(route_class=DishkaRoute)


class ChangeUserBody(BaseModel):
    """What an administrator changes: the role or the activity, one at a time."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"role": "support"}, {"is_active": False}]}
    )

    role: Role | None = None
    is_active: bool | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        """Two changes would be two writes, of which one could fail alone."""
        if (self.role is None) == (self.is_active is None):
            raise ValueError("give either role or is_active")
        return self


@router.get(
    "/users",
    response_model=Page[UserRow],
    responses=problem_responses(401, 403, 422, 429),
    openapi_extra=serves("list_users"),
)
async def list_users(asked: PageDep, actor: ActorDep, use_case: FromDishka[ListUsers]) -> Response:
    """List the accounts (support)."""
    return page(await use_case.execute(ListUsersQuery(actor, asked)))


@router.get(
    "/users/{user_id}",
    response_model=UserRow,
    responses=problem_responses(401, 403, 404, 422, 429),
    openapi_extra=serves("get_user"),
)
async def get_user(
    user_id: UUID, request: Request, actor: ActorDep, use_case: FromDishka[GetUser]
) -> Response:
    """Look at an account (support)."""
    return document(request, await use_case.execute(GetUserQuery(actor, user_id)))


@router.patch(
    "/users/{user_id}",
    response_model=UserRow,
    responses=problem_responses(401, 403, 404, 412, 422, 428, 429, role_protected=409),
    openapi_extra=serves("change_user_role", "set_user_activity", extra=REPEATABLE_CHANGE),
)
async def change_user(  # noqa: PLR0917  FastAPI passes them by name
    user_id: UUID,
    body: ChangeUserBody,
    request: Request,
    actor: ActorDep,
    change_role: FromDishka[ChangeUserRole],
    set_activity: FromDishka[SetUserActivity],
) -> Response:
    """Change somebody's role, or close or open the account (administrators).

    It counts within seconds, also for tokens that were issued before.
    """
    version = expected_version(request)
    idempotency = await idempotency_of(request, actor)
    if body.role is not None:
        return changed(
            await change_role.execute(
                ChangeUserRoleCommand(
                    actor=actor,
                    user_id=user_id,
                    role=body.role,
                    expected_version=version,
                    idempotency=idempotency,
                )
            )
        )
    return changed(
        await set_activity.execute(
            SetUserActivityCommand(
                actor=actor,
                user_id=user_id,
                is_active=body.is_active is True,
                expected_version=version,
                idempotency=idempotency,
            )
        )
    )


@router.post(
    "/users/{user_id}/revoke_sessions",
    status_code=204,
    responses=problem_responses(401, 403, 404, 422, 429),
    openapi_extra=serves("revoke_user_sessions"),
)
async def revoke_user_sessions(
    user_id: UUID, actor: ActorDep, use_case: FromDishka[RevokeUserSessions]
) -> Response:
    """End all sessions of somebody (administrators)."""
    await use_case.execute(RevokeUserSessionsCommand(actor, user_id))
    return done()
