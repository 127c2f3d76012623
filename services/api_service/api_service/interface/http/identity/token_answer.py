"""Tokens as every way to get them answers them: RFC 6749, section 5.1."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from business_hexagon.application.commands.identity.token_grant import TokenGrant
from pydantic import BaseModel, Field
from starlette.responses import Response


class TokenAnswer(BaseModel):
    """An access token, to be sent as `Authorization: Bearer …`, and how to get the next one."""

    access_token: Annotated[str, Field(examples=["eyJhbGciOiJFZERTQSJ9.e30.signature"])]
    token_type: Literal["bearer"] = "bearer"  # noqa: S105  the name of the scheme
    expires_in: Annotated[int, Field(description="Seconds.", examples=[600])]
    refresh_token: Annotated[
        str | None,
        Field(
            description="Works once; its answer holds the next one. Machines get none.",
            examples=[
                "0b7c1f0e9d8a4c6bb1a2c3d4e5f60718.Zk3x9Qm1t0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456"
            ],
        ),
    ] = None
    scope: Annotated[str, Field(examples=["orders:place orders:read profile:read"])]


def token_response(grant: TokenGrant) -> Response:
    """The answer, never to be kept by a cache."""
    seconds = int((grant.access_token.expires_at - datetime.now(UTC)).total_seconds())
    answer = TokenAnswer(
        access_token=grant.access_token.text,
        expires_in=seconds,
        refresh_token=grant.refresh_token,
        scope=" ".join(sorted(grant.scopes)),
    )
    return Response(
        answer.model_dump_json(exclude_none=True),
        media_type="application/json",
        headers={"cache-control": "no-store", "pragma": "no-cache"},
    )
