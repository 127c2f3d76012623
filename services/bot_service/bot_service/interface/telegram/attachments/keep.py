"""Fetches files from Telegram and hands them to the use case."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final
from uuid import UUID, uuid5

from aiogram import Bot
from aiogram.utils.i18n import ngettext
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.attachments.attach_file import (
    AttachFile,
    AttachFileCommand,
)
from business_hexagon.domain.attachments.errors import (
    AttachmentTooLarge,
    AttachmentTypeRefused,
    TooManyAttachments,
)

from bot_service.interface.telegram.attachments.incoming_file import IncomingFile
from bot_service.interface.telegram.attachments.subject_of_message import Subject
from bot_service.interface.telegram.error_texts import SENTENCES, reference
from bot_service.interface.telegram.refusals import note_refusal
from bot_service.interface.telegram.screen import Screen

_NAMESPACE: Final = UUID("0a0f3c0e-6c0f-5f0b-9b55-3d1f7c7b2a61")
_REFUSALS: Final = (AttachmentTooLarge, AttachmentTypeRefused, TooManyAttachments)


async def keep_files(
    bot: Bot,
    actor: Actor,
    attach_file: AttachFile,
    files: Sequence[IncomingFile],
    subject: Subject,
) -> Screen:
    """Keep the files with the thing; the same message again keeps nothing twice.

    Returns:
        What became of them, in words: one that is refused does not keep the others out.

    Raises:
        NotFound: There is no such thing, or the actor may not know of it.
        PermissionDenied: The actor may not attach files to it.
        TelegramAPIError: A file cannot be fetched.
        StorageUnavailable: A data service does not answer.
    """
    kept, refusals = 0, list[str]()
    for file in files:
        try:
            file.require_size()
            await attach_file.execute(
                AttachFileCommand(
                    actor=actor,
                    attachment_id=_identity(actor, file, subject),
                    subject_kind=subject[0],
                    subject_id=subject[1],
                    file_name=file.name,
                    content=await _fetch(bot, file),
                )
            )
        except _REFUSALS as error:
            note_refusal(error)
            refusals.append(SENTENCES[error.code]())
        else:
            kept += 1
    text = ngettext("📎 I keep {count} file with it.", "📎 I keep {count} files with it.", kept)
    told = [text.format(count=kept)] if kept else []
    if refusals:
        told += [*dict.fromkeys(refusals), reference(actor.request_id, "<code>{}</code>")]
    return Screen("\n".join(told))


async def _fetch(bot: Bot, file: IncomingFile) -> bytes:
    content = BytesIO()
    await bot.download(file.file_id, destination=content)
    return content.getvalue()


def _identity(actor: Actor, file: IncomingFile, subject: Subject) -> UUID:
    kind, subject_id = subject
    return uuid5(_NAMESPACE, f"{actor.user_id}/{kind}/{subject_id}/{file.unique_id}")
