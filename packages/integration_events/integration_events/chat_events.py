"""What is told about chats; no text that anybody wrote is in any of it."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import Flag, Moment, UserId

ChatUuid = Annotated[UUID, Field(examples=["a3a9d8f6-55f1-5e0e-8d86-0d5f7f0ffb9c"])]


class ChatOpened(EventData):
    """Somebody did in a chat what has to be remembered; `chat_id` is Telegram's number."""

    chat_uuid: ChatUuid
    chat_id: Annotated[int, Field(strict=True, examples=[700000001])]


class ChatLinked(EventData):
    """The chat speaks for this user from now on."""

    chat_uuid: ChatUuid
    user_id: UserId
    linked_at: Moment


class ChatUnlinked(EventData):
    """The chat speaks for nobody any more."""

    chat_uuid: ChatUuid
    user_id: UserId
    reason: Annotated[str, Field(examples=["asked"])]


class ChatUpdated(EventData):
    """The chat's settings after a change of any of them."""

    chat_uuid: ChatUuid
    language: Annotated[str | None, Field(examples=["de"])] = None
    time_zone: Annotated[str | None, Field(examples=["Europe/Berlin"])] = None
    is_muted: Flag
    is_blocked: Flag


# quintet new: chat_event_data
