"""Which of our services may call which route of a data service."""

from service_access.access_table import AccessTable, GuardedRoute
from service_access.callers import CALLERS, caller_of, callers
from service_access.service_access_middleware import ServiceAccessMiddleware
from service_access.service_token_documentation import document_service_tokens

__all__ = [
    "CALLERS",
    "AccessTable",
    "GuardedRoute",
    "ServiceAccessMiddleware",
    "caller_of",
    "callers",
    "document_service_tokens",
]
