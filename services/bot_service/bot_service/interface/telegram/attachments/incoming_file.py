"""A photo or document as it came, not fetched yet."""

from collections.abc import Sequence
from typing import Final

from aiogram.types import Message, PhotoSize
from business_hexagon.domain.attachments.attachment import LARGEST_ATTACHMENT
from business_hexagon.domain.attachments.errors import AttachmentTooLarge
from pydantic import BaseModel

MOST_PENDING: Final = 20


class IncomingFile(BaseModel):
    """What Telegram tells of a file.

    Attributes:
        file_id: What it is fetched by.
        unique_id: The same whenever the same file is sent.
        name: What its sender calls it; photos have no name.
        size: Bytes, if Telegram says.
        message_id: The message that it came with.
        album_id: What the pictures that were sent at once have in common.
    """

    file_id: str
    unique_id: str
    name: str = ""
    size: int | None = None
    message_id: int
    album_id: str | None = None

    def require_size(self) -> None:
        """Refuse what is too large before it is fetched.

        Raises:
            AttachmentTooLarge: It has more bytes than we keep.
        """
        if self.size is not None and self.size > LARGEST_ATTACHMENT:
            raise AttachmentTooLarge(self.size, LARGEST_ATTACHMENT)


def incoming_file(message: Message) -> IncomingFile:
    """The photo or document of a message that has one.

    Raises:
        ValueError: It has none.
    """
    if message.photo:
        photo = _best(message.photo)
        return IncomingFile(
            file_id=photo.file_id,
            unique_id=photo.file_unique_id,
            size=photo.file_size,
            message_id=message.message_id,
            album_id=message.media_group_id,
        )
    document = message.document
    if document is None:
        raise ValueError("the message has neither a photo nor a document")
    return IncomingFile(
        file_id=document.file_id,
        unique_id=document.file_unique_id,
        name=document.file_name or "",
        size=document.file_size,
        message_id=message.message_id,
        album_id=message.media_group_id,
    )


def belonging_to(files: Sequence[IncomingFile], message_id: int) -> list[IncomingFile]:
    """The file of that message, with all of its album."""
    album_id = next((one.album_id for one in files if one.message_id == message_id), None)
    return [
        one
        for one in files
        if one.message_id == message_id or (album_id is not None and one.album_id == album_id)
    ]


def _best(sizes: Sequence[PhotoSize]) -> PhotoSize:
    """The largest that we keep, of those that Telegram made of one photo."""
    kept = [one for one in sizes if (one.file_size or 0) <= LARGEST_ATTACHMENT]
    return max(kept or sizes, key=lambda one: one.width * one.height)
