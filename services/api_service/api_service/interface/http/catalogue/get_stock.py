"""`GET /products/{product_id}/stock`."""

from uuid import UUID

from business_hexagon.application.queries.catalogue.get_stock import GetStock, GetStockQuery
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.product_row import StockRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.responses import document

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/products/{product_id}/stock",
    response_model=StockRow,
    responses=problem_responses(401, 403, 404, 422),
    openapi_extra=serves("get_stock"),
)
async def get_stock(
    product_id: UUID, request: Request, actor: ActorDep, use_case: FromDishka[GetStock]
) -> Response:
    """Look at the pieces of a product (staff)."""
    return document(request, await use_case.execute(GetStockQuery(actor, product_id)))
