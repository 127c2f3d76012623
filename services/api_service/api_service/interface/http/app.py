"""The application: every router, and what stands around them."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Final

from business_hexagon.domain.attachments.attachment import LARGEST_ATTACHMENT
from fastapi import APIRouter, FastAPI
from problem_details.handlers import install_problem_handlers
from problem_details.limits import FileBodies, RequestLimitsMiddleware
from service_runtime.documentation_pages import documentation_router
from service_runtime.health import HealthRegistry
from service_runtime.health_routes import health_router
from service_runtime.lean_dispatch import Gate, LeanDispatchMiddleware
from service_runtime.openapi_links import install_links
from service_runtime.security_headers import SecurityHeadersMiddleware
from service_runtime.settings import Environment
from starlette.middleware.cors import CORSMiddleware
from telemetry.asgi import TelemetryMiddleware
from telemetry.metrics import HttpMetrics, render_metrics

from api_service.interface.http.access.route_access import RouteAccessTable
from api_service.interface.http.analytics import reports
from api_service.interface.http.attachments import (
    attach_file,
    get_attachment_content,
    get_product_photo,
    list_attachments,
)
from api_service.interface.http.catalogue import (
    adjust_stock,
    create_product,
    get_product,
    get_stock,
    list_products,
    search_products,
    update_product,
)
from api_service.interface.http.chats import issue_chat_link_code, link_my_chat, unlink_my_chat
from api_service.interface.http.documentation import asyncapi
from api_service.interface.http.documentation.links import LINKS
from api_service.interface.http.documentation.openapi_completion import install_openapi_completion
from api_service.interface.http.documentation.well_known import well_known_router
from api_service.interface.http.head_requests import HeadRequestsMiddleware
from api_service.interface.http.identity import (
    authorize,
    change_password,
    email_verifications,
    log_in,
    log_out,
    mail_pages,
    me,
    my_sessions,
    oauth_clients,
    password_resets,
    register,
    revoke,
    token,
    users,
)
from api_service.interface.http.operations import (
    count_dead_letters,
    discard_dead_letter,
    list_dead_letters,
    list_security_acts,
    payment_callbacks,
    redrive_all_dead_letters,
    redrive_dead_letter,
    show_dead_letter,
)
from api_service.interface.http.ordering import (
    approve_refund_request,
    cancel_order,
    decline_refund_request,
    get_order,
    get_order_payments,
    list_orders,
    list_refund_requests,
    order_history,
    place_order,
    refund_order_lines,
    request_refund,
)
from api_service.interface.http.problem_map import install_problem_map
from api_service.interface.http.processes import get_process, list_processes
from api_service.interface.http.tasks import (
    assign_task,
    complete_task,
    create_task,
    get_task,
    list_colleagues,
    list_tasks,
    update_task,
)
from api_service.settings import ApiSettings

type Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[dict[str, object]]]

_ROUTERS: dict[str, tuple[APIRouter, ...]] = {
    "identity": (
        register.router,
        email_verifications.router,
        log_in.router,
        token.router,
        authorize.router,
        revoke.router,
        log_out.router,
        password_resets.router,
        mail_pages.router,
        me.router,
        change_password.router,
        my_sessions.router,
        users.router,
        oauth_clients.router,
    ),
    "chats": (
        issue_chat_link_code.router,
        link_my_chat.router,
        unlink_my_chat.router,
    ),
    "catalogue": (
        list_products.router,
        search_products.router,
        get_product.router,
        create_product.router,
        update_product.router,
        get_stock.router,
        adjust_stock.router,
    ),
    "ordering": (
        place_order.router,
        list_orders.router,
        get_order.router,
        cancel_order.router,
        refund_order_lines.router,
        request_refund.router,
        list_refund_requests.router,
        approve_refund_request.router,
        decline_refund_request.router,
        order_history.router,
        get_order_payments.router,
    ),
    "tasks": (
        create_task.router,
        list_tasks.router,
        get_task.router,
        update_task.router,
        complete_task.router,
        assign_task.router,
        list_colleagues.router,
    ),
    "attachments": (
        attach_file.router,
        list_attachments.router,
        get_attachment_content.router,
        get_product_photo.router,
    ),
    "analytics": (reports.router,),
    "processes": (
        list_processes.router,
        get_process.router,
        # quintet new: process_routers
    ),
    "operations": (
        payment_callbacks.router,
        count_dead_letters.router,
        list_dead_letters.router,
        show_dead_letter.router,
        redrive_dead_letter.router,
        redrive_all_dead_letters.router,
        discard_dead_letter.router,
        list_security_acts.router,
    ),
    # quintet new: routers
}

_FORMS: Final = frozenset(
    {
        "/api/v1/auth/token",
        "/api/v1/auth/authorize",
        "/api/v1/auth/revoke",
        "/api/v1/auth/email_verifications/page",
        "/api/v1/auth/password_resets/page",
    }
)

_FILES: Final = FileBodies(
    re.compile(r"/api/v1/(?:tasks|orders|products)/[^/]{1,64}/attachments/[^/]{1,64}"),
    LARGEST_ATTACHMENT,
)


def build_app(
    settings: ApiSettings,
    health: HealthRegistry,
    lifespan: Lifespan,
    metrics: HttpMetrics,
    gate_before: Callable[[RouteAccessTable], Gate],
) -> FastAPI:
    """The API, ready to be served.

    Args:
        settings: What to allow.
        health: The checks behind `/ready`.
        lifespan: Opens what the routes need and puts the container into the request state.
        metrics: Counts and times requests.
        gate_before: Makes the gate that is asked before every request.

    Raises:
        UndeclaredRouteError: A route does not say which operation it serves.
    """
    app = FastAPI(
        title="Quintet API",
        redirect_slashes=False,  # a redirect would go to whatever Host the request names
        version="1.0.0",
        summary="Users, products, orders, payments, tasks and analytics.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        # Ours is the telemetry middleware, which decides on sampling before it makes a span.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    for tag, routers in _ROUTERS.items():
        for router in routers:
            app.include_router(router, prefix="/api/v1", tags=[tag])
    proxies = settings.proxies()
    app.include_router(health_router(health, render_metrics, is_inside=proxies.is_inside))
    if settings.environment is Environment.DEVELOPMENT:
        app.include_router(documentation_router(app))
        app.include_router(asyncapi.router)
    app.include_router(well_known_router(settings.token_issuer.rstrip("/")))
    access = RouteAccessTable(app)
    install_problem_map(app)
    app.add_middleware(LeanDispatchMiddleware, application=app, gate=gate_before(access))
    app.add_middleware(HeadRequestsMiddleware)
    install_problem_handlers(app)
    install_links(app, LINKS)
    install_openapi_completion(app, access)
    app.add_middleware(RequestLimitsMiddleware, form_paths=_FORMS, files=_FILES)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "PATCH", "PUT", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-Match"],
            expose_headers=[
                "ETag",
                "X-Request-ID",
                "Location",
                "RateLimit",
                "RateLimit-Policy",
                "Retry-After",
            ],
        )
    app.add_middleware(SecurityHeadersMiddleware)
    app.add_middleware(
        TelemetryMiddleware,
        metrics=metrics,
        sample_ratio=settings.trace_sample_ratio,
        client_of=proxies.client_of,
    )
    return app
