"""The FastAPI application, from use cases that are ready to run."""

from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from typing import Final

from fastapi import APIRouter, FastAPI
from problem_details import (
    RequestLimitsMiddleware,
    install_problem_handlers,
    problem_responses,
)
from service_access import AccessTable, ServiceAccessMiddleware, document_service_tokens
from service_runtime import LeanDispatchMiddleware
from service_runtime.openapi_links import install_links
from signed_tokens import ServiceTokenVerifier
from storage_contracts.outbox import LONGEST_WAIT_SECONDS

from db_postgres_service.infrastructure.errors import StorageError
from db_postgres_service.interface.http.links import LINKS
from db_postgres_service.interface.http.storage_problems import when_storage_failed

_MAX_BODY_BYTES = 32 * 1024 * 1024
"""A batch of two hundred large writes; the public limit is the API's."""

REQUEST_SECONDS: Final = 30.0
_REPORT_SECONDS: Final = 300.0
LONGER: Final = {
    # A claim waits as long as it says, then for its statement.
    "/outbox/claims": LONGEST_WAIT_SECONDS + REQUEST_SECONDS,
    # These read whole tables.
    "/invariants": _REPORT_SECONDS,
    "/ledger": _REPORT_SECONDS,
    "/stock_rebuild": _REPORT_SECONDS,
}
"""What may take longer than other requests, in seconds by path."""

ACCESS_PROBLEMS = problem_responses(401, operation_not_allowed=403)

type Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def build_application(
    routers: Iterable[APIRouter], verifier: ServiceTokenVerifier, lifespan: Lifespan | None = None
) -> FastAPI:
    """Return the application.

    Args:
        routers: All routes; earlier ones win.
        verifier: Tells which service is calling.
        lifespan: What runs around the serving.

    Raises:
        TypeError: A route does not say who may call it.
    """
    app = FastAPI(
        title="db_postgres_service",
        docs_url=None,  # their page would fetch scripts from elsewhere; the document is served
        redoc_url=None,
        redirect_slashes=False,  # a redirect would go to whatever Host the request names
        summary="The only door to PostgreSQL.",
        version="0.1.0",
        lifespan=lifespan,
        # Ours is the telemetry middleware, which decides on sampling before it makes a span.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.add_middleware(LeanDispatchMiddleware, application=app)
    install_problem_handlers(app, seconds=REQUEST_SECONDS, longer=LONGER)
    app.add_exception_handler(StorageError, when_storage_failed)
    app.add_middleware(RequestLimitsMiddleware, max_body_bytes=_MAX_BODY_BYTES)
    for router in routers:
        app.include_router(router, responses=ACCESS_PROBLEMS)
    document_service_tokens(app)
    install_links(app, LINKS)
    app.add_middleware(ServiceAccessMiddleware, verifier=verifier, table=AccessTable.of(app))
    return app
