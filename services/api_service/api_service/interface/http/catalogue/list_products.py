"""`GET /products`."""

from business_hexagon.application.queries.catalogue.list_products import (
    ListProducts,
    ListProductsQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.responses import Response
from storage_contracts.pages import Page
from storage_contracts.rows.product_row import ProductRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.paging import PageDep
from api_service.interface.http.responses import page

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/products",
    response_model=Page[ProductRow],
    responses=problem_responses(422),
    openapi_extra=serves("list_products"),
)
async def list_products(
    asked: PageDep, actor: ActorDep, use_case: FromDishka[ListProducts]
) -> Response:
    """List the catalogue. Only staff sees products that cannot be ordered."""
    return page(await use_case.execute(ListProductsQuery(actor, asked)))
