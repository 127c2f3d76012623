"""Shows an order in a message that is edited from then on, whenever the order moves."""

from uuid import UUID

from aiogram.types import CallbackQuery, Message
from business_hexagon.application.actor import Actor

from bot_service.interface.telegram.orders.order_screen import order_screen
from bot_service.interface.telegram.orders.order_view import OrderReader, OrderView
from bot_service.interface.telegram.orders.status_messages import StatusMessage, StatusMessages
from bot_service.interface.telegram.screen import answer_with, redraw, write_to


class LiveOrder:
    """Shows orders.

    Args:
        reader: Reads them.
        status_messages: Remembers where they were shown.
    """

    def __init__(self, reader: OrderReader, status_messages: StatusMessages) -> None:
        self._reader = reader
        self._status_messages = status_messages

    async def show(
        self, callback: CallbackQuery, actor: Actor, order_id: UUID, language: str
    ) -> None:
        """Show the order where the button was.

        Raises:
            NotFound: There is no such order, or the actor may not know of it.
            StorageUnavailable: A data service, or the store, does not answer.
        """
        view = await self._reader.read(actor, order_id)
        message_id = await redraw(callback, order_screen(view))
        await self._follow(actor, view, callback.from_user.id, message_id, language)

    async def open(
        self, callback: CallbackQuery, actor: Actor, order_id: UUID, language: str
    ) -> None:
        """Show the order in a new message below the button.

        Raises:
            NotFound: There is no such order, or the actor may not know of it.
            StorageUnavailable: A data service, or the store, does not answer.
        """
        view = await self._reader.read(actor, order_id)
        message_id = await write_to(callback, order_screen(view))
        await self._follow(actor, view, callback.from_user.id, message_id, language)

    async def write(self, message: Message, actor: Actor, order_id: UUID, language: str) -> None:
        """Show the order in a new message.

        Raises:
            NotFound: There is no such order, or the actor may not know of it.
            StorageUnavailable: A data service, or the store, does not answer.
        """
        view = await self._reader.read(actor, order_id)
        written = await answer_with(message, order_screen(view))
        await self._follow(actor, view, message.chat.id, written.message_id, language)

    async def _follow(
        self, actor: Actor, view: OrderView, chat_id: int, message_id: int, language: str
    ) -> None:
        # Staff may look at everybody's orders, but the news of them are their customers'.
        if actor.owns(view.order.user_id):
            before = await self._status_messages.get(view.order.id)
            shown = StatusMessage(
                chat_id=chat_id,
                message_id=message_id,
                language=language,
                # An event may come once more after a crash; its news were told already.
                told=[] if before is None else before.told,
            )
            await self._status_messages.keep(view.order.id, shown)
