"""The graph is whole, and nothing happens before the start."""

from api_service.composition_root import build_container
from business_hexagon.application.commands.ordering.place_order import PlaceOrder
from business_hexagon.application.queries.catalogue.get_product import GetProduct
from fastapi import FastAPI

from tests.unit.api_service.conftest import composed, settings
from tests.unit.problem_details.asgi_call import call


async def test_everything_that_a_route_asks_for_is_provided() -> None:
    """Every dependency of every use case; dishka checks the graph when it is built."""
    container = build_container(settings())

    assert isinstance(await container.get(PlaceOrder), PlaceOrder)
    assert await container.get(GetProduct) is await container.get(GetProduct)
    await container.close()


async def test_is_alive_without_anything_behind_it(app: FastAPI) -> None:
    """Composing connects to nothing, so it cannot fail for want of a server."""
    answer = await call(app, "GET", "/health")

    assert answer.status == 200


async def test_each_composition_is_its_own() -> None:
    """Two applications in one process share nothing."""
    assert composed(settings()) is not composed(settings())
