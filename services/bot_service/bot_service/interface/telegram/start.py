"""`/start`, perhaps with a code that links the chat."""

from aiogram.filters import CommandObject
from aiogram.types import Message
from business_hexagon.application.commands.chats.link_chat import LinkChat, LinkChatCommand
from business_hexagon.application.errors import NotFound
from dishka.integrations.aiogram import FromDishka, inject

GREETING = (
    "Welcome to Quintet. /orders shows your orders, /help tells what else I can do.\n"
    "To link this chat with your account, get a code from the API and send /start CODE."
)


@inject
async def start(message: Message, command: CommandObject, link_chat: FromDishka[LinkChat]) -> None:
    """Greet, and link the chat when a code comes along."""
    if not command.args:
        await message.answer(GREETING)
        return
    try:
        await link_chat.execute(LinkChatCommand(message.chat.id, command.args))
    except NotFound:
        await message.answer("This code does not work: it is wrong, used or too old. Get another.")
        return
    await message.answer("This chat is linked with your account. /orders shows your orders.")
