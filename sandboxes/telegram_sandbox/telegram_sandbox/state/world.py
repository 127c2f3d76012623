"""All that the sandbox knows, and the acts that change more than one part of it."""

import asyncio

from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.bot_profile import BotProfile
from telegram_sandbox.state.call_log import CallLog
from telegram_sandbox.state.callback_queries import CallbackQueries
from telegram_sandbox.state.chat import Chat
from telegram_sandbox.state.chat_book import ChatBook
from telegram_sandbox.state.event_feed import EventFeed
from telegram_sandbox.state.faults import Faults
from telegram_sandbox.state.file_store import FileStore
from telegram_sandbox.state.flood_watch import FloodWatch
from telegram_sandbox.state.inline_queries import InlineQueries
from telegram_sandbox.state.message import Message
from telegram_sandbox.state.moments import as_telegram, now
from telegram_sandbox.state.number_sequence import NumberSequence
from telegram_sandbox.state.pre_checkouts import PreCheckouts
from telegram_sandbox.state.update_queue import UpdateQueue
from telegram_sandbox.state.webhook import Webhook

_MESSAGES_PER_SECOND = 20


class World:
    """The parts, and what happens between them.

    Args:
        bot: Who the bot is.
        token: What it must show.
        query_seconds: How long presses and searches may be answered.
    """

    def __init__(self, bot: BotProfile, token: str, query_seconds: float) -> None:
        self.bot = bot
        self.token = token
        self.book = ChatBook()
        self.updates = UpdateQueue()
        self.files = FileStore()
        self.feed = EventFeed()
        self.calls = CallLog()
        self.faults = Faults()
        self.floods = FloodWatch()
        self.presses = CallbackQueries(query_seconds)
        self.searches = InlineQueries(query_seconds)
        self.checkouts = PreCheckouts()
        self.webhook = Webhook()
        self.webhook_changed = asyncio.Event()
        self.present_poll: asyncio.Event | None = None
        self.is_closing = False
        self._message_numbers = NumberSequence(_MESSAGES_PER_SECOND)

    def telegram_message(self, chat: Chat, message: Message) -> JsonObject:
        """A message as the bot gets it."""
        sender = self.bot.as_telegram() if message.from_bot else chat.person.as_telegram()
        return message.as_telegram(chat.as_telegram(), sender)

    def post(self, chat: Chat, body: JsonObject, *, from_bot: bool) -> Message:
        """Put a message into a chat and tell who looks on."""
        message = Message(self._message_numbers.take(), chat.id, from_bot, body)
        chat.add(message)
        self.feed.tell("message", chat.id, {"message": message.as_seen()})
        return message

    def tell_edited(self, message: Message) -> None:
        """Tell who looks on that a message has changed."""
        self.feed.tell("edit", message.chat_id, {"message": message.as_seen()})

    def say(self, chat: Chat, body: JsonObject) -> tuple[int, Message]:
        """Let the person send a message; return the number of its update with it.

        Raises:
            TooManyUpdatesError: The bot fetches none.
        """
        if chat.has_blocked:
            self.join(chat)
        chat.is_started = True
        message = self.post(chat, body, from_bot=False)
        update_id = self.updates.add("message", self.telegram_message(chat, message), chat.id)
        return update_id, message

    def leave(self, chat: Chat) -> int:
        """Let the person block the bot."""
        return self._change_membership(chat, "member", "kicked")

    def join(self, chat: Chat) -> int:
        """Let the person unblock the bot."""
        return self._change_membership(chat, "kicked", "member")

    def use_webhook(self, webhook: Webhook) -> None:
        """Put another webhook in the place of the present one; an empty one means polling."""
        self.webhook.replaced.set()
        self.webhook = webhook
        self.webhook_changed.set()
        if self.present_poll is not None and webhook.url:
            self.present_poll.set()

    def let_go(self) -> None:
        """Let everybody go who waits for news: the sandbox is about to stop."""
        self.is_closing = True
        self.updates.news.set()
        self.feed.close()

    def use_faults(self, faults: Faults) -> None:
        """Switch faults on and off."""
        self.faults = faults
        self.floods = FloodWatch()
        self.updates.repeats = int(faults.duplicate_updates)
        self.updates.reorders = faults.reorder_updates
        self.book.refused = frozenset(faults.blocked_chats)

    def reset(self) -> None:
        """Forget people, chats, updates, files and calls, and mend all faults."""
        self.book.clear()
        self.updates.clear()
        self.files.clear()
        self.calls.clear()
        self.presses.clear()
        self.searches.clear()
        self.checkouts.clear()
        self.use_faults(Faults())
        self.feed.tell("reset", 0, {})

    def _change_membership(self, chat: Chat, old: str, new: str) -> int:
        chat.has_blocked = new == "kicked"
        chat.is_started = True
        self.feed.tell("membership", chat.id, {"status": new})
        return self.updates.add(
            "my_chat_member",
            {
                "chat": chat.as_telegram(),
                "from": chat.person.as_telegram(),
                "date": as_telegram(now()),
                "old_chat_member": self._member(old),
                "new_chat_member": self._member(new),
            },
            chat.id,
        )

    def _member(self, status: str) -> Json:
        member: JsonObject = {"user": self.bot.as_telegram(), "status": status}
        return member | {"until_date": 0} if status == "kicked" else member
