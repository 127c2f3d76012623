"""Who may call what, in OpenAPI: computed from the same table that the gate reads."""

from collections.abc import Mapping
from typing import Final

from business_hexagon.domain.identity.scope import Scope
from storage_contracts.json_value import Json, JsonObject

from api_service.interface.http.access.route_access import RouteAccess, RouteAccessTable

SCHEME: Final = "oauth2"
TOKEN_PATH: Final = "/api/v1/auth/token"  # noqa: S105  a path
AUTHORIZE_PATH: Final = "/api/v1/auth/authorize"
_ANYBODY: Final[JsonObject] = {}


def security_schemes() -> JsonObject:
    """The one scheme, with all its flows; the docs page's button reads it."""
    scopes: JsonObject = {scope.value: scope.value.replace(":", ": ") for scope in Scope}
    token: JsonObject = {"tokenUrl": TOKEN_PATH, "refreshUrl": TOKEN_PATH, "scopes": scopes}
    return {
        SCHEME: {
            "type": "oauth2",
            "description": "Access tokens live for ten minutes; send them as "
            "`Authorization: Bearer`. A refresh token gets the next one.",
            "flows": {
                "password": token,
                "authorizationCode": {**token, "authorizationUrl": AUTHORIZE_PATH},
                "clientCredentials": token,
            },
        }
    }


def security_of(access: RouteAccess) -> list[Json]:
    """The security requirement of one route; an empty object stands for a guest."""
    if not access.acts_for_somebody:
        return []
    scopes: list[Json] = [*access.scopes]
    requirement: JsonObject = {SCHEME: scopes}
    return [requirement] if access.needs_identity else [_ANYBODY, requirement]


def add_security(paths: Mapping[str, Json], table: RouteAccessTable) -> None:
    """Write the requirement into every operation of a document."""
    for path, item in paths.items():
        for method, operation in item.items() if isinstance(item, dict) else ():
            access = table.of(method.upper(), path)
            if access is not None and isinstance(operation, dict):
                operation["security"] = security_of(access)
