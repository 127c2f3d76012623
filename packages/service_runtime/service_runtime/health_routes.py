"""/health, /ready and /metrics as documented FastAPI routes."""

import json
from collections.abc import Callable, Mapping

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from service_runtime.health import HealthRegistry
from service_runtime.health_app import MetricsRenderer

__all__ = ["health_router"]


class CheckReport(BaseModel):
    """Latest result of one check."""

    status: str = Field(examples=["ok"])
    age_seconds: float = Field(examples=[0.4])
    reason: str | None = Field(examples=[None])


class ReadyReport(BaseModel):
    """Whether the process can work."""

    status: str = Field(examples=["ready"])
    service: str = Field(examples=["api_service"])
    checks: dict[str, CheckReport]


class AliveReport(BaseModel):
    """That the process is alive."""

    status: str = Field(examples=["alive"])
    service: str = Field(examples=["api_service"])
    version: str = Field(examples=["0.1.0"])
    uptime_seconds: float = Field(examples=[12.5])


def health_router(
    health: HealthRegistry,
    render_metrics: MetricsRenderer,
    *,
    is_inside: Callable[[Mapping[str, object]], bool] | None = None,
) -> APIRouter:
    """Return the router with the three probe routes.

    Args:
        health: The checks of this process.
        render_metrics: Returns the body and content type of `/metrics`.
        is_inside: Whether the request with this scope may see the figures: for a process that the
            world can ask. All may where something else stands before the routes.
    """
    router = APIRouter(tags=["health"])

    @router.get("/health", response_model=AliveReport)
    async def alive() -> Response:
        """Tell that the process is alive."""
        return Response(json.dumps(health.alive()), media_type="application/json")

    @router.get(
        "/ready",
        response_model=ReadyReport,
        responses={503: {"model": ReadyReport, "description": "A dependency does not answer."}},
    )
    async def ready() -> Response:
        """Tell whether the process and what it depends on can work."""
        is_ready, report = await health.ready()
        status = 200 if is_ready else 503
        return Response(json.dumps(report), status, media_type="application/json")

    @router.get(
        "/metrics",
        response_class=Response,
        responses={} if is_inside is None else {404: {"description": "Asked from outside."}},
    )
    async def metrics(request: Request) -> Response:
        """Return the metrics in the Prometheus text format."""
        if is_inside is not None and not is_inside(request.scope):
            raise HTTPException(404)  # as if there were none: what is going on is nobody's business
        body, media_type = render_metrics()
        return Response(body, headers={"content-type": media_type})

    return router
