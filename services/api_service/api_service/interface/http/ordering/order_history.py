"""`GET /orders/{order_id}/timeline` and `GET /orders/{order_id}/versions/{version}`."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from business_hexagon.application.queries.ordering.get_order_at_version import (
    GetOrderAtVersion,
    GetOrderAtVersionQuery,
)
from business_hexagon.application.queries.ordering.get_order_timeline import (
    GetOrderTimeline,
    GetOrderTimelineQuery,
    Party,
    Timeline,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Path
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from service_runtime.lean_route import JsonBytes
from starlette.responses import Response
from storage_clients.mapping.event_mapping import event_data
from storage_contracts.json_value import JsonObject
from storage_contracts.rows.order_row import OrderRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep

router = APIRouter(route_class=DishkaRoute, responses=problem_responses(401, 404, 422))


class TimelineEntry(BaseModel):
    """One event in the life of an order; which of the staff acted is told to staff alone."""

    model_config = ConfigDict(frozen=True)

    event_id: UUID
    event_type: Annotated[str, Field(examples=["order.created"])]
    stream: Annotated[str, Field(examples=["order/1f0c7a52-55f2-6d10-b1a9-0242ac120002"])]
    version: int
    occurred_at: datetime
    service: Annotated[str, Field(examples=["api_service"])]
    request_id: str
    acted_by: Party | None
    user_id: UUID | None
    data: JsonObject


class OrderTimeline(BaseModel):
    """The story of an order, oldest event first."""

    items: list[TimelineEntry]


def present_timeline(timeline: Timeline) -> bytes:
    """The story as JSON."""
    entries = [
        TimelineEntry(
            event_id=recorded.event_id,
            event_type=recorded.event.event_type,
            stream=recorded.stream,
            version=recorded.version,
            occurred_at=recorded.occurred_at,
            service=recorded.service,
            request_id=recorded.request_id,
            acted_by=acted_by,
            user_id=recorded.user_id,
            data=event_data(recorded.event),
        )
        for recorded, acted_by in ((one.recorded, one.acted_by) for one in timeline)
    ]
    return OrderTimeline(items=entries).model_dump_json().encode()


@router.get(
    "/orders/{order_id}/timeline",
    response_model=OrderTimeline,
    openapi_extra=serves("get_order_timeline"),
)
async def get_order_timeline(
    order_id: UUID, actor: ActorDep, use_case: FromDishka[GetOrderTimeline]
) -> Response:
    """Tell the story of an order: its own events, its saga's and its payment's."""
    return JsonBytes(await use_case.execute(GetOrderTimelineQuery(actor, order_id)))


@router.get(
    "/orders/{order_id}/versions/{version}",
    response_model=OrderRow,
    openapi_extra=serves("get_order_at_version"),
)
async def get_order_at_version(
    order_id: UUID,
    version: Annotated[int, Path(ge=1, le=1_000_000)],
    actor: ActorDep,
    use_case: FromDishka[GetOrderAtVersion],
) -> Response:
    """Look at an order as it was: its first events, folded."""
    return JsonBytes(await use_case.execute(GetOrderAtVersionQuery(actor, order_id, version)))
