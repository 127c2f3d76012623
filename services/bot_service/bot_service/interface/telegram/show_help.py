"""`/help`."""

from aiogram.types import Message

HELP = (
    "/orders: your latest orders\n"
    "/start CODE: link this chat with your account\n"
    "/help: this text\n"
    "I also write when one of your orders is completed, cancelled or refunded."
)


async def show_help(message: Message) -> None:
    """Tell what the bot can do."""
    await message.answer(HELP)
