"""The same two endpoints, once plain and once lean."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, FastAPI, HTTPException, Path, Query
from problem_details import ProblemError, install_problem_handlers
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from service_runtime import (
    JsonBytes,
    LeanDispatchMiddleware,
    LeanRoute,
    documents,
    parse_body,
    parse_body_as,
    path_value,
    query_value,
)
from starlette.requests import Request
from starlette.responses import Response

UUIDS = TypeAdapter(UUID)
LIMITS: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=1, le=100)])
IDS = TypeAdapter(list[UUID])


class Line(BaseModel):
    """One line."""

    model_config = ConfigDict(extra="forbid")

    product_id: UUID
    quantity: int = Field(gt=0)


class Order(BaseModel):
    """An order."""

    lines: list[Line] = Field(max_length=3)


class Product(BaseModel):
    """A product."""

    product_id: UUID
    limit: int


def plain_router() -> APIRouter:
    """Return the endpoints as FastAPI would have them."""
    router = APIRouter()

    @router.get("/products/{product_id}")
    async def read_product(
        product_id: Annotated[UUID, Path()], limit: Annotated[int, Query(ge=1, le=100)] = 10
    ) -> Product:
        return Product(product_id=product_id, limit=limit)

    @router.post("/orders", status_code=201)
    async def place_order(order: Order) -> Order:
        return order

    @router.post("/batch")
    async def batch(ids: list[UUID]) -> list[UUID]:
        return ids

    return router


def lean_router() -> APIRouter:
    """Return the same endpoints, lean."""
    router = APIRouter(route_class=LeanRoute)

    def product_inputs(
        product_id: Annotated[UUID, Path()], limit: Annotated[int, Query(ge=1, le=100)] = 10
    ) -> None: ...

    def order_inputs(order: Order) -> None: ...

    def batch_inputs(ids: list[UUID]) -> None: ...

    @router.get("/products/{product_id}", response_model=Product)
    @documents(product_inputs)
    async def read_product(request: Request) -> Response:
        product_id = path_value(request, "product_id", UUIDS)
        limit = query_value(request, "limit", LIMITS, 10)
        product = Product(product_id=product_id, limit=limit)
        return JsonBytes(product.model_dump_json().encode())

    @router.post("/orders", response_model=Order, status_code=201)
    @documents(order_inputs)
    async def place_order(request: Request) -> Response:
        order = await parse_body(request, Order)
        return JsonBytes(order.model_dump_json().encode(), 201, [(b"etag", b"1")])

    @router.post("/batch", response_model=list[UUID])
    @documents(batch_inputs)
    async def batch(request: Request) -> Response:
        return JsonBytes(IDS.dump_json(await parse_body_as(request, IDS)))

    return router


def failing_router() -> APIRouter:
    """Return lean endpoints that raise."""
    router = APIRouter(route_class=LeanRoute)

    @router.get("/fail/problem")
    async def problem(_request: Request) -> Response:
        raise ProblemError(409, "version_conflict")

    @router.get("/fail/http")
    async def http(_request: Request) -> Response:
        raise HTTPException(404)

    @router.get("/fail/bug")
    async def bug(_request: Request) -> Response:
        raise RuntimeError

    return router


def shop(*routers: APIRouter, dispatch: bool = True) -> FastAPI:
    """Return an application of these routers."""
    app = FastAPI()
    if dispatch:
        app.add_middleware(LeanDispatchMiddleware, application=app)
    install_problem_handlers(app)
    for router in routers:
        app.include_router(router, prefix="/api")
    return app
