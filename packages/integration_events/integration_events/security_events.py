"""What the audit tells the others."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import UserId

ActId = Annotated[UUID, Field(examples=["1f0c7a52-bbbb-6d10-b1a9-0242ac120002"])]


class SecurityActRecorded(EventData):
    """Somebody did, or tried, what an audit must know of; no secret is part of it.

    `subject_id` is the user acted upon, `subject_key` the SHA-256 of the address of a log in.
    """

    act_id: ActId
    act: Annotated[str, Field(examples=["log_in_failed"])]
    outcome: Annotated[str, Field(examples=["refused"])]
    actor_id: UserId | None = None
    client_id: Annotated[str | None, Field(examples=["web_shop"])] = None
    subject_id: UserId | None = None
    subject_key: Annotated[str | None, Field(examples=["9f86d081884c7d65" * 4])] = None
    address: Annotated[str, Field(examples=["192.0.2.7"])]
    user_agent: Annotated[str, Field(examples=["quintet_demo"])]
    details: Annotated[dict[str, str], Field(examples=[{"reason": "wrong_password"}])]
