"""The FastAPI application: every route of this service in one list."""

import re
from typing import Final

from dishka import AsyncContainer
from dishka.integrations.fastapi import setup_dishka
from fastapi import FastAPI
from problem_details import (
    FileBodies,
    RequestLimitsMiddleware,
    install_problem_handlers,
    problem_responses,
)
from service_access import AccessTable, ServiceAccessMiddleware, document_service_tokens
from service_runtime.health import HealthRegistry
from service_runtime.health_app import MetricsRenderer
from service_runtime.health_routes import health_router
from service_runtime.openapi_links import install_links
from signed_tokens import ServiceTokenVerifier
from storage_contracts.attachments import LARGEST_CONTENT

from db_mongo_service.interface.http import (
    attachments,
    cohorts,
    error_rates,
    find_unrecorded_events,
    list_analytics_events,
    list_application_logs,
    live_counters,
    order_funnel,
    record_analytics_events,
    record_application_logs,
    revenue,
    saga_durations,
    top_products,
    user_behaviour,
)
from db_mongo_service.interface.http.links import LINKS
from db_mongo_service.interface.http.problems import STORAGE_PROBLEMS, install_storage_problems

_MAX_BODY_BYTES: Final = 16 * 1024 * 1024
_FILES: Final = FileBodies(re.compile(r"/attachments/[^/]{1,64}"), LARGEST_CONTENT)
_ACCESS_PROBLEMS: Final = problem_responses(401, operation_not_allowed=403)
_ROUTERS: Final = (
    record_analytics_events.router,
    record_application_logs.router,
    find_unrecorded_events.router,
    list_analytics_events.router,
    list_application_logs.router,
    user_behaviour.router,
    revenue.router,
    top_products.router,
    order_funnel.router,
    cohorts.router,
    saga_durations.router,
    error_rates.router,
    live_counters.router,
    attachments.router,
)


def build_application(
    container: AsyncContainer,
    health: HealthRegistry,
    render_metrics: MetricsRenderer,
    verifier: ServiceTokenVerifier,
    request_seconds: float = 30.0,
) -> FastAPI:
    """Return the application; whoever made the container closes it.

    Args:
        container: Gives the routes their repositories.
        health: Answers `/ready`.
        render_metrics: Answers `/metrics`.
        verifier: Tells which service is calling.
        request_seconds: Most time for one request.

    Raises:
        TypeError: A route does not say who may call it.
    """
    app = FastAPI(
        title="db_mongo_service",
        docs_url=None,  # their page would fetch scripts from elsewhere; the document is served
        redoc_url=None,
        redirect_slashes=False,  # a redirect would go to whatever Host the request names
        summary="Analytics events, user behaviour, application logs and files in MongoDB.",
        version=health.info.version,
        # Ours is the telemetry middleware, which decides on sampling before it makes a span.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    install_problem_handlers(app, seconds=request_seconds)
    install_storage_problems(app)
    app.include_router(health_router(health, render_metrics))
    for router in _ROUTERS:
        app.include_router(router, responses={**_ACCESS_PROBLEMS, **STORAGE_PROBLEMS})
    setup_dishka(container, app)
    app.add_middleware(RequestLimitsMiddleware, max_body_bytes=_MAX_BODY_BYTES, files=_FILES)
    document_service_tokens(app)
    install_links(app, LINKS)
    app.add_middleware(ServiceAccessMiddleware, verifier=verifier, table=AccessTable.of(app))
    return app
