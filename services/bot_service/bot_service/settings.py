"""What the bot reads from the environment."""

from typing import Annotated, ClassVar

from pydantic import SecretStr, field_validator
from pydantic_settings import NoDecode
from service_runtime.identity_settings import CallerSettings
from service_runtime.production_rules import ProductionRules


class BotSettings(CallerSettings):
    """Settings of the Telegram bot.

    Attributes:
        bot_service_port: Where its health is served.
        bot_token: The token of the bot; without one it idles and says so.
        db_postgres_service_url: The relational data service.
        db_mongo_service_url: The document data service.
        rabbitmq_url: The broker.
        redis_url: Dialogue states and chat links.
        retry_ladder_seconds: Delays of the retry ladder, the same as the worker's: it declares
            the queues.
    """

    bot_service_port: int = 8003
    bot_token: SecretStr | None = None
    db_postgres_service_url: str = "http://127.0.0.1:8001"
    db_mongo_service_url: str = "http://127.0.0.1:8002"
    rabbitmq_url: SecretStr
    redis_url: SecretStr
    retry_ladder_seconds: Annotated[tuple[float, ...], NoDecode] = (1.0, 5.0, 30.0, 300.0)

    production_rules: ClassVar[ProductionRules] = ProductionRules(
        required=("service_signing_key",),
        https_urls=("db_postgres_service_url", "db_mongo_service_url"),
    )

    @field_validator("retry_ladder_seconds", mode="before")
    @classmethod
    def _split_seconds(cls, value: object) -> object:
        """Accepts `1,5,30,300`."""
        if isinstance(value, str):
            return tuple(float(part) for part in value.split(","))
        return value
