"""`GET /products/{product_id}`: the hottest read."""

from typing import Annotated
from uuid import UUID

from business_hexagon.application.queries.catalogue.get_product import (
    GetProduct,
    GetProductQuery,
)
from fastapi import APIRouter, Path
from problem_details.openapi import problem_responses
from pydantic import TypeAdapter
from service_runtime.lean_input import path_value
from service_runtime.lean_route import LeanRoute, documents
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.product_row import ProductRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.container import container_of
from api_service.interface.http.responses import document

router = APIRouter(route_class=LeanRoute)
_UUID = TypeAdapter(UUID)


def _inputs(product_id: Annotated[UUID, Path()]) -> None: ...


@router.get(
    "/products/{product_id}",
    response_model=ProductRow,
    responses=problem_responses(404, 422),
    openapi_extra=serves("get_product"),
)
@documents(_inputs)
async def get_product(request: Request) -> Response:
    """Look at one product. Answers 304 to an If-None-Match with its ETag."""
    product_id = path_value(request, "product_id", _UUID)
    use_case = await container_of(request).get(GetProduct)
    return document(request, await use_case.execute(GetProductQuery(product_id)))
