"""Event streams and idempotency records."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from problem_details import problem_responses
from pydantic import Field, TypeAdapter
from service_access import callers
from service_runtime import JsonBytes, LeanRoute, documents, path_value, query_value
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.atomic_write import IdempotencyRecord
from storage_contracts.stored_event import StoredEvent

from db_postgres_service.infrastructure.reading.event_streams import (
    LAST_VERSION,
    ReadEventStream,
    ReadIdempotencyRecord,
)
from db_postgres_service.interface.http import examples
from db_postgres_service.interface.http.documented import answers

_Kind = Annotated[str, Field(pattern="^[a-z_]{1,20}$")]
_Version = Annotated[int, Field(ge=0, le=LAST_VERSION)]
_Name = Annotated[str, Field(min_length=1, max_length=200)]
_KIND: TypeAdapter[str] = TypeAdapter(_Kind)
_UUID: TypeAdapter[UUID] = TypeAdapter(UUID)
_VERSION: TypeAdapter[int] = TypeAdapter(_Version)
_NAME: TypeAdapter[str] = TypeAdapter(_Name)


def stream_router(streams: ReadEventStream, records: ReadIdempotencyRecord) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["events"], route_class=LeanRoute)

    def _stream_inputs(
        kind: Annotated[str, Path(pattern="^[a-z_]{1,20}$", examples=["order"])],
        identity: Annotated[UUID, Path()],
        after_version: Annotated[int, Query(ge=0, le=LAST_VERSION)] = 0,
        until_version: Annotated[int, Query(ge=0, le=LAST_VERSION)] = LAST_VERSION,
    ) -> None: ...

    @router.get(
        "/event_streams/{kind}/{identity}",
        openapi_extra=callers("api_service", "quintet_cli"),
        response_model=list[StoredEvent],
        responses=answers([examples.STORED_EVENT], problem_responses(422, storage_unavailable=503)),
    )
    @documents(_stream_inputs)
    async def get_event_stream(request: Request) -> Response:
        """Return the events of one aggregate in order; none of a stream that is not there."""
        kind = path_value(request, "kind", _KIND)
        identity = path_value(request, "identity", _UUID)
        after = query_value(request, "after_version", _VERSION, 0)
        until = query_value(request, "until_version", _VERSION, LAST_VERSION)
        return JsonBytes(await streams.read(f"{kind}/{identity}", after, until))

    def _record_inputs(
        scope: Annotated[str, Query(min_length=1, max_length=200)],
        key: Annotated[str, Query(min_length=1, max_length=200)],
    ) -> None: ...

    @router.get(
        "/idempotency_records",
        openapi_extra=callers("api_service", "bot_service", "worker_service"),
        response_model=IdempotencyRecord,
        responses=answers(examples.RECORD, problem_responses(404, 422, storage_unavailable=503)),
    )
    @documents(_record_inputs)
    async def get_idempotency_record(request: Request) -> Response:
        """Return what was stored under an idempotency key."""
        scope = query_value(request, "scope", _NAME, "")
        key = query_value(request, "key", _NAME, "")
        return JsonBytes(await records.read(scope, key))

    return router
