"""What the bot reads from the environment."""

from pydantic import SecretStr
from service_runtime.settings import ServiceSettings


class BotSettings(ServiceSettings):
    """Settings of the Telegram bot.

    Attributes:
        bot_service_port: Where its health is served.
        bot_token: The token of the bot; without one it idles and says so.
        db_postgres_service_url: The relational data service.
        db_mongo_service_url: The document data service.
        rabbitmq_url: The broker.
        redis_url: Dialogue states and chat links.
    """

    bot_service_port: int = 8003
    bot_token: SecretStr | None = None
    db_postgres_service_url: str = "http://127.0.0.1:8001"
    db_mongo_service_url: str = "http://127.0.0.1:8002"
    rabbitmq_url: SecretStr
    redis_url: SecretStr
