"""What every process needs around its work: settings, health, signals, serving, lean routes."""

from service_runtime.guarded_protocol import ReceiveLimits
from service_runtime.health import CheckFailedError, HealthRegistry
from service_runtime.health_app import HealthApp, HealthMiddleware
from service_runtime.health_routes import health_router
from service_runtime.lean_dispatch import LeanDispatchMiddleware
from service_runtime.lean_input import parse_body, parse_body_as, path_value, query_value
from service_runtime.lean_route import JsonBytes, LeanRoute, documents
from service_runtime.service_info import ServiceInfo, service_info
from service_runtime.serving import ServingOptions, run_process, serve
from service_runtime.settings import Environment, ServiceSettings
from service_runtime.termination import wait_for_termination

__all__ = [
    "CheckFailedError",
    "Environment",
    "HealthApp",
    "HealthMiddleware",
    "HealthRegistry",
    "JsonBytes",
    "LeanDispatchMiddleware",
    "LeanRoute",
    "ReceiveLimits",
    "ServiceInfo",
    "ServiceSettings",
    "ServingOptions",
    "documents",
    "health_router",
    "parse_body",
    "parse_body_as",
    "path_value",
    "query_value",
    "run_process",
    "serve",
    "service_info",
    "wait_for_termination",
]
