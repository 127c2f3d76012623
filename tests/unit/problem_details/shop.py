"""A small application with every kind of mistake in it."""

from decimal import Decimal
from typing import Annotated, Literal

from fastapi import FastAPI, HTTPException, Query
from problem_details import (
    FieldProblem,
    ProblemError,
    RequestLimitsMiddleware,
    install_problem_handlers,
    problem_responses,
)
from pydantic import BaseModel, ConfigDict, Field, field_validator


class Line(BaseModel):
    """One line of an order."""

    model_config = ConfigDict(extra="forbid")

    sku: str = Field(max_length=8)
    quantity: int = Field(gt=0, le=1_000_000)
    unit_price: Decimal = Field(decimal_places=4, default=Decimal(1))
    kind: Literal["product", "fee"] = "product"

    @field_validator("sku")
    @classmethod
    def _no_spaces(cls, sku: str) -> str:
        if " " in sku:
            raise ValueError("must not hold spaces")
        return sku


class Order(BaseModel):
    """An order."""

    model_config = ConfigDict(extra="forbid")

    lines: list[Line] = Field(min_length=1, max_length=3)


def shop() -> FastAPI:
    """Return the application."""
    app = FastAPI()
    install_problem_handlers(app)
    app.add_middleware(
        RequestLimitsMiddleware, max_body_bytes=1000, max_json_depth=8, max_headers=20
    )

    @app.post("/orders", responses=problem_responses(422, insufficient_stock=409))
    async def place(order: Order) -> int:
        return len(order.lines)

    @app.get("/orders/{order_id}")
    async def read(order_id: int, limit: Annotated[int, Query(le=100)] = 10) -> int:
        return order_id * limit

    @app.get("/conflict")
    async def conflict() -> None:
        raise ProblemError(
            409,
            "version_conflict",
            "It has changed.",
            extensions={"current_version": 7, "status": 200},
            headers={"Retry-After": "1"},
            errors=[FieldProblem(path="version", message="is stale", code="stale")],
        )

    @app.get("/teapot")
    async def teapot() -> None:
        raise HTTPException(418, "short and stout", headers={"X-Pot": "tea"})

    @app.get("/unchanged")
    async def unchanged() -> None:
        raise HTTPException(304)

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("password=hunter2")

    @app.get("/endless")
    async def endless() -> None:
        raise RecursionError

    return app
