"""The lean routes refuse bodies with the very words that FastAPI itself would use."""

import json

import pytest
from api_service.interface.http.ordering.place_order import PlaceOrderBody
from fastapi import FastAPI
from problem_details.handlers import install_problem_handlers
from problem_details.limits import RequestLimitsMiddleware

from tests.integration.api_service.bad_messages import BODIES
from tests.integration.api_service.bad_orders import LINES, ORDERS
from tests.integration.api_service.bad_request import BadRequest, filled
from tests.unit.problem_details.asgi_call import call

PATH = "/api/v1/orders"
BAD = [bad for bad in (*LINES, *ORDERS, *BODIES) if bad.path == PATH]
UNREAD = {"invalid_value", "mixed_currencies", "product_unknown", "negative_total"}


def _plain() -> FastAPI:
    app = FastAPI()

    @app.post(PATH)
    async def place_order(body: PlaceOrderBody) -> None:
        del body

    install_problem_handlers(app)
    app.add_middleware(RequestLimitsMiddleware)
    return app


@pytest.mark.parametrize(
    "bad",
    [bad for bad in BAD if bad.code not in UNREAD],
    ids=lambda bad: bad.name.replace(" ", "_"),
)
async def test_refuses_as_a_plain_route_does(app: FastAPI, bad: BadRequest) -> None:
    """Status, code, and each field with its message."""
    _, body = filled(bad, "1f0c7a52-55f2-6d10-b1a9-0242ac120002")
    assert body is not None

    lean = await call(app, "POST", PATH, body, headers=dict(bad.headers))
    plain = await call(_plain(), "POST", PATH, body, headers=dict(bad.headers))

    assert lean.status == plain.status == bad.status
    said = [json.loads(one.body) | {"request_id": ""} for one in (lean, plain)]
    assert said[0] == said[1]
