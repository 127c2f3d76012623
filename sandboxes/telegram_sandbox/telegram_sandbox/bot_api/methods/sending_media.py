"""Photos and files: sendPhoto, sendDocument, sendMediaGroup, sendInvoice."""

from typing import Final
from uuid import uuid4

from telegram_sandbox.bot_api.file_description import described
from telegram_sandbox.bot_api.input_media import media_fields, sent_file
from telegram_sandbox.bot_api.message_options import message_options
from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.api_error import bad_request
from telegram_sandbox.state.world import World
from telegram_sandbox.texts.formatted_text import caption_of

_GROUP: Final = range(2, 11)


async def send_photo(world: World, parameters: Parameters) -> Json:
    """Send a photo.

    Raises:
        ApiError: The chat is closed, or it is no photo.
    """
    return _send(world, parameters, "photo")


async def send_document(world: World, parameters: Parameters) -> Json:
    """Send a file.

    Raises:
        ApiError: The chat is closed, or there is no file.
    """
    return _send(world, parameters, "document")


async def send_media_group(world: World, parameters: Parameters) -> Json:
    """Send several photos or files as an album.

    Raises:
        ApiError: The chat is closed, or one of them cannot be shown.
    """
    chat = world.book.open_for_bot(parameters.chat_id())
    media = parameters.json("media")
    if not isinstance(media, list) or len(media) not in _GROUP:
        raise bad_request("group of 2-10 media is expected")
    options = message_options(world, chat, parameters)
    group = str(uuid4().int >> 65)
    bodies: list[JsonObject] = []
    for each in media:
        if not isinstance(each, dict):
            raise bad_request("can't parse InputMedia: expected an Object")
        fields = media_fields(world, parameters, each)
        bodies.append({**fields, **options, "media_group_id": group})
    return [world.telegram_message(chat, world.post(chat, body, from_bot=True)) for body in bodies]


async def send_invoice(world: World, parameters: Parameters) -> Json:
    """Send an invoice with a button to pay it.

    Raises:
        ApiError: The chat is closed, or something is missing.
    """
    chat = world.book.open_for_bot(parameters.chat_id())
    for name in ("title", "description", "payload", "currency", "prices"):
        if not parameters.has(name):
            raise bad_request(f"{name} must be non-empty")
    total = 0
    prices = parameters.json("prices")
    for price in prices if isinstance(prices, list) else []:
        amount = price.get("amount") if isinstance(price, dict) else None
        if not isinstance(amount, int):
            raise bad_request("can't parse prices JSON object")
        total += amount
    invoice: JsonObject = {
        "title": parameters.text("title"),
        "description": parameters.text("description"),
        "start_parameter": parameters.text("start_parameter"),
        "currency": parameters.text("currency"),
        "total_amount": total,
    }
    pay: JsonObject = {"inline_keyboard": [[{"text": "Pay", "pay": True}]]}
    options = {"reply_markup": pay} | message_options(world, chat, parameters)
    message = world.post(chat, {"invoice": invoice, **options}, from_bot=True)
    return world.telegram_message(chat, message)


def _send(world: World, parameters: Parameters, kind: str) -> Json:
    chat = world.book.open_for_bot(parameters.chat_id())
    caption = caption_of(parameters)
    options = message_options(world, chat, parameters)
    stored = sent_file(world, parameters, kind, kind)
    body: JsonObject = {kind: described(kind, stored), **caption, **options}
    return world.telegram_message(chat, world.post(chat, body, from_bot=True))
