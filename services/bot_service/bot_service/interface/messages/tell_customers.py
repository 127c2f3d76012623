"""Tells customers in their chats what became of their orders."""

from collections.abc import Awaitable, Callable
from typing import Final, Protocol
from uuid import UUID

from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.application.queries.chats.find_chat_of_user import (
    FindChatOfUser,
    FindChatOfUserQuery,
)
from integration_events.order_events import OrderCancelled, OrderCompleted, OrderConfirmed
from integration_events.payment_events import PaymentRefunded
from integration_events.task_events import TaskDue
from message_bus.delivery import ReceivedEvent
from message_bus.errors import DependencyDown
from message_bus.handling import EachEvent

QUEUE: Final = "bot_notifications"


class ChatMessenger(Protocol):
    """Writes into chats."""

    @property
    def is_configured(self) -> bool:
        """Whether anybody can be told anything; else no chat is looked up."""
        ...

    async def tell(self, chat_id: int, text: str) -> None:
        """Writes a text; somebody who has blocked the bot is left alone."""
        ...


class NoMessenger:
    """Stands in when there is no bot token: nobody is told anything."""

    is_configured = False

    async def tell(self, chat_id: int, text: str) -> None:
        """Does nothing."""


class TellCustomers:
    """Handles the bot's events.

    Args:
        find_chat: Tells which chat speaks for whom.
        messenger: Writes into chats.
    """

    def __init__(self, find_chat: FindChatOfUser, messenger: ChatMessenger) -> None:
        self._find_chat = find_chat
        self._messenger = messenger

    def handling(self) -> EachEvent:
        """Which event tells what."""
        return EachEvent(
            {
                "order.confirmed": self._telling(_confirmed),
                "order.completed": self._telling(_completed),
                "order.cancelled": self._telling(_cancelled),
                "payment.refunded": self._telling(_refunded),
                "task.due": self._telling(_due),
            }
        )

    def _telling(
        self, describe: Callable[[ReceivedEvent], str]
    ) -> Callable[[ReceivedEvent], Awaitable[None]]:
        async def handle(received: ReceivedEvent) -> None:
            data = received.envelope.data
            user_id = data.assignee_id if isinstance(data, TaskDue) else None
            if isinstance(data, OrderConfirmed | OrderCompleted | OrderCancelled | PaymentRefunded):
                user_id = data.user_id
            if user_id is None or not self._messenger.is_configured:
                return
            try:
                chat_id = await self._chat_of(user_id)
            except StorageUnavailable as error:
                raise DependencyDown(str(error)) from error
            if chat_id is not None:
                await self._messenger.tell(chat_id, describe(received))

        return handle

    async def _chat_of(self, user_id: UUID) -> int | None:
        """The chat that speaks for the user, unless its owner wants no notifications."""
        address = await self._find_chat.execute(FindChatOfUserQuery(user_id))
        return None if address is None or address.is_muted else address.chat_id


def _confirmed(received: ReceivedEvent) -> str:
    return f"Your order {_number(received)} is paid."


def _completed(received: ReceivedEvent) -> str:
    return f"Your order {_number(received)} is completed. Thank you!"


def _cancelled(received: ReceivedEvent) -> str:
    data = received.envelope.data
    reason = data.reason.replace("_", " ") if isinstance(data, OrderCancelled) else ""
    return f"Your order {_number(received)} was cancelled: {reason}."


def _refunded(received: ReceivedEvent) -> str:
    data = received.envelope.data
    amount = f"{data.amount} {data.currency}" if isinstance(data, PaymentRefunded) else "money"
    return f"You get {amount} back for your order {_number(received)}."


def _due(received: ReceivedEvent) -> str:
    data = received.envelope.data
    title = data.title if isinstance(data, TaskDue) else ""
    return f"Due now: {title}"


def _number(received: ReceivedEvent) -> str:
    data = received.envelope.data
    order_id = getattr(data, "order_id", None)
    return str(order_id)[:8]
