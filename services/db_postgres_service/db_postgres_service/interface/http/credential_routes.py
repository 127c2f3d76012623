"""Reads that return what stays private: for log in, refresh and the like, and nothing else."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from problem_details import problem_responses
from pydantic import Field, TypeAdapter
from service_access import callers
from service_runtime import LeanRoute, documents, path_value
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.oauth_client_row import OAuthClientCredentials
from storage_contracts.rows.one_time_token_row import OneTimeTokenCredentials
from storage_contracts.rows.session_row import SessionCredentials
from storage_contracts.rows.user_row import UserCredentials

from db_postgres_service.infrastructure.reading.credentials import ReadCredentials
from db_postgres_service.interface.http import examples, identity_examples
from db_postgres_service.interface.http.documented import answers
from db_postgres_service.interface.http.read_routes import document_response

_PROBLEMS = problem_responses(404, 422, storage_unavailable=503)
_ClientId = Annotated[str, Field(min_length=1, max_length=64)]
_UUID: TypeAdapter[UUID] = TypeAdapter(UUID)
_CLIENT_ID: TypeAdapter[str] = TypeAdapter(_ClientId)


def _uuid_inputs(key: Annotated[UUID, Path()]) -> None: ...


def _client_inputs(client_id: Annotated[str, Path(min_length=1, max_length=64)]) -> None: ...


def credentials_router(
    users: ReadCredentials,
    sessions: ReadCredentials,
    clients: ReadCredentials,
    tokens: ReadCredentials,
) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["credentials"], route_class=LeanRoute)

    @router.get(
        "/user_credentials/{key}",
        openapi_extra=callers("api_service"),
        response_model=UserCredentials,
        responses=answers(examples.CREDENTIALS, _PROBLEMS),
    )
    @documents(_uuid_inputs)
    async def get_user_credentials(request: Request) -> Response:
        """Return a user with the password hash."""
        return document_response(await users.read(path_value(request, "key", _UUID)))

    @router.get(
        "/session_credentials/{key}",
        openapi_extra=callers("api_service"),
        response_model=SessionCredentials,
        responses=answers(identity_examples.SESSION_CREDENTIALS, _PROBLEMS),
    )
    @documents(_uuid_inputs)
    async def get_session_credentials(request: Request) -> Response:
        """Return a session with the hashes of its present and its previous secret."""
        return document_response(await sessions.read(path_value(request, "key", _UUID)))

    @router.get(
        "/oauth_client_credentials/{client_id}",
        openapi_extra=callers("api_service"),
        response_model=OAuthClientCredentials,
        responses=answers(identity_examples.CLIENT_CREDENTIALS, _PROBLEMS),
    )
    @documents(_client_inputs)
    async def get_oauth_client_credentials(request: Request) -> Response:
        """Return a client, found by its public name, with the hashes of its secrets."""
        return document_response(await clients.read(path_value(request, "client_id", _CLIENT_ID)))

    @router.get(
        "/one_time_token_credentials/{key}",
        openapi_extra=callers("api_service"),
        response_model=OneTimeTokenCredentials,
        responses=answers(identity_examples.TOKEN_CREDENTIALS, _PROBLEMS),
    )
    @documents(_uuid_inputs)
    async def get_one_time_token_credentials(request: Request) -> Response:
        """Return a one-time token with what it is bound to."""
        return document_response(await tokens.read(path_value(request, "key", _UUID)))

    return router
