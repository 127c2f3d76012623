"""`/search` and plain text: products by a part of their name."""

import hashlib
from collections.abc import Callable

from aiogram.filters import CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor
from business_hexagon.application.queries.catalogue.search_products import SearchProducts
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.catalogue.buttons import OpenSearch
from bot_service.interface.telegram.catalogue.product_list import found_screen
from bot_service.interface.telegram.catalogue.product_slice import search_slice
from bot_service.interface.telegram.screen import Screen, acknowledge, answer_with, redraw
from bot_service.interface.telegram.session import ChatSession

_LONGEST_WORDS = 100


@inject
async def search(
    message: Message,
    *,
    command: CommandObject,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
    search_products: FromDishka[SearchProducts],
) -> None:
    """`/search lamp`."""
    if not command.args:
        text = _("🔍 What are you looking for? Just type it, for example: <code>lamp</code>")
        await answer_with(message, Screen(text))
        return
    screen = await _searched(search_products, actor, session, state, command.args)
    await answer_with(message, screen)


@inject
async def search_by_text(
    message: Message,
    *,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
    event_update: Update,
    search_products: FromDishka[SearchProducts],
) -> None:
    """Whatever somebody types outside of a dialogue."""
    if session.answered_update == event_update.update_id:
        return  # the last word of a dialogue that ended, come again after a crash
    screen = await _searched(search_products, actor, session, state, message.text or "")
    await answer_with(message, screen)


@inject
async def turn_search(
    callback: CallbackQuery,
    callback_data: OpenSearch,
    actor: Actor,
    session: ChatSession,
    search_products: FromDishka[SearchProducts],
) -> None:
    """Another page of the latest search."""
    words = session.search
    if not words or callback_data.search != _mark(words):
        text = _("This list is from an earlier search. Please search once more.")
        await acknowledge(callback, text, alert=True)
        return
    found = await search_slice(search_products, actor, words, callback_data.page)
    await acknowledge(callback)
    await redraw(callback, found_screen(found, words, _turning(words)))


async def _searched(
    search_products: SearchProducts,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
    text: str,
) -> Screen:
    words = " ".join(text.split())[:_LONGEST_WORDS]
    found = await search_slice(search_products, actor, words, 0)
    if found.has_more:
        session.search = words
        await sessions.save(state, session)
    return found_screen(found, words, _turning(words))


def _turning(words: str) -> Callable[[int], CallbackData]:
    return lambda page: OpenSearch(search=_mark(words), page=page)


def _mark(words: str) -> str:
    """Tells one search from another in a button."""
    return hashlib.blake2s(words.encode(), digest_size=4).hexdigest()
