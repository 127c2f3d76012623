"""`GET /colleagues`."""

from typing import Annotated
from uuid import UUID

from business_hexagon.application.queries.tasks.list_colleagues import (
    ListColleagues,
    ListColleaguesQuery,
)
from business_hexagon.domain.identity.role import Role
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, Field
from service_runtime.lean_route import JsonBytes
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep

router = APIRouter(route_class=DishkaRoute)


class ColleagueEntry(BaseModel):
    """Somebody who works here."""

    user_id: Annotated[UUID, Field(examples=["1f0c7a52-55f2-6d10-b1a9-0242ac120002"])]
    name: Annotated[str, Field(examples=["Ada Lovelace"])]
    role: Annotated[Role, Field(examples=["staff"])]


class ColleagueList(BaseModel):
    """Everybody who works here, by name; a hundred at most."""

    items: list[ColleagueEntry]


@router.get(
    "/colleagues",
    response_model=ColleagueList,
    responses=problem_responses(401, 403),
    openapi_extra=serves("list_colleagues"),
)
async def list_colleagues(actor: ActorDep, use_case: FromDishka[ListColleagues]) -> Response:
    """List whom a task can be given to (support)."""
    found = await use_case.execute(ListColleaguesQuery(actor))
    items = [ColleagueEntry(user_id=one.user_id, name=one.name, role=one.role) for one in found]
    return JsonBytes(ColleagueList(items=items).model_dump_json().encode())
