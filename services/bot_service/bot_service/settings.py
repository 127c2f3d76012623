"""What the bot reads from the environment."""

import re
from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode
from service_runtime.identity_settings import CallerSettings
from service_runtime.production_rules import ProductionRules
from service_runtime.settings import Environment

TELEGRAM: Final = "https://api.telegram.org"
"""Where the Bot API is, unless something stands in for it."""

_SECRET_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_TEST_CARD: Final = "card_"
_TEST_CARDS: Final = {
    "Test card that pays": "card_approve",
    "Test card that takes its time": "card_late",
    "Test card that is declined": "card_decline",
}


class BotSettings(CallerSettings):
    """Settings of the Telegram bot.

    Attributes:
        bot_service_port: Where its health is served, and its webhook.
        bot_token: The token of the bot; without one it idles and says so.
        bot_mode: Whether updates are fetched or pushed.
        telegram_api_url: Origin of the Bot API.
        telegram_messages_per_second: How many messages Telegram takes from a bot.
        telegram_chat_messages_per_second: How many it takes in one chat, in the long run.
        webhook_url: Where Telegram pushes updates to, in webhook mode; its path is served here.
        webhook_secret: What Telegram shows with each pushed update.
        payment_choices: What people may pay with, the gateway's word by what they read.
        dialogue_days: How long the bot remembers a cart or a dialogue that nobody goes on with.
        db_postgres_service_url: The relational data service.
        db_mongo_service_url: The document data service.
        rabbitmq_url: The broker.
        redis_url: Dialogues, codes of chats, handled updates.
        retry_ladder_seconds: Delays of the retry ladder, the same as the worker's: it declares
            the queues.
    """

    bot_service_port: int = 8003
    bot_token: SecretStr | None = None
    bot_mode: Literal["polling", "webhook"] = "polling"
    telegram_api_url: str = TELEGRAM
    telegram_messages_per_second: Annotated[float, Field(gt=0)] = 30.0
    telegram_chat_messages_per_second: Annotated[float, Field(gt=0)] = 1.0
    webhook_url: str = ""
    webhook_secret: SecretStr | None = None
    payment_choices: Annotated[dict[str, str], NoDecode] = _TEST_CARDS
    dialogue_days: Annotated[float, Field(gt=0)] = 7.0
    db_postgres_service_url: str = "http://127.0.0.1:8001"
    db_mongo_service_url: str = "http://127.0.0.1:8002"
    rabbitmq_url: SecretStr
    redis_url: SecretStr
    retry_ladder_seconds: Annotated[tuple[float, ...], NoDecode] = (1.0, 5.0, 30.0, 300.0)

    production_rules: ClassVar[ProductionRules] = ProductionRules(
        required=("service_signing_key",),
        https_urls=(
            "db_postgres_service_url",
            "db_mongo_service_url",
            "telegram_api_url",
            "webhook_url",
        ),
    )

    @field_validator("retry_ladder_seconds", mode="before")
    @classmethod
    def _split_seconds(cls, value: object) -> object:
        """Accepts `1,5,30,300`."""
        if isinstance(value, str):
            return tuple(float(part) for part in value.split(","))
        return value

    @field_validator("payment_choices", mode="before")
    @classmethod
    def _split_choices(cls, value: object) -> object:
        """Accepts `Test card that pays=card_approve,Card=pm_card_visa`."""
        if isinstance(value, str):
            pairs = (part.partition("=") for part in value.split(",") if part.strip())
            return {label.strip(): method.strip() for label, _, method in pairs}
        return value

    @model_validator(mode="after")
    def _check_webhook(self) -> Self:
        """Refuse a webhook that nobody calls, or that everybody may."""
        if self.bot_mode == "webhook" and self.bot_token is not None:
            secret = self.webhook_secret
            if not self.webhook_url or secret is None:
                raise ValueError("BOT_MODE=webhook needs WEBHOOK_URL and WEBHOOK_SECRET")
            if _SECRET_TOKEN.fullmatch(secret.get_secret_value()) is None:
                raise ValueError("WEBHOOK_SECRET may hold A-Z, a-z, 0-9, _ and - only, at most 256")
        return self

    @model_validator(mode="after")
    def _check_bot_in_production(self) -> Self:
        """Refuse what only development may have; an idle bot needs nothing."""
        if self.environment is Environment.PRODUCTION and self.bot_token is not None:
            if self.bot_mode != "webhook":
                raise ValueError("not fit for production: BOT_MODE must be webhook")
            if any(method.startswith(_TEST_CARD) for method in self.payment_choices.values()):
                raise ValueError("not fit for production: PAYMENT_CHOICES names test cards")
        return self
