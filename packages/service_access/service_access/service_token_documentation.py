"""Shows in OpenAPI that every operation but `/health` needs a service token."""

from collections.abc import Mapping
from typing import Final

from fastapi import FastAPI

from service_access.access_table import FREE_PATH
from service_access.callers import CALLERS_KEY
from service_access.further_callers import further_callers_of

__all__ = ["document_service_tokens"]

_SCHEME: Final = "service_token"
_REFUSED: Final = {
    "description": "Unauthorized: unauthenticated",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
"""For the operations that do not say it themselves, such as `/ready`."""


def document_service_tokens(app: FastAPI) -> None:
    """Add the security scheme to the OpenAPI document of an application."""
    original = app.openapi

    def openapi() -> dict[str, object]:
        fresh = app.openapi_schema is None
        document: dict[str, object] = original()
        if fresh:
            _add_scheme(document, further_callers_of(app.title))
        return document

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI documents this very hook


def _add_scheme(document: dict[str, object], granted: Mapping[str, frozenset[str]]) -> None:
    components = document.setdefault("components", {})
    if isinstance(components, dict):
        components["securitySchemes"] = {
            _SCHEME: {
                "type": "http",
                "scheme": "bearer",
                "bearerFormat": "JWT",
                "description": "Short-lived, signed by one of our services for this one.",
            }
        }
    document["security"] = [{_SCHEME: []}]
    paths = document.get("paths")
    for path, operations in paths.items() if isinstance(paths, dict) else ():
        for method, operation in operations.items():
            more = granted.get(f"{method.upper()} {path}")
            if more is not None:
                operation[CALLERS_KEY] = sorted({*operation.get(CALLERS_KEY, ()), *more})
            if path == FREE_PATH:
                operation["security"] = []
            else:
                operation["responses"].setdefault("401", _REFUSED)
