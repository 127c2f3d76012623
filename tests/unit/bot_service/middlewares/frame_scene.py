"""The frame of the dispatcher around handlers that note what they are given."""

from uuid import UUID

from aiogram import Bot, Dispatcher
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage
from aiogram.types import (
    CallbackQuery,
    InlineQuery,
    Message,
    PollAnswer,
    Update,
)
from aiogram.utils.i18n import gettext as _
from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.session import ChatSession
from bot_service.interface.telegram.translations import Translations
from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.application.ports.chats import ChatStanding
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity, IdentifyChat
from dishka import AsyncContainer, Provider, Scope, make_async_container
from dishka.integrations.aiogram import FromDishka, inject
from telemetry.request_context import current_context

from tests.unit.telegram_runtime.telegram_stand_in import (
    TelegramStandIn,
    a_bot,
)

USER_ID = UUID("1f0c7a52-55f2-6d10-b1a9-0242ac120007")
METHOD = SendMessage(chat_id=1, text="")


class Steps(StatesGroup):
    """A dialogue."""

    address = State()


class Standings:
    """`ChatStandings` of one chat.

    Attributes:
        standing: Of the chat.
        asked: Which chats were asked for.
        away: Whether nobody answers.
    """

    def __init__(self) -> None:
        self.standing: ChatStanding | None = None
        self.asked: list[int] = []
        self.away = False

    async def of_chat(self, chat_id: int) -> ChatStanding | None:
        """See `ChatStandings.of_chat`."""
        self.asked.append(chat_id)
        if self.away:
            raise StorageUnavailable(service="db_postgres_service", reason="away")
        return self.standing

    async def of_user(self, user_id: UUID) -> ChatStanding | None:
        """See `ChatStandings.of_user`."""
        raise NotImplementedError(user_id)


class Scene:
    """A dispatcher whose handlers note what they are given.

    Attributes:
        given: What the last handler was given.
        fails_with: What it raises.
    """

    def __init__(self, dispatcher: Dispatcher, standings: Standings) -> None:
        self.dispatcher = dispatcher
        self.standings = standings
        self.telegram = TelegramStandIn()
        self.bot: Bot = a_bot(self.telegram)
        self.given: dict[str, object] = {}
        self.fails_with: Exception | None = None
        dispatcher.message.register(self.hear_address, Steps.address)
        dispatcher.message.register(self.hear)
        dispatcher.edited_message.register(self.fail)
        dispatcher.callback_query.register(self.fail)
        dispatcher.inline_query.register(self.fail)
        dispatcher.poll_answer.register(self.hear_poll)

    @staticmethod
    @inject
    async def greet(message: Message, *, translations: FromDishka[Translations]) -> None:
        """A handler that takes a use case."""
        with translations.speaking("en"):
            await message.answer("greeted")

    async def hear(
        self,
        message: Message,
        *,
        session: ChatSession,
        identity: ChatIdentity,
        actor: Actor,
        language: str,
        state: FSMContext,
        event_update: Update,
    ) -> None:
        """A handler that takes all that there is."""
        self.given = {
            "session": session,
            "identity": identity,
            "actor": actor,
            "language": language,
            "update_id": event_update.update_id,
            "user_id": current_context().user_id,
            "request_id": current_context().request_id,
            "sentence": _("I cannot find that any more."),
        }
        if self.fails_with is not None:
            raise self.fails_with
        session.step = Steps.address.state
        session.search = message.text or ""
        await sessions.save(state, session)

    async def hear_address(self, message: Message, *, session: ChatSession) -> None:
        """The next step of the dialogue."""
        self.given = {"address": message.text, "session": session}

    async def hear_poll(self, answer: PollAnswer, *, identity: ChatIdentity) -> None:
        """A handler of what belongs to no chat."""
        self.given = {"poll": answer.poll_id, "identity": identity}

    async def fail(self, event: Message | CallbackQuery | InlineQuery) -> None:
        """A handler that fails."""
        assert event.from_user is not None
        assert self.fails_with is not None
        raise self.fails_with

    async def feed(self, update: Update) -> None:
        """An update comes."""
        await self.dispatcher.feed_update(self.bot, update)


def a_container(standings: Standings) -> AsyncContainer:
    """What the frame itself needs."""
    provider = Provider(scope=Scope.APP)
    provider.provide(lambda: IdentifyChat(standings), provides=IdentifyChat)
    provider.provide(Translations)
    return make_async_container(provider)
