"""The files of a task or an order, and each of them into the chat."""

from aiogram import Bot
from aiogram.filters.callback_data import CallbackData
from aiogram.types import BufferedInputFile, CallbackQuery
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor
from business_hexagon.application.queries.attachments.get_attachment_content import (
    GetAttachmentContent,
    GetAttachmentContentQuery,
)
from business_hexagon.application.queries.attachments.list_attachments import (
    ListAttachments,
    ListAttachmentsQuery,
)
from business_hexagon.domain.attachments.attachment import Attachment, SubjectKind
from business_hexagon.domain.attachments.media_type import MediaType
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.attachments.buttons import OpenFiles, SendFile
from bot_service.interface.telegram.catalogue.buttons import OpenProduct
from bot_service.interface.telegram.orders.buttons import OrderButton, OrderStep
from bot_service.interface.telegram.screen import (
    Row,
    Screen,
    acknowledge,
    press,
    redraw,
    write_to,
)
from bot_service.interface.telegram.tasks.buttons import OpenTask

_SHOWN_AS_PHOTOS = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.WEBP})
_MOST_SHOWN = 20
_KIB = 1024


@inject
async def open_files(
    callback: CallbackQuery,
    *,
    callback_data: OpenFiles,
    actor: Actor,
    list_attachments: FromDishka[ListAttachments],
) -> None:
    """List the files where the button was; below a message that tells how an order is doing."""
    files = await list_attachments.execute(
        ListAttachmentsQuery(
            actor=actor, subject_kind=callback_data.kind, subject_id=callback_data.subject_id
        )
    )
    rows: list[Row] = [
        (press(_label(file), SendFile(attachment_id=file.id)),) for file in files[:_MOST_SHOWN]
    ]
    rows.append((press(_("◀ Back"), _back(callback_data)),))
    text = _("📎 <b>Files</b>") if files else _("📎 No files yet.")
    hint = _("To add one, send it as an answer to this message.")
    screen = Screen(f"{text}\n{hint}", rows)
    show = write_to if callback_data.kind is SubjectKind.ORDER else redraw
    await show(callback, screen)
    await acknowledge(callback)


@inject
async def send_file(
    callback: CallbackQuery,
    *,
    callback_data: SendFile,
    actor: Actor,
    bot: Bot,
    get_content: FromDishka[GetAttachmentContent],
) -> None:
    """Send the file into the chat: a picture as a photo, all else as a document."""
    query = GetAttachmentContentQuery(actor, callback_data.attachment_id)
    found = await get_content.execute(query)
    file = BufferedInputFile(found.content, found.file_name)
    if found.media_type in _SHOWN_AS_PHOTOS:
        await bot.send_photo(callback.from_user.id, file)
    else:
        await bot.send_document(callback.from_user.id, file)
    await acknowledge(callback)


def _label(file: Attachment) -> str:
    size = max(1, round(file.size / _KIB))
    mark = "🖼" if file.media_type.is_image else "📄"
    return f"{mark} {file.file_name[:30]} · {size} KiB"


def _back(shown: OpenFiles) -> CallbackData:
    if shown.kind is SubjectKind.TASK:
        return OpenTask(task_id=shown.subject_id)
    if shown.kind is SubjectKind.ORDER:
        return OrderButton(order_id=shown.subject_id, step=OrderStep.SHOW)
    return OpenProduct(product_id=shown.subject_id)
