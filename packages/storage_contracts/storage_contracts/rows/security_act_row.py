"""Security acts: the audit, to which rows are only ever added."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import Moment, WireModel


class SecurityActEntry(WireModel):
    """An act as it is written; service and request come from the context of the write."""

    id: UUID
    act: Annotated[str, Field(pattern=r"^[a-z_]{1,64}$", examples=["log_in_failed"])]
    outcome: Literal["ok", "refused"]
    actor_id: UUID | None = None
    client_id: Annotated[str | None, Field(max_length=64, examples=["web_shop"])] = None
    subject_id: Annotated[UUID | None, Field(description="The user acted upon.")] = None
    subject_key: Annotated[
        str | None,
        Field(
            pattern=r"^[0-9a-f]{64}$",
            description="SHA-256 of the normalised address of a log in, in hexadecimal.",
        ),
    ] = None
    address: Annotated[str, Field(max_length=64, examples=["192.0.2.7"])] = ""
    user_agent: Annotated[str, Field(max_length=255)] = ""
    details: Annotated[
        dict[
            Annotated[str, Field(max_length=64)],
            Annotated[str, Field(max_length=1000)],
        ],
        Field(max_length=20, examples=[{"reason": "wrong_password"}]),
    ] = {}
    created_at: Moment


class SecurityActRow(SecurityActEntry):
    """An act as it is kept: with the service that recorded it and the request it came from."""

    service: Annotated[str, Field(max_length=64, examples=["api_service"])]
    request_id: Annotated[str, Field(max_length=128)]
