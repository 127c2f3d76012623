"""The answer to what a file belongs to."""

from typing import Final

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message, Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.attachments.attach_file import AttachFile
from business_hexagon.application.ports.documents import PageRequest
from business_hexagon.application.queries.catalogue.search_products import (
    SearchProducts,
    SearchProductsQuery,
)
from business_hexagon.domain.attachments.attachment import SubjectKind
from business_hexagon.domain.identity.scope import Scope
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.attachments.buttons import DropFile, KeepFile, NameProduct
from bot_service.interface.telegram.attachments.incoming_file import belonging_to
from bot_service.interface.telegram.attachments.keep import keep_files
from bot_service.interface.telegram.catalogue.shown_product import ProductPage
from bot_service.interface.telegram.screen import (
    Screen,
    acknowledge,
    answer_with,
    press,
    redraw,
    write_to,
)
from bot_service.interface.telegram.session import ChatSession

_OFFERED: Final = 5


class FileStates(StatesGroup):
    """Steps of dialogues about files."""

    product = State()


@inject
async def keep_file(
    callback: CallbackQuery,
    *,
    callback_data: KeepFile,
    actor: Actor,
    bot: Bot,
    session: ChatSession,
    state: FSMContext,
    attach_file: FromDishka[AttachFile],
) -> None:
    """Keep the file, or all files of its album, with the thing of the button."""
    files = belonging_to(session.pending_files, callback_data.message_id)
    if not files:
        await acknowledge(callback, _forgotten(), alert=True)
        return
    subject = (callback_data.kind, callback_data.subject_id)
    told = await keep_files(bot, actor, attach_file, files, subject)
    await redraw(callback, told)
    await acknowledge(callback)
    session.pending_files = [one for one in session.pending_files if one not in files]
    await sessions.save(state, session)


@inject
async def ask_which_product(
    callback: CallbackQuery,
    *,
    callback_data: NameProduct,
    actor: Actor,
    session: ChatSession,
    state: FSMContext,
) -> None:
    """Ask which product is shown."""
    actor.require(Scope.CATALOGUE_WRITE)  # before asking anything; the use case asks again
    if not belonging_to(session.pending_files, callback_data.message_id):
        await acknowledge(callback, _forgotten(), alert=True)
        return
    session.step = FileStates.product.state
    session.product_file = callback_data.message_id
    await sessions.save(state, session)
    await write_to(callback, Screen(_("Which product is it? Write its name or a part of it.")))
    await acknowledge(callback)


@inject
async def hear_product(
    message: Message,
    *,
    actor: Actor,
    event_update: Update,
    session: ChatSession,
    state: FSMContext,
    search_products: FromDishka[SearchProducts],
) -> None:
    """Offer the products of that name."""
    number = session.product_file
    if number is None or not belonging_to(session.pending_files, number):
        await message.answer(_forgotten())
        session.product_file = None
        session.end_dialogue(event_update.update_id)
        await sessions.save(state, session)
        return
    page = PageRequest(limit=_OFFERED, sort="name,id")
    found = await search_products.execute(SearchProductsQuery(actor, message.text or "", page))
    products = ProductPage.model_validate_json(found.content).items
    if not products:
        await message.answer(_("I found no such product. Try another word."))
        return
    rows = [
        (
            press(
                product.name,
                KeepFile(kind=SubjectKind.PRODUCT, subject_id=product.id, message_id=number),
            ),
        )
        for product in products
    ]
    await answer_with(message, Screen(_("Whose photo is it?"), rows))
    session.product_file = None
    session.end_dialogue(event_update.update_id)
    await sessions.save(state, session)


async def drop_file(
    callback: CallbackQuery, callback_data: DropFile, session: ChatSession, state: FSMContext
) -> None:
    """Forget the file."""
    files = belonging_to(session.pending_files, callback_data.message_id)
    session.pending_files = [one for one in session.pending_files if one not in files]
    await sessions.save(state, session)
    await redraw(callback, Screen(_("All right, I did not keep it.")))
    await acknowledge(callback)


def _forgotten() -> str:
    return _("I have forgotten that file. Please send it again.")
