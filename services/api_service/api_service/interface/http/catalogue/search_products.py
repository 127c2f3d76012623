"""`GET /products/search`."""

from typing import Annotated

from business_hexagon.application.queries.catalogue.search_products import (
    SearchProducts,
    SearchProductsQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details.openapi import problem_responses
from starlette.responses import Response
from storage_contracts.pages import Page
from storage_contracts.rows.product_row import ProductRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.field_names import field_called
from api_service.interface.http.paging import PageDep
from api_service.interface.http.responses import page

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/products/search",
    response_model=Page[ProductRow],
    responses=problem_responses(422),
    openapi_extra=serves("search_products"),
)
async def search_products(
    q: Annotated[str, Query(min_length=1, max_length=100, examples=["lantern"])],
    asked: PageDep,
    actor: ActorDep,
    use_case: FromDishka[SearchProducts],
) -> Response:
    """Find products by a part of their name."""
    with field_called("query.q", instead_of="text"):
        return page(await use_case.execute(SearchProductsQuery(actor, q, asked)))
