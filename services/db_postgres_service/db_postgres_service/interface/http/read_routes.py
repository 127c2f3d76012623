"""Generic reads: one row, a page of rows, many rows by their ids; the same for each resource."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Path, Query
from problem_details import problem_responses
from pydantic import Field, TypeAdapter
from service_access import callers
from service_runtime import JsonBytes, LeanRoute, documents, parse_body, path_value, query_value
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.pages import BatchGet
from storage_contracts.wire_model import WireModel

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.errors import InvalidQueryError
from db_postgres_service.infrastructure.reading.batches import ReadBatch
from db_postgres_service.infrastructure.reading.filters import MAX_FILTERS, parse_filter
from db_postgres_service.infrastructure.reading.lists import ListRequest, ReadPage
from db_postgres_service.infrastructure.reading.resource import Resource
from db_postgres_service.infrastructure.reading.single_rows import Document, ReadRow
from db_postgres_service.interface.http import examples
from db_postgres_service.interface.http.documented import answers, body_example, page_of
from db_postgres_service.interface.http.filter_parameters import filter_parameters
from db_postgres_service.interface.http.resource_callers import RESOURCE_CALLERS

_UUID = TypeAdapter(UUID)
_POSITION: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=1, lt=1 << 63)])
_LIMIT: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=1, le=500)])
_DEFAULT_LIMIT = 50
_MAX_IDS = 2000


def _uuid_inputs(key: Annotated[UUID, Path()]) -> None: ...


def _position_inputs(key: Annotated[int, Path(ge=1, lt=1 << 63)]) -> None: ...


def _uuid_of(request: Request) -> UUID | int:
    return path_value(request, "key", _UUID)


def _position_of(request: Request) -> UUID | int:
    return path_value(request, "key", _POSITION)


def document_response(document: Document) -> Response:
    """Return a row with its version as ETag and its owner, where it has them."""
    headers: list[tuple[bytes, bytes]] = []
    if document.version is not None:
        headers.append((b"etag", b'"%d"' % document.version))
    if document.owner is not None:
        headers.append((b"x-owner-id", document.owner.encode()))
    return JsonBytes(document.body, headers=headers)


def list_request(request: Request, resource: Resource) -> ListRequest:
    """Return what the query asks for.

    Raises:
        RequestValidationError: The limit is not one.
        InvalidQueryError: A parameter is unknown, or given twice.
    """
    limit = query_value(request, "limit", _LIMIT, _DEFAULT_LIMIT)
    asked = ListRequest(limit)
    seen: set[str] = set()
    for name, text in request.query_params.multi_items():
        if name in seen:
            raise InvalidQueryError(name, "repeated_parameter", "Give each parameter once.")
        seen.add(name)
        if name == "cursor":
            asked = ListRequest(limit, text, asked.sort, asked.filters)
        elif name == "sort":
            asked = ListRequest(limit, asked.cursor, text, asked.filters)
        elif name != "limit":
            asked.filters.append(parse_filter(resource, name, text))
    if len(asked.filters) > MAX_FILTERS:
        raise InvalidQueryError("", "too_many_filters", f"At most {MAX_FILTERS} filters.")
    return asked


def single_row_router(
    database: Database, resource: Resource, row_model: type[WireModel], example: WireModel
) -> APIRouter:
    """Return the route of one row."""
    router = APIRouter(tags=[resource.name], route_class=LeanRoute)
    read_row = ReadRow(database, resource)
    key_of = _uuid_of if resource.is_keyed_by_uuid() else _position_of
    inputs = _uuid_inputs if resource.is_keyed_by_uuid() else _position_inputs

    @router.get(
        f"/{resource.name}/{{key}}",
        response_model=row_model,
        responses=answers(example, problem_responses(404, 422, storage_unavailable=503)),
        operation_id=f"get_{resource.name}_row",
        openapi_extra=callers(*RESOURCE_CALLERS[resource.name].row),
        summary=f"One row of {resource.name}, its version as ETag",
    )
    @documents(inputs)
    async def get_row(request: Request) -> Response:
        return document_response(await read_row.read(key_of(request)))

    return router


def list_router(
    database: Database, resource: Resource, page_model: type[WireModel], example: WireModel
) -> APIRouter:
    """Return the routes of a page and of a batch."""
    router = APIRouter(tags=[resource.name], route_class=LeanRoute)
    read_page = ReadPage(database, resource)

    def _page_inputs(
        limit: Annotated[int, Query(ge=1, le=500)] = _DEFAULT_LIMIT,
        cursor: Annotated[str | None, Query(description="`next_cursor` of the page before")] = None,
        sort: Annotated[str | None, Query(examples=[resource.default_sort])] = None,
    ) -> None: ...

    @router.get(
        f"/{resource.name}",
        response_model=page_model,
        responses=answers(
            page_of(example), problem_responses(422, cursor_invalid=422, storage_unavailable=503)
        ),
        operation_id=f"list_{resource.name}",
        openapi_extra=callers(
            *RESOURCE_CALLERS[resource.name].page, extra=filter_parameters(resource)
        ),
        summary=f"A page of {resource.name}; filters as `<field>__<operator>=<value>`",
    )
    @documents(_page_inputs)
    async def get_page(request: Request) -> Response:
        return JsonBytes(await read_page.read(list_request(request, resource)))

    if resource.is_keyed_by_uuid():
        read_batch = ReadBatch(database, resource)

        def _batch_inputs(
            body: Annotated[BatchGet, Body(openapi_examples=body_example(examples.BATCH_GET))],
        ) -> None: ...

        @router.post(
            f"/{resource.name}/batch_get",
            response_model=page_model,
            responses=answers(
                page_of(example), problem_responses(400, 413, 415, 422, storage_unavailable=503)
            ),
            operation_id=f"batch_get_{resource.name}",
            openapi_extra=callers(*RESOURCE_CALLERS[resource.name].batch),
            summary=f"Many rows of {resource.name} by their ids; unknown ids are left out",
        )
        @documents(_batch_inputs)
        async def get_batch(request: Request) -> Response:
            wanted = await parse_body(request, BatchGet)
            return JsonBytes(await read_batch.read(wanted.ids, wanted.skus))

    return router
