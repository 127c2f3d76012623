"""What handlers and listeners need of Telegram; only a bot with a token imports it."""

from collections.abc import AsyncIterator

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from dishka import Provider, Scope, provide
from http_transport.client_tls import TlsContexts
from telegram_runtime.bot_metrics import BotMetrics, bot_metrics
from telegram_runtime.delivery.chat_turns import ChatTurns
from telegram_runtime.outgoing.outgoing_middleware import OutgoingMiddleware
from telegram_runtime.outgoing.pace import Pace
from telegram_runtime.telegram_session import TelegramSession

from bot_service.interface.telegram.payment_choices import PaymentChoice, PaymentChoices
from bot_service.interface.telegram.translations import Translations
from bot_service.settings import TELEGRAM, BotSettings


class TelegramProvider(Provider):
    """Provides the Bot API and what goes with it.

    Args:
        settings: Where it is, and the token.
        token: The bot's token.
    """

    scope = Scope.APP

    def __init__(self, settings: BotSettings, token: str) -> None:
        super().__init__()
        self._settings = settings
        self._token = token

    @provide
    async def bot(self, pace: Pace, metrics: BotMetrics) -> AsyncIterator[Bot]:
        """The Bot API, paced; its connections are closed with the container."""
        session = telegram_session(self._settings)
        session.middleware(OutgoingMiddleware(pace, metrics))
        yield Bot(
            self._token,
            session=session,
            default=DefaultBotProperties(parse_mode=ParseMode.HTML),
        )
        await session.close()

    @provide
    def pace(self, metrics: BotMetrics) -> Pace:
        """Telegram's limits."""
        return Pace(
            metrics,
            per_second=self._settings.telegram_messages_per_second,
            per_chat_second=self._settings.telegram_chat_messages_per_second,
        )

    @provide
    def metrics(self) -> BotMetrics:
        """What is counted."""
        return bot_metrics()

    @provide
    def payment_choices(self) -> PaymentChoices:
        """How one may pay."""
        offered = self._settings.payment_choices.items()
        return PaymentChoices(tuple(PaymentChoice(label, method) for label, method in offered))

    translations = provide(Translations)

    @provide
    def turns(self) -> ChatTurns:
        """One at a time in each chat."""
        return ChatTurns()


def telegram_session(settings: BotSettings) -> TelegramSession:
    """Connections to the Bot API.

    Telegram shows a certificate that everybody trusts; whatever stands in for it shows one of our
    own authority.
    """
    session = TelegramSession(api=TelegramAPIServer.from_base(settings.telegram_api_url))
    files = settings.client_tls()
    if files is not None and settings.telegram_api_url != TELEGRAM:
        session._connector_init["ssl"] = TlsContexts(files).current()  # noqa: SLF001  aiogram has no other way
    return session
