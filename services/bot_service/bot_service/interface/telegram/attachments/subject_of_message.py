"""Which task or order a message of ours shows: its buttons tell."""

from uuid import UUID

from aiogram.types import Message
from business_hexagon.domain.attachments.attachment import SubjectKind

from bot_service.interface.telegram.attachments.buttons import OpenFiles
from bot_service.interface.telegram.tasks.buttons import OpenTask

type Subject = tuple[SubjectKind, UUID]


def subject_of(message: Message | None) -> Subject | None:
    """The one thing that the buttons below the message belong to, if it is one thing."""
    if message is None or message.reply_markup is None:
        return None
    found = {
        subject
        for row in message.reply_markup.inline_keyboard
        for button in row
        if (subject := _subject(button.callback_data or "")) is not None
    }
    return found.pop() if len(found) == 1 else None


def _subject(data: str) -> Subject | None:
    prefix = data.partition(":")[0]
    try:
        if prefix == OpenFiles.__prefix__:
            files = OpenFiles.unpack(data)
            return files.kind, files.subject_id
        if prefix == OpenTask.__prefix__:
            return SubjectKind.TASK, OpenTask.unpack(data).task_id
    except (TypeError, ValueError):
        return None
    return None
