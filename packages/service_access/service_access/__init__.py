"""Which of our services may call which route of a data service."""

from service_access.access_table import AccessTable, GuardedRoute
from service_access.callers import CALLERS, FIRST_CALLERS, caller_of, callers
from service_access.further_caller import FurtherCaller
from service_access.service_access_middleware import ServiceAccessMiddleware
from service_access.service_token_documentation import document_service_tokens

__all__ = [
    "CALLERS",
    "FIRST_CALLERS",
    "AccessTable",
    "FurtherCaller",
    "GuardedRoute",
    "ServiceAccessMiddleware",
    "caller_of",
    "callers",
    "document_service_tokens",
]
