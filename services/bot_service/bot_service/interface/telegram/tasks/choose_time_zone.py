"""`/timezone`: where somebody's clock is."""

from html import escape

from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update
from aiogram.utils.i18n import gettext as _
from babel.dates import format_time
from business_hexagon.application.commands.chats.change_chat_settings import (
    ChangeChatSettings,
    ChangeChatSettingsCommand,
)
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.screen import Screen, acknowledge, answer_with, press, redraw
from bot_service.interface.telegram.session import ChatSession
from bot_service.interface.telegram.tasks.buttons import ChooseZone
from bot_service.interface.telegram.tasks.task_states import TaskStates
from bot_service.interface.telegram.tasks.time_zones import (
    OFFERED,
    find_zone,
    zone_named,
    zone_of,
)


@inject
async def ask_time_zone(
    message: Message,
    *,
    command: CommandObject,
    identity: ChatIdentity,
    language: str,
    session: ChatSession,
    state: FSMContext,
    change_settings: FromDishka[ChangeChatSettings],
    clock: FromDishka[Clock],
) -> None:
    """Choose the time zone that comes along, or offer some."""
    if command.args:
        if await _is_chosen(message, command.args, change_settings, clock):
            _end(session)
            await sessions.save(state, session)
        return
    session.step = TaskStates.time_zone.state
    await sessions.save(state, session)
    zone = zone_of(identity, language)
    time = format_time(clock.now().astimezone(zone), "HH:mm", locale=language)
    text = _(
        "🕐 Your time zone is <b>{zone}</b>, where it is {time}.\n"
        "Choose another one, or write the nearest city, such as Madrid."
    ).format(zone=zone.key, time=time)
    rows = [
        tuple(press(name, ChooseZone(name=name)) for name in OFFERED[first : first + 2])
        for first in range(0, len(OFFERED), 2)
    ]
    await answer_with(message, Screen(text, rows))


@inject
async def hear_time_zone(
    message: Message,
    *,
    event_update: Update,
    session: ChatSession,
    state: FSMContext,
    change_settings: FromDishka[ChangeChatSettings],
    clock: FromDishka[Clock],
) -> None:
    """Take the answer to where the clock is."""
    if await _is_chosen(message, message.text or "", change_settings, clock):
        session.end_dialogue(event_update.update_id)
        await sessions.save(state, session)


@inject
async def press_time_zone(
    callback: CallbackQuery,
    *,
    callback_data: ChooseZone,
    language: str,
    session: ChatSession,
    state: FSMContext,
    change_settings: FromDishka[ChangeChatSettings],
    clock: FromDishka[Clock],
) -> None:
    """Choose the time zone of the button."""
    await change_settings.execute(
        ChangeChatSettingsCommand(chat_id=callback.from_user.id, time_zone=callback_data.name)
    )
    _end(session)
    await sessions.save(state, session)
    await redraw(callback, Screen(_chosen(callback_data.name, language, clock)))
    await acknowledge(callback)


async def _is_chosen(
    message: Message, words: str, change_settings: ChangeChatSettings, clock: Clock
) -> bool:
    """Whether the words name a time zone, which is then the chat's; answers in either case."""
    name = find_zone(words)
    if name is None:
        await message.answer(
            _("I do not know the time zone “{words}”. Write a larger city nearby.").format(
                words=escape(words)
            )
        )
        return False
    await change_settings.execute(
        ChangeChatSettingsCommand(chat_id=message.chat.id, time_zone=name)
    )
    await message.answer(_chosen(name, "en", clock))
    return True


def _chosen(name: str, language: str, clock: Clock) -> str:
    time = format_time(clock.now().astimezone(zone_named(name, language)), "HH:mm", locale=language)
    return _("🕐 Your time zone is <b>{zone}</b>, where it is {time}.").format(zone=name, time=time)


def _end(session: ChatSession) -> None:
    if session.step == TaskStates.time_zone.state:
        session.step = None
