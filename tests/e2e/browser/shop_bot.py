"""A small bot for tests of the page: a shop with one lantern, made with aiogram."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultUnion,
    InputTextMessageContent,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)

from tests.fixtures.small_picture import small_picture
from tests.unit.telegram_sandbox.worlds import TOKEN

type Buttons = list[list[tuple[str, str]]]


def keyboard(buttons: Buttons) -> InlineKeyboardMarkup:
    """A keyboard of texts and data."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=text, callback_data=data) for text, data in row]
            for row in buttons
        ]
    )


def lantern(quantity: int) -> InlineKeyboardMarkup:
    """The buttons below the lantern: each bears the quantity that it leads to."""
    less, more = max(0, quantity - 1), quantity + 1
    return keyboard(
        [
            [("\N{MINUS SIGN}", f"lantern:{less}"), ("+", f"lantern:{more}")],
            [("Check out", "check_out")],
        ]
    )


def talk() -> Router:
    """What the bot says to messages."""
    router = Router()

    @router.message(CommandStart())
    async def start(message: Message) -> None:
        name = message.from_user.first_name if message.from_user else "you"
        await message.answer(
            f"<b>Welcome, {name}!</b>\nTry /catalogue, or type what you look for.",
            reply_markup=keyboard([[("Catalogue", "catalogue"), ("Cart", "cart")]]),
        )

    @router.message(Command("catalogue"))
    async def catalogue(message: Message, bot: Bot) -> None:
        await bot.send_chat_action(message.chat.id, "typing")
        picture = BufferedInputFile(small_picture(320, 200), "lantern.png")
        await message.answer_photo(
            picture, caption="<b>White metal lantern</b>\n£3.39", reply_markup=lantern(0)
        )

    @router.message(Command("type"))
    async def only_type(message: Message, bot: Bot) -> None:
        await bot.send_chat_action(message.chat.id, "typing")

    @router.message(Command("ask"))
    async def ask(message: Message) -> None:
        markup = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Tea")]])
        await message.answer("What would you like?", reply_markup=markup)

    @router.message(F.photo)
    async def photo(message: Message) -> None:
        await message.reply("What a picture!")

    @router.edited_message()
    async def edited(message: Message) -> None:
        await message.answer(f"Now it says: {message.text}", parse_mode=None)

    @router.message()
    async def repeat(message: Message) -> None:
        await message.reply(f"You said: {message.text}", parse_mode=None)

    return router


def till() -> Router:
    """What the bot does when buttons are pressed."""
    router = Router()

    @router.callback_query(F.data == "cart")
    async def cart(query: CallbackQuery) -> None:
        await query.answer("Your cart is empty.", show_alert=True)

    @router.callback_query(F.data.startswith("lantern:"))
    async def change(query: CallbackQuery) -> None:
        quantity = int((query.data or "").partition(":")[2])
        if isinstance(query.message, Message):
            await query.message.edit_caption(
                caption=f"<b>White metal lantern</b>\n{quantity} at £3.39",
                reply_markup=lantern(quantity),
            )
        await query.answer(f"In your cart: {quantity}")

    @router.callback_query(F.data == "check_out")
    async def check_out(query: CallbackQuery) -> None:
        await query.answer()
        if isinstance(query.message, Message):
            status = await query.message.answer("Order 42: reserving stock")
            await status.edit_text("Order 42: <b>completed</b>")

    return router


def shelf() -> Router:
    """What the bot finds."""
    router = Router()

    @router.inline_query()
    async def search(query: InlineQuery) -> None:
        first = int(query.offset or 0)
        results: list[InlineQueryResultUnion] = [
            InlineQueryResultArticle(
                id=str(number),
                title=f"{query.query.title()} {number}",
                description="£3.39",
                input_message_content=InputTextMessageContent(message_text=f"Lantern {number}"),
            )
            for number in range(first, first + 2)
        ]
        await query.answer(results, next_offset="" if first else "2", cache_time=0)

    return router


@asynccontextmanager
async def shop_bot(url: str) -> AsyncIterator[Bot]:
    """The bot at work, polling the sandbox at this address."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(TOKEN, session, DefaultBotProperties(parse_mode="HTML")) as bot:
        commands = {"start": "Begin", "catalogue": "Browse the shop", "cart": "Show my cart"}
        await bot.set_my_commands(
            [BotCommand(command=name, description=each) for name, each in commands.items()]
        )
        dispatcher = Dispatcher()
        dispatcher.include_routers(talk(), till(), shelf())
        polling = asyncio.create_task(
            dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
        )
        try:
            yield bot
        finally:
            polling.cancel()
            with suppress(asyncio.CancelledError):
                await polling
