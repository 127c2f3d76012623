"""`/.well-known/…`: the public keys of our tokens, and where OAuth's endpoints are (RFC 8414)."""

from typing import Final

from business_hexagon.domain.identity.scope import Scope
from fastapi import APIRouter
from security_tokens.access_tokens import AccessTokens
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api_service.interface.http.container import container_of
from api_service.interface.http.documentation.openapi_security import AUTHORIZE_PATH, TOKEN_PATH
from api_service.interface.http.identity.grants import GRANTS

JWKS_PATH: Final = "/.well-known/jwks.json"
_FEW_MINUTES: Final = {"cache-control": "public, max-age=300"}
_CLIENT_METHODS: Final = ["none", "client_secret_basic", "client_secret_post"]


def well_known_router(issuer: str) -> APIRouter:
    """The routes.

    Args:
        issuer: Claim `iss` of our tokens, which is also the address of this API.
    """
    router = APIRouter(include_in_schema=False)
    metadata = {
        "issuer": issuer,
        "authorization_endpoint": issuer + AUTHORIZE_PATH,
        "token_endpoint": issuer + TOKEN_PATH,
        "revocation_endpoint": f"{issuer}/api/v1/auth/revoke",
        "jwks_uri": issuer + JWKS_PATH,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": sorted(GRANTS),
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": _CLIENT_METHODS,
        "revocation_endpoint_auth_methods_supported": _CLIENT_METHODS,
        "scopes_supported": sorted(scope.value for scope in Scope),
        "authorization_response_iss_parameter_supported": True,
        "service_documentation": f"{issuer}/docs",
    }

    @router.get(JWKS_PATH)
    async def get_jwks(request: Request) -> Response:
        """The keys that our tokens are verified with."""
        tokens = await container_of(request).get(AccessTokens)
        return Response(tokens.public_jwks(), media_type="application/json", headers=_FEW_MINUTES)

    @router.get("/.well-known/oauth-authorization-server")
    async def get_metadata() -> Response:
        """Where what is, for OAuth's libraries."""
        return JSONResponse(metadata, headers=_FEW_MINUTES)

    return router
