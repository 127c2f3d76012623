"""Logs, metrics, traces and the request context that ties them together."""

from telemetry.asgi import TelemetryMiddleware
from telemetry.log_shipping import LogRecord, LogShipper
from telemetry.logs import configure_logging, get_logger
from telemetry.metrics import HttpMetrics, render_metrics
from telemetry.request_context import (
    RequestContext,
    bind_context,
    bind_user,
    current_context,
    new_context,
    outgoing_headers,
    reset_context,
    set_context,
)
from telemetry.traces import (
    configure_tracing,
    shutdown_tracing,
    start_client_span,
    start_consumer_span,
    start_internal_span,
    start_producer_span,
    start_server_span,
)

__all__ = [
    "HttpMetrics",
    "LogRecord",
    "LogShipper",
    "RequestContext",
    "TelemetryMiddleware",
    "bind_context",
    "bind_user",
    "configure_logging",
    "configure_tracing",
    "current_context",
    "get_logger",
    "new_context",
    "outgoing_headers",
    "render_metrics",
    "reset_context",
    "set_context",
    "shutdown_tracing",
    "start_client_span",
    "start_consumer_span",
    "start_internal_span",
    "start_producer_span",
    "start_server_span",
]
