"""`/oauth_clients`: the programs that may ask for tokens."""

from typing import Annotated
from uuid import UUID

from business_hexagon.application.commands.identity.client_credentials import ClientCredentials
from business_hexagon.application.commands.identity.create_oauth_client import (
    CreateOAuthClient,
    CreateOAuthClientCommand,
)
from business_hexagon.application.commands.identity.deactivate_oauth_client import (
    DeactivateOAuthClient,
    DeactivateOAuthClientCommand,
)
from business_hexagon.application.commands.identity.rotate_client_secret import (
    RotateClientSecret,
    RotateClientSecretCommand,
)
from business_hexagon.application.queries.identity.list_oauth_clients import (
    ListOAuthClients,
    ListOAuthClientsQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Path
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from redis_cache import CachedClientStandings
from starlette.responses import Response
from storage_contracts.pages import Page
from storage_contracts.rows.oauth_client_row import OAuthClientRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.identity.accepted import done
from api_service.interface.http.paging import PageDep
from api_service.interface.http.responses import page

router = APIRouter(route_class=DishkaRoute)

ClientIdPath = Annotated[str, Path(min_length=1, max_length=64, examples=["web_shop"])]


class CreateClientBody(BaseModel):
    """A program; one that runs in a browser or on a phone can keep no secret."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "client_id": "web_shop",
                    "name": "Web shop",
                    "is_confidential": False,
                    "redirect_uris": ["https://shop.example/signed_in"],
                    "scopes": ["orders:place", "orders:read", "profile:read"],
                }
            ]
        },
    )

    client_id: Annotated[str, Field(min_length=1, max_length=64)]
    name: Annotated[str, Field(min_length=1, max_length=255)]
    is_confidential: bool
    redirect_uris: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=2048)]], Field(max_length=20)
    ] = []
    scopes: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=64)]


class RotateSecretBody(BaseModel):
    """Whether the secret before works on, until the next is made."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"keep_previous": True}]}
    )

    keep_previous: bool = True


class ClientSecret(BaseModel):
    """A program and its secret, which is shown this once and nowhere kept."""

    id: UUID
    client_id: Annotated[str, Field(examples=["web_shop"])]
    client_secret: Annotated[
        str | None, Field(repr=False, examples=["Zk3x9Qm1t0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456"])
    ]


def _shown_once(made: ClientCredentials, status: int) -> Response:
    answer = ClientSecret(
        id=made.client.id, client_id=made.client.client_id, client_secret=made.secret
    )
    return Response(
        answer.model_dump_json(),
        status_code=status,
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )


@router.get(
    "/oauth_clients",
    response_model=Page[OAuthClientRow],
    responses=problem_responses(401, 403, 422, 429),
    openapi_extra=serves("list_oauth_clients"),
)
async def list_oauth_clients(
    asked: PageDep, actor: ActorDep, use_case: FromDishka[ListOAuthClients]
) -> Response:
    """List the programs (administrators)."""
    return page(await use_case.execute(ListOAuthClientsQuery(actor, asked)))


@router.post(
    "/oauth_clients",
    status_code=201,
    response_model=ClientSecret,
    responses=problem_responses(
        401, 403, 422, 429, client_taken=409, invalid_scope=400, invalid_redirect_uri=400
    ),
    openapi_extra=serves("create_oauth_client"),
)
async def create_oauth_client(
    body: CreateClientBody, actor: ActorDep, use_case: FromDishka[CreateOAuthClient]
) -> Response:
    """Let a program in; the answer shows its secret, if it has one, this once (administrators)."""
    made = await use_case.execute(
        CreateOAuthClientCommand(
            actor=actor,
            client_id=body.client_id,
            name=body.name,
            is_confidential=body.is_confidential,
            redirect_uris=tuple(body.redirect_uris),
            scopes=frozenset(body.scopes),
        )
    )
    return _shown_once(made, 201)


@router.post(
    "/oauth_clients/{client_id}/rotate_secret",
    response_model=ClientSecret,
    responses=problem_responses(401, 403, 404, 422, 429),
    openapi_extra=serves("rotate_client_secret"),
)
async def rotate_client_secret(
    client_id: ClientIdPath,
    body: RotateSecretBody,
    actor: ActorDep,
    use_case: FromDishka[RotateClientSecret],
) -> Response:
    """Give a program another secret (administrators)."""
    command = RotateClientSecretCommand(
        actor=actor, client_id=client_id, keep_previous=body.keep_previous
    )
    return _shown_once(await use_case.execute(command), 200)


@router.post(
    "/oauth_clients/{client_id}/deactivate",
    status_code=204,
    responses=problem_responses(401, 403, 404, 422, 429),
    openapi_extra=serves("deactivate_oauth_client"),
)
async def deactivate_oauth_client(
    client_id: ClientIdPath,
    actor: ActorDep,
    use_case: FromDishka[DeactivateOAuthClient],
    standings: FromDishka[CachedClientStandings],
) -> Response:
    """Refuse a program from now on, and all tokens that it holds (administrators)."""
    await use_case.execute(DeactivateOAuthClientCommand(actor=actor, client_id=client_id))
    await standings.forget(client_id)
    return done()
