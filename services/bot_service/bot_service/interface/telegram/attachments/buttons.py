"""What the buttons of files send back."""

from typing import Annotated
from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from business_hexagon.domain.attachments.attachment import SubjectKind
from pydantic import Field

type _MessageNumber = Annotated[int, Field(ge=1, lt=2**40)]


class OpenFiles(CallbackData, prefix="files"):
    """The files of one thing.

    Attributes:
        kind: What kind of thing.
        subject_id: Which one.
    """

    kind: SubjectKind
    subject_id: UUID


class SendFile(CallbackData, prefix="file"):
    """One file, into the chat.

    Attributes:
        attachment_id: Which file.
    """

    attachment_id: UUID


class KeepFile(CallbackData, prefix="keep"):
    """What was sent belongs to this thing.

    Attributes:
        kind: What kind of thing.
        subject_id: Which one.
        message_id: The message that the file, or the first of an album, came with.
    """

    kind: SubjectKind
    subject_id: UUID
    message_id: _MessageNumber


class NameProduct(CallbackData, prefix="photo_of"):
    """What was sent shows a product, which is still to be named.

    Attributes:
        message_id: As in `KeepFile`.
    """

    message_id: _MessageNumber


class DropFile(CallbackData, prefix="drop"):
    """What was sent is not to be kept.

    Attributes:
        message_id: As in `KeepFile`.
    """

    message_id: _MessageNumber
