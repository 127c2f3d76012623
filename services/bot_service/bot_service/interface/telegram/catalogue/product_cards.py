"""Sends the card of a product, with its photo when it has one."""

from typing import Final
from uuid import UUID

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, Message
from business_hexagon.application.actor import Actor
from business_hexagon.application.queries.attachments.get_attachment_content import (
    GetAttachmentContent,
    GetAttachmentContentQuery,
)
from business_hexagon.application.queries.attachments.get_product_photo import (
    GetProductPhoto,
    GetProductPhotoQuery,
)

from bot_service.interface.telegram.catalogue.photo_files import PhotoFiles
from bot_service.interface.telegram.catalogue.product_card import product_card
from bot_service.interface.telegram.catalogue.shown_product import ShownProduct
from bot_service.interface.telegram.screen import Screen

_NOT_A_PHOTO: Final = (
    "wrong file identifier",
    "wrong remote file",
    "IMAGE_PROCESS_FAILED",
    "PHOTO_",
)
"""Why Telegram refuses a picture, though the rest of the message is fine."""


class ProductCards:
    """Sends cards.

    Args:
        get_product_photo: Finds the photo.
        get_attachment_content: Reads it, when Telegram does not have it yet.
        photo_files: What Telegram has.
    """

    def __init__(
        self,
        get_product_photo: GetProductPhoto,
        get_attachment_content: GetAttachmentContent,
        photo_files: PhotoFiles,
    ) -> None:
        self._get_product_photo = get_product_photo
        self._get_attachment_content = get_attachment_content
        self._photo_files = photo_files

    async def send(
        self, bot: Bot, chat_id: int, actor: Actor, product: ShownProduct, in_cart: int
    ) -> None:
        """Send the card; without its photo when Telegram cannot read that.

        Raises:
            StorageUnavailable: A data service does not answer.
        """
        card = product_card(product, in_cart)
        photo = await self._get_product_photo.execute(GetProductPhotoQuery(product.id))
        if photo is not None:
            known = await self._photo_files.get(photo.id)
            if known is not None and await self._sent(bot, chat_id, known, card) is not None:
                return
            file = await self._content(actor, photo.id)
            sent = await self._sent(bot, chat_id, file, card)
            if sent is not None:
                if sent.photo:
                    await self._photo_files.keep(photo.id, sent.photo[-1].file_id)
                return
        await bot.send_message(
            chat_id, card.text, parse_mode=ParseMode.HTML, reply_markup=card.markup
        )

    async def _content(self, actor: Actor, attachment_id: UUID) -> BufferedInputFile:
        query = GetAttachmentContentQuery(actor, attachment_id)
        content = await self._get_attachment_content.execute(query)
        return BufferedInputFile(content.content, content.file_name)

    async def _sent(
        self, bot: Bot, chat_id: int, photo: str | BufferedInputFile, card: Screen
    ) -> Message | None:
        try:
            return await bot.send_photo(
                chat_id,
                photo,
                caption=card.text,
                parse_mode=ParseMode.HTML,
                reply_markup=card.markup,
            )
        except TelegramBadRequest as error:
            if not any(reason in error.message for reason in _NOT_A_PHOTO):
                raise
            return None
