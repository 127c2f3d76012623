"""GET /user_behaviour and GET /user_behaviour/{user_key}."""

from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Path
from problem_details import ProblemError, problem_responses
from service_access import callers
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.analytics.user_behaviour import EXAMPLE_ACTIVITY, UserActivity, UserBehaviour
from storage_contracts.pages import Page

from db_mongo_service.infrastructure.listing.listables import USER_BEHAVIOUR
from db_mongo_service.infrastructure.repositories.listing import UserBehaviourListing
from db_mongo_service.infrastructure.repositories.user_behaviour import (
    UserBehaviourRepository,
    with_event_types,
)
from db_mongo_service.interface.http.json_response import json_response
from db_mongo_service.interface.http.list_parameters import (
    Cursor,
    Limit,
    Sort,
    document_list,
    list_request,
)

router = APIRouter(route_class=DishkaRoute, tags=["user_behaviour"])


@router.get(
    "/user_behaviour",
    response_model=Page[UserActivity],
    responses=problem_responses(422),
    openapi_extra=callers(
        "api_service", "quintet_cli", extra=document_list(USER_BEHAVIOUR, EXAMPLE_ACTIVITY)
    ),
)
async def list_user_behaviour(
    request: Request,
    listing: FromDishka[UserBehaviourListing],
    limit: Limit = 50,
    sort: Sort = None,
    cursor: Cursor = None,
) -> Response:
    """List people by their last event, newest first."""
    page = await listing.page(list_request(request, limit, sort, cursor))
    items = [UserActivity.model_validate(with_event_types(item)) for item in page.items]
    return json_response(Page[UserActivity](items=items, next_cursor=page.next_cursor))


@router.get(
    "/user_behaviour/{user_key}",
    openapi_extra=callers("api_service", "quintet_cli"),
    response_model=UserBehaviour,
    responses=problem_responses(404, 422),
)
async def get_user_behaviour(
    user_key: Annotated[str, Path(max_length=128)],
    repository: FromDishka[UserBehaviourRepository],
) -> Response:
    """Return what a person did, ordered and spent."""
    behaviour = await repository.get(user_key)
    if behaviour is None:
        raise ProblemError(404, "not_found", "No event named this person.")
    return json_response(behaviour)
